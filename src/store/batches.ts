import type { Connection, Dialect } from './connection.ts';
import { asItIs, isOfThen } from './contact-image.ts';
import { contactsWithin, type Reached } from './sight.ts';
import { LEFT_FACTS, type Left, type Undo } from './undoing.ts';
import { leftContacts } from './undoing-contacts-told.ts';
import { leftPlaces } from './undoing-places.ts';

/** The undos that were done in a workspace, with what they were about and what they counted, both as JSON. */
export const undoEntries = ({ all }: Connection, workspaceId: number) =>
  all<{ readonly number: number; readonly input: string; readonly counts: string }>(
    `select e.number, e.input, e.counts from entries e
     where e.workspace_id = $1 and e.operation = 'batch undo' and e.outcome = 'done' order by e.number`,
    [workspaceId],
  );

/** The last entry of an operation that was done with an input of this digest, if one was. */
export async function entryWithDigest(
  { all }: Connection,
  workspaceId: number,
  operation: string,
  digest: string,
): Promise<number | undefined> {
  const [row] = await all<{ number: number }>(
    `select e.number from entries e where e.workspace_id = $1 and e.operation = $2 and e.digest = $3 and e.outcome = 'done'
     order by e.number desc limit 1`,
    [workspaceId, operation, digest],
  );
  return row?.number;
}

/** Whether an entry kept what it did to contacts. */
export async function keptContacts({ all }: Connection, workspaceId: number, entry: number): Promise<boolean> {
  const found = await all('select 1 as kept from contact_rows r where r.workspace_id = $1 and r.entry = $2 limit 1', [
    workspaceId,
    entry,
  ]);
  return found.length > 0;
}

/** Lays down in words what an undo leaves as it is. */
export async function layLeft(
  { run, dialect }: Connection,
  { workspaceId, of }: Undo,
  reached: Reached,
): Promise<void> {
  const { integer, text } = dialect.words;
  await run(
    `create temporary table undoing_left (what ${text} not null, says ${text} not null, touched ${integer} not null)`,
  );
  await run(
    `insert into undoing_left ${LEFT_FACTS} union all ${leftContacts(dialect, reached)} union all ${leftPlaces(reached)}`,
    [workspaceId, of],
  );
}

const LEFT =
  'select l.what, l.says, nullif(l.touched, 0) as touched from undoing_left l order by l.what, l.says, l.touched';

/** What an undo leaves as it is, streamed. */
export const leftInOrder = ({ stream }: Connection): AsyncIterable<Left> => stream<Left>(LEFT);

/** How much of it an entry changed since, and of how much no entry tells why it stays. */
export async function countLeft({ all }: Connection): Promise<{ readonly changed: number; readonly lost: number }> {
  const sum = (where: string) => `coalesce(sum(case when ${where} then 1 else 0 end), 0)`;
  const [row] = await all<{ changed: number; lost: number }>(
    `select ${sum('l.touched > 0')} as changed, ${sum('l.touched = 0')} as lost from undoing_left l`,
  );
  return row ?? { changed: 0, lost: 0 };
}

/** The first of what an undo leaves as it is. */
export const firstLeft = ({ all }: Connection, limit: number): Promise<Left[]> => all<Left>(`${LEFT} limit ${limit}`);

/** What became of a line of a file, or of a fact: who or what it was about, in words. */
export interface BatchRow {
  readonly line: number | null;
  readonly outcome: string;
  readonly what: string;
  readonly subject: string;
}

/** What contacts were called that were removed since an entry, by their ids, as a subquery; that is for those who see all of them. */
const calledWhenGone = ({ json }: Dialect, entry: string): string =>
  `(select contact_id, phone, email from (select r.contact_id, ${json.text('r.before', 'phone')} as phone, ${json.text('r.before', 'email')} as email,
     row_number() over (partition by r.contact_id order by r.entry) as nth
     from contact_rows r where r.workspace_id = $1 and r.entry > ${entry} and r.outcome = 'removed') o where nth = 1)`;

/** What became of each line of a batch's file, streamed in the order of its lines. What contacts are called is for those who see them. */
export const rowsOfFile = (
  { stream, dialect }: Connection,
  workspaceId: number,
  entry: number,
  reached: Reached,
): AsyncIterable<BatchRow> => {
  const { text } = dialect.json;
  const seen = contactsWithin(reached) === '1 = 1';
  const then = seen ? `, ${text('r.before', 'phone')}, ${text('r.before', 'email')}, g.phone, g.email` : '';
  return stream<BatchRow>(
    `select r.line, r.outcome, 'member' as what, u.email as subject from batch_rows r join users u on u.id = r.user_id
       where r.workspace_id = $1 and r.entry = $2
     union all
     select r.line, r.outcome, 'contact' as what, coalesce(c.phone, c.email${then}, 'a contact that is gone') as subject
       from contact_rows r left join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
         and ${isOfThen('r.entry')} and ${contactsWithin(reached)}
       left join ${calledWhenGone(dialect, '$2')} g on g.contact_id = r.contact_id and r.outcome = 'added'
       where r.workspace_id = $1 and r.entry = $2 order by 1, 3`,
    [workspaceId, entry],
  );
};

/** A contact that a batch changed: as it was before, and as it is now, both as JSON; null where it was, or is, not there. */
export interface ContactChange {
  readonly line: number | null;
  readonly outcome: string;
  readonly before: string | null;
  readonly now: string | null;
  /** What one that was added was called when it was removed since. */
  readonly called: string | null;
}

/** The contacts that a batch changed, as far as they are seen, streamed in the order of its lines. */
export const contactChanges = (
  { stream, dialect }: Connection,
  workspaceId: number,
  entry: number,
  reached: Reached,
): AsyncIterable<ContactChange> =>
  stream<ContactChange>(
    `select r.line, r.outcome, case when r.outcome = 'added' then null else r.before end as before,
       case when c.id is null then null else ${asItIs(dialect, [])} end as now,
       coalesce(g.phone, g.email) as called
     from contact_rows r left join contacts c on c.workspace_id = $1 and c.id = r.contact_id
       and ${isOfThen('r.entry')} and ${contactsWithin(reached)}
     left join ${calledWhenGone(dialect, '$2')} g on g.contact_id = r.contact_id and r.outcome = 'added'
     where r.workspace_id = $1 and r.entry = $2 and r.outcome <> 'unchanged'
       and (c.id is not null or ${contactsWithin(reached) === '1 = 1' ? '1 = 1' : '1 = 0'}) order by r.line`,
    [workspaceId, entry],
  );
