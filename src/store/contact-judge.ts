// A staged file of contacts held against the store: long, because every way to be at fault is marked by one statement here.
import type { Connection } from './connection.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** A row (`s`) that has no fault. */
export const GOOD = 'not exists (select 1 from staged_faults f where f.line = s.line)';

const KEY = (s: string) => `coalesce(${s}.phone, ${s}.email_key)`;
const COLUMNS = 'line, phone, email, email_key, first_name, last_name, name_key, time_zone, combination';

const differing = (condition: string, words: string) => `case when ${condition} then '${words}, ' else '' end`;

/** How a contact (`c`) differs from its row (`s`, with its combination `k`), in words; nothing where it is so already. */
const DIFFERS = [
  differing("s.email_key <> coalesce(c.email_key, '')", 'another address'),
  differing("s.first_name <> coalesce(c.first_name, '') or s.last_name <> coalesce(c.last_name, '')", 'another name'),
  differing("s.time_zone <> coalesce(c.time_zone, '')", 'another time zone'),
  differing('k.assignee <> coalesce(c.assignee, 0)', 'another assignee'),
  differing('k.team_id <> coalesce(c.team_id, 0)', 'another team'),
  differing(
    `exists (select 1 from staged_tags t where t.combination = s.combination and not exists (select 1 from contact_tags h
      where h.workspace_id = $1 and h.contact_id = c.id and h.tag = t.tag))`,
    'fewer tags',
  ),
  differing(
    `exists (select 1 from staged_lists t where t.combination = s.combination and not exists (select 1 from list_members h
      where h.workspace_id = $1 and h.list_id = t.list_id and h.contact_id = c.id))`,
    'on fewer lists',
  ),
  differing(
    `exists (select 1 from staged_values t where t.line = s.line and not exists (select 1 from contact_values h
      where h.workspace_id = $1 and h.contact_id = c.id and h.field_id = t.field_id and h.value = t.value))`,
    'other values',
  ),
].join(' || ');

/** Sorts the rows, finds who their assignees are, and which of them are contacts already and how these differ. */
export async function judgeContacts(
  { dialect, run }: Connection,
  workspaceId: number,
  reached: Reached,
): Promise<void> {
  await run(
    `insert into sorted_contacts (${COLUMNS}) select ${COLUMNS} from staged_contacts s order by ${KEY('s')}, line`,
  );
  await run(
    `update staged_combinations set assignee = (select u.id from users u join memberships m on m.workspace_id = $1
       and m.user_id = u.id and m.until is null and m.status <> 'suspended' where u.email_key = assignee_key)
     where assignee_key is not null`,
    [workspaceId],
  );
  // Each row is looked up beside the one before: an order that the planner must not turn around.
  const found = (on: string) => `select s.n, c.id, ${DIFFERS},
      case when ${contactsWithin(reached)} then 0 else 1 end
    from sorted_contacts s cross join contacts c left join staged_combinations k on k.id = s.combination
    where c.workspace_id = $1 and ${on}`;
  if (dialect.doors) await run('analyze sorted_contacts');
  await run(`insert into matched ${found('c.phone = s.phone')}`, [workspaceId]);
  await run(`insert into matched ${found('s.phone is null and c.phone is null and c.email_key = s.email_key')}`, [
    workspaceId,
  ]);
  if (!dialect.doors || contactsWithin(reached) === '1 = 1') return;
  // What a server hides from whoever is there is found behind a door.
  const taken = dialect.doors.contactsTaken.replace('$2', 'a.keys');
  await run(
    `insert into matched select s.n, 0, '', 1 from sorted_contacts s where not exists (select 1 from matched m where m.n = s.n)
     and ${KEY('s')} in (select t.key from (select array_agg(${KEY('b')}) as keys from sorted_contacts b) a, ${taken} t)`,
    [workspaceId],
  );
}

/** Where a column of the file stands, for faults; null where it has none. */
type Position = number | null;

/** Marks every row that says the same number, or the same address, as the one before it in the sorted rows. */
export const faultDuplicateContacts = ({ run }: Connection, position: Position): Promise<number> =>
  run(
    `insert into staged_faults
     select s.line, cast($1 as integer), case when s.phone is null then 'email' else 'phone' end, 'duplicate-row',
       coalesce(s.phone, s.email), 'line ' || s.line || ' is the same contact as line ' || b.line,
       'remove one of the two lines'
     from sorted_contacts s join sorted_contacts b on b.n = s.n - 1 and ${KEY('b')} = ${KEY('s')}`,
    [position],
  );

/** Marks every row whose assignee is no member. */
export const faultUnknownMembers = ({ run }: Connection, position: Position): Promise<number> =>
  run(
    `insert into staged_faults
     select s.line, cast($1 as integer), 'assignee', 'unknown-member', k.assignee_key,
       'there is no member ' || k.assignee_key || ' here who could be assigned to', 'see: switchboard users list'
     from staged_combinations k join staged_contacts s on s.combination = k.id
     where k.assignee_key is not null and k.assignee is null`,
    [position],
  );

/** Marks every row whose contact is beyond the acting user's sight: it says no more than that it cannot be theirs. */
export const faultUnseen = ({ run }: Connection, position: Position): Promise<number> =>
  run(
    `insert into staged_faults
     select s.line, cast($1 as integer), case when s.phone is null then 'email' else 'phone' end, 'record.not-visible',
       coalesce(s.phone, s.email), 'this row is not for you to import', 'ask somebody who sees all contacts'
     from matched m join sorted_contacts s on s.n = m.n where m.is_unseen = 1`,
    [position],
  );

/** Marks every row that would assign its contact beyond the sight of a narrowed importer. */
export const faultLeaving = (
  { run }: Connection,
  workspaceId: number,
  reached: Reached,
  position: Position,
): Promise<number> =>
  run(
    `insert into staged_faults
     select x.line, cast($2 as integer), 'assignee', 'record.not-visible', null,
       'you would not see this contact any more', 'assign it to yourself, or to a team of yours'
     from (select s.line, cast($1 as integer) as workspace_id, coalesce(k.assignee, c.assignee) as assignee,
         coalesce(k.team_id, c.team_id) as team_id
       from sorted_contacts s join staged_combinations k on k.id = s.combination left join matched m on m.n = s.n
       left join contacts c on c.workspace_id = $1 and c.id = m.contact_id
       where (k.assignee is not null or k.team_id is not null) and ${GOOD}) x
     where case when ${contactsWithin(reached, 'x')} then 0 else 1 end = 1`,
    [workspaceId, position],
  );

/** Marks every row whose contact is there already, but differently. */
export const faultDifferingContacts = ({ run }: Connection, position: Position): Promise<number> =>
  run(
    `insert into staged_faults
     select s.line, cast($1 as integer), case when s.phone is null then 'email' else 'phone' end, 'exists-differently',
       coalesce(s.phone, s.email), 'is a contact already, with ' || substr(m.differs, 1, length(m.differs) - 2),
       'to change contacts too: --on-existing update'
     from matched m join sorted_contacts s on s.n = m.n where m.differs <> '' and ${GOOD}`,
    [position],
  );

/** Marks every row whose contact is there already. */
export const faultExistingContacts = ({ run }: Connection, position: Position): Promise<number> =>
  run(
    `insert into staged_faults
     select s.line, cast($1 as integer), case when s.phone is null then 'email' else 'phone' end, 'exists',
       coalesce(s.phone, s.email), 'is a contact already', 'remove the line'
     from matched m join sorted_contacts s on s.n = m.n where ${GOOD}`,
    [position],
  );

/** What rows do that not every importer may: change a contact, assign it, put it on a list. */
const DEEDS = {
  edits: "m.differs <> ''",
  assigns: '(k.assignee is not null or k.team_id is not null)',
  lists: 'exists (select 1 from staged_lists t where t.combination = s.combination)',
} as const;
export type Deed = keyof typeof DEEDS;

const ROWS = `sorted_contacts s left join matched m on m.n = s.n left join staged_combinations k on k.id = s.combination`;

/** A row (`s`, matched as `m`) that is applied: a new contact, or with updates one that differs. */
export const applied = (updates: boolean): string => (updates ? "(m.n is null or m.differs <> '')" : 'm.n is null');

/** How many of the good rows that are to be applied do each of these. */
export async function deedsOf({ all }: Connection, updates: boolean): Promise<Readonly<Record<Deed, number>>> {
  const counts = Object.entries(DEEDS).map(
    ([deed, does]) => `coalesce(sum(case when ${does} then 1 else 0 end), 0) as ${deed}`,
  );
  const [row] = await all<Record<Deed, number>>(
    `select ${counts.join(', ')} from ${ROWS} where ${applied(updates)} and ${GOOD}`,
  );
  return row ?? { edits: 0, assigns: 0, lists: 0 };
}

/** Marks the rows that do something which was refused, with the gate's own code. */
export const rejectContactRows = (
  { run }: Connection,
  deed: Deed,
  updates: boolean,
  { code, sentence, field, column }: { code: string; sentence: string; field: string; column: Position },
): Promise<number> =>
  run(
    `insert into staged_faults
     select s.line, cast($1 as integer), $2, $3, null, $4, null from ${ROWS}
     where ${DEEDS[deed]} and ${applied(updates)}
       and not exists (select 1 from staged_faults f where f.line = s.line and f.code = $3)`,
    [column, field, code, sentence],
  );

/** What the good rows come to, and how many are rejected. */
export interface ContactTally {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: number;
  readonly rejected: number;
}

/** Counts the outcomes. Without `updates`, contacts that differ are left as they are. */
export async function tallyContacts({ all }: Connection, updates: boolean): Promise<ContactTally> {
  const changed = updates ? "m.differs <> ''" : '1 = 0';
  const [row] = await all<ContactTally>(
    `select coalesce(sum(case when m.n is null then 1 else 0 end), 0) as added,
       coalesce(sum(case when m.n is not null and ${changed} then 1 else 0 end), 0) as updated,
       coalesce(sum(case when m.n is not null and not (${changed}) then 1 else 0 end), 0) as unchanged,
       (select count(*) from staged_faults) as faults,
       (select count(distinct line) from staged_faults) as rejected
     from sorted_contacts s left join matched m on m.n = s.n where ${GOOD}`,
  );
  return row ?? { added: 0, updated: 0, unchanged: 0, faults: 0, rejected: 0 };
}

/** How many rows would still be applied or found unchanged. */
export async function goodContactRows({ all }: Connection): Promise<number> {
  const [row] = await all<{ rows: number }>(`select count(*) as rows from sorted_contacts s where ${GOOD}`);
  return row?.rows ?? 0;
}
