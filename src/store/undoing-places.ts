// What an entry did to who is on a list, gathered and undone: long, because what stands in the way has several reasons.
import type { Connection } from './connection.ts';
import { isOfThen } from './contact-image.ts';
import { idsOf } from './ids.ts';
import { contactsWithin, type Reached } from './sight.ts';
import type { Undo } from './undoing.ts';
import { tellRemoval } from './undoing-removals.ts';

const texts = (numbers: readonly number[]): string => JSON.stringify(numbers.map(String));

/** What a kept row (`r`) says of a place on a list. */
const said = ({ dialect }: Connection, part: string): string =>
  `cast(${dialect.json.text('r.before', part)} as integer)`;

/** Gathers whom the entry put on a list, or took off it, but for whom an earlier undo of it put right. */
export async function gatherPlaces(connection: Connection, { workspaceId, of, earlier }: Undo): Promise<void> {
  const { run, dialect } = connection;
  const { integer, text, keyed } = dialect.words;
  await run(`create temporary table undoing_places (contact_id ${integer} primary key, line ${integer} not null,
    outcome ${text} not null, list_id ${integer} not null, made ${integer} not null, state ${integer} not null,
    phone ${text}, email ${text}, touched ${integer}) ${keyed}`);
  await run(
    `insert into undoing_places (contact_id, line, outcome, list_id, made, state, phone, email)
     select r.contact_id, r.line, r.outcome, ${said(connection, 'list')}, ${said(connection, 'made')},
       coalesce(${said(connection, 'as')}, r.entry), ${dialect.json.text('r.before', 'phone')}, ${dialect.json.text('r.before', 'email')}
     from contact_rows r where r.workspace_id = $1 and r.entry = $2 and r.outcome in ('listed', 'unlisted')
       and r.contact_id not in (select d.contact_id from contact_rows d
         where d.workspace_id = $1 and d.entry in ${idsOf(dialect, '$3')}) order by r.contact_id`,
    [workspaceId, of, texts(earlier)],
  );
}

/** Lays down which entries touched the places on lists of whom this is about, and into which state each brought them. */
export async function layTouches(connection: Connection, { workspaceId }: Undo): Promise<void> {
  const { run, dialect } = connection;
  const { integer, keyed } = dialect.words;
  await run(`create temporary table place_touches (contact_id ${integer} not null, list_id ${integer} not null,
    entry ${integer} not null, state ${integer} not null, primary key (contact_id, list_id, entry)) ${keyed}`);
  await run(
    `insert into place_touches
     select r.contact_id, ${said(connection, 'list')}, r.entry, coalesce(${said(connection, 'as')}, r.entry)
     from contact_rows r where r.workspace_id = $1 and r.outcome in ('listed', 'unlisted')
       and r.entry in (select e.number from entries e where e.workspace_id = $1 and e.outcome = 'done'
         and e.operation in ('lists fill', 'batch undo'))
       and r.contact_id in (select u.contact_id from undoing_contacts u union all select p.contact_id from undoing_places p)
     order by 1, 2, 3`,
    [workspaceId],
  );
}

/** What the last entry that touched a place says of it: of all of them, or of those before another. */
const lastTouch = (what: 'entry' | 'state', contact: string, listId: string, before?: string): string =>
  `(select t.${what} from place_touches t where t.contact_id = ${contact} and t.list_id = ${listId}
    ${before ? `and t.entry < cast(${before} as integer)` : ''} order by t.entry desc limit 1)`;

/** The condition that others touched a place since an entry, and did not take it back. */
export const isTouchedSince = (entry: string, contact: string, listId: string): string =>
  `coalesce(${lastTouch('state', contact, listId)}, 0) <> coalesce(${lastTouch('state', contact, listId, entry)}, 0)`;

/** Which entry that was. */
export const touchedBy = (contact: string, listId: string): string => lastTouch('entry', contact, listId);

/** Marks the places that others touched since, whose contact or list is gone, or that cannot be as they were. */
export async function blockPlaces({ run }: Connection, { workspaceId, of }: Undo, reached: Reached): Promise<void> {
  const place = ['undoing_places.contact_id', 'undoing_places.list_id'] as const;
  const block = (why: string, where: string, values: readonly unknown[] = []) =>
    run(`update undoing_places set touched = ${why} where touched is null and ${where}`, values);
  // One that is gone, or out of sight, or another that has its number by now: in the same words.
  await block(
    '0',
    `not exists (select 1 from contacts c where c.workspace_id = $1 and c.id = undoing_places.contact_id
       and ${contactsWithin(reached)} and ${isOfThen('$2')})`,
    [workspaceId, of],
  );
  await tellRemoval({ run }, 'undoing_places', reached, [workspaceId, of]);
  await block(touchedBy(...place), `${lastTouch('state', ...place)} <> state`);
  const now = `select m.made from list_members m where m.workspace_id = $1 and m.contact_id = undoing_places.contact_id
    and m.list_id = undoing_places.list_id`;
  await block(`(${now})`, `outcome = 'unlisted' and exists (${now})`, [workspaceId]);
  // Another list may have the number of one that is gone.
  const anew = `select l.made from lists l where l.workspace_id = $1 and l.id = undoing_places.list_id and l.made > undoing_places.made`;
  await block(`coalesce((${now}), (${anew}), 0)`, `outcome = 'listed' and coalesce((${now}), 0) <> made`, [
    workspaceId,
  ]);
  await block(
    `coalesce((${anew}), 0)`,
    `outcome = 'unlisted' and not exists (select 1 from lists l where l.workspace_id = $1
       and l.id = undoing_places.list_id and l.filter is null and l.made <= undoing_places.made)`,
    [workspaceId],
  );
}

/** How many places on lists would be taken away again, be given back, and stay as they are. */
export interface PlacesUndone {
  readonly unlisted: number;
  readonly listed: number;
  readonly left: number;
}

/** Counts what would become of the places on lists. */
export async function countPlaces({ all }: Connection): Promise<PlacesUndone> {
  const sum = (where: string) => `coalesce(sum(case when ${where} then 1 else 0 end), 0)`;
  const [row] = await all<PlacesUndone>(
    `select ${sum("touched is null and outcome = 'listed'")} as unlisted,
       ${sum("touched is null and outcome = 'unlisted'")} as listed, ${sum('touched is not null')} as "left" from undoing_places`,
  );
  return row ?? { unlisted: 0, listed: 0, left: 0 };
}

/** The places on lists that stay as they are, in words, as a statement whose `$1` is the workspace and `$2` the entry that is undone. */
export function leftPlaces(reached: Reached): string {
  const then = contactsWithin(reached) === '1 = 1' ? ', u.phone, u.email' : '';
  return `select 'place on list' as what,
     coalesce(c.phone, c.email${then}, 'a contact that is gone') || ': ' || coalesce(l.name, 'a list that is gone') as says, u.touched
   from undoing_places u left join contacts c on c.workspace_id = $1 and c.id = u.contact_id and ${isOfThen('$2')}
     and ${contactsWithin(reached)}
   left join lists l on l.workspace_id = $1 and l.id = u.list_id where u.touched is not null`;
}

/** Takes contacts off the list that came on it, puts those back who were taken off, and keeps of each what it was. */
export async function applyPlaceUndoing({ run, dialect }: Connection, { workspaceId, of, entry }: Undo): Promise<void> {
  const place = dialect.json.object([
    ['list', 'u.list_id'],
    ['made', 'u.made'],
    ['phone', 'c.phone'],
    ['email', 'c.email'],
    ['as', `coalesce(${lastTouch('state', 'u.contact_id', 'u.list_id', '$2')}, 0)`],
  ]);
  await run(
    `insert into contact_rows (workspace_id, entry, line, contact_id, outcome, before)
     select c.workspace_id, cast($3 as integer), u.line, u.contact_id,
       case u.outcome when 'listed' then 'unlisted' else 'listed' end, ${place}
     from undoing_places u join contacts c on c.workspace_id = $1 and c.id = u.contact_id where u.touched is null order by u.line`,
    [workspaceId, of, entry],
  );
  await run(
    `delete from list_members where workspace_id = $1 and (contact_id, list_id) in (select u.contact_id, u.list_id
       from undoing_places u where u.touched is null and u.outcome = 'listed')`,
    [workspaceId],
  );
  // By which entry they were on it is as it was: whoever undoes that one later takes them off.
  await run(
    `insert into list_members (workspace_id, list_id, contact_id, made)
     select l.workspace_id, l.id, u.contact_id, u.made from undoing_places u join lists l on l.workspace_id = $1 and l.id = u.list_id
     where u.touched is null and u.outcome = 'unlisted' order by u.contact_id`,
    [workspaceId],
  );
}
