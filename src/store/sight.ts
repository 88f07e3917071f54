// What somebody sees of the records of work, as conditions of statements: the second reading of a rule decided elsewhere.

/**
 * What narrows the records that somebody reaches; null narrows nothing. `lines`: the user id whose granted lines they are on.
 * `contacts`: the user id whom contacts are assigned to, or these teams. `author`: the user id whose own they are.
 */
export interface Within {
  readonly lines: number | null;
  readonly contacts: { readonly userId: number; readonly teams: readonly number[] } | null;
  readonly author: number | null;
}

/** What is reached: nothing, or what lies within bounds. */
export type Reached = Within | 'nothing';

const number = (id: number): string => {
  if (!Number.isSafeInteger(id)) throw new Error('a user or team is known by a whole number');
  return String(id);
};

/** The condition that a contact (`c` in the statement) is reached. */
export function contactsWithin(reached: Reached, c = 'c'): string {
  if (reached === 'nothing') return '1 = 0';
  if (reached.contacts === null) return '1 = 1';
  const { userId, teams } = reached.contacts;
  const mine = `${c}.assignee = ${number(userId)}`;
  return teams.length === 0 ? mine : `(${mine} or ${c}.team_id in (${teams.map(number).join(', ')}))`;
}

/**
 * The same in a statement whose `$1` is the workspace's id, where contacts are looked for among a great many: SQLite takes
 * no two indexes for an `or`, but one for each half of a set.
 */
export function contactsFoundWithin(reached: Reached): string {
  if (reached === 'nothing' || reached.contacts === null || reached.contacts.teams.length === 0) {
    return contactsWithin(reached);
  }
  const { userId, teams } = reached.contacts;
  return `c.id in (select own.id from contacts own where own.workspace_id = $1 and own.assignee = ${number(userId)}
    union all select ours.id from contacts ours where ours.workspace_id = $1 and ours.team_id in (${teams.map(number).join(', ')}))`;
}

/** The condition that a row on a line (`on` in the statement) is on one that is active and reached. */
function linesWithin({ lines }: Within, on: string): string {
  const active = `exists (select 1 from line_activations open where open.workspace_id = ${on}.workspace_id
    and open.line_id = ${on}.line_id and open.until is null)`;
  if (lines === null) return active;
  return `${active} and exists (select 1 from line_grants held where held.workspace_id = ${on}.workspace_id
    and held.line_id = ${on}.line_id and held.user_id = ${number(lines)} and held.until is null)`;
}

/** The condition that a conversation (`v` in the statement, its contact `c`) is reached. */
export const conversationsWithin = (reached: Reached, v = 'v', c = 'c'): string =>
  reached === 'nothing' ? '1 = 0' : `${linesWithin(reached, v)} and ${contactsWithin(reached, c)}`;

/** The condition that a blast (`b` in the statement) is reached. */
export function blastsWithin(reached: Reached, b = 'b'): string {
  if (reached === 'nothing') return '1 = 0';
  const own = reached.author === null ? '' : ` and ${b}.author = ${number(reached.author)}`;
  return `${linesWithin(reached, b)}${own}`;
}

/** The condition that a blast (`b` in the statement) is reached as far as its author goes: its line may be gone. */
export const authoredWithin = (reached: Reached, b = 'b'): string =>
  reached === 'nothing' ? '1 = 0' : reached.author === null ? '1 = 1' : `${b}.author = ${number(reached.author)}`;

/** The condition that a responder (`r` in the statement) is on a line that is reached, or on all of them. */
export const respondersWithin = (reached: Reached, r = 'r'): string =>
  reached === 'nothing' ? '1 = 0' : `(${r}.line_id is null or (${linesWithin(reached, r)}))`;

/** No bounds at all: for what holds whoever looks. */
export const EVERYTHING: Within = { lines: null, contacts: null, author: null };
