import type { Connection } from './connection.ts';
import { asItIs, CONTACT_PARTS, whenAnswered } from './contact-image.ts';
import { idsOf } from './ids.ts';
import type { Undo } from './undoing.ts';
import { isListOfThen, putBack, takeBack } from './undoing-contacts-back.ts';

/** Parts that are whole numbers. */
export const WHOLE: readonly string[] = ['assignee', 'team_id'];
/** What becomes of contacts; other rows of the batch ledger tell of their places on lists, or that nothing became of them. */
const BECAME = `r.outcome in ('added', 'updated', 'removed')`;

/** The entry whose state a contact is in: an undo puts it back into that of another. */
export const stateOf = (changed: string, id: string): string =>
  `coalesce((select r.state from contact_states r where r.contact_id = ${id} and r.entry = ${changed}), ${changed})`;

/** Lays down into which state undos put contacts, where they are looked for by contact. */
async function layStates({ run, dialect }: Connection, { workspaceId, undos }: Undo): Promise<void> {
  const { integer, keyed } = dialect.words;
  const as = `cast(${dialect.json.text('r.before', 'as')} as integer)`;
  await run(`create temporary table contact_states (contact_id ${integer} not null, entry ${integer} not null,
    state ${integer} not null, primary key (contact_id, entry)) ${keyed}`);
  await run(
    `insert into contact_states select r.contact_id, r.entry, ${as} from contact_rows r
     where r.workspace_id = $1 and r.entry in ${idsOf(dialect, '$2')} and ${BECAME} and ${as} is not null order by 1, 2`,
    [workspaceId, JSON.stringify(undos.map(String))],
  );
}

/** Gathers the contacts that the entry made, changed and removed. */
export async function gatherContacts(connection: Connection, undo: Undo): Promise<void> {
  const { run, dialect } = connection;
  const { integer, text, keyed } = dialect.words;
  const { workspaceId, of } = undo;
  const said = (part: string) => {
    const value = dialect.json.text('r.before', part);
    return WHOLE.includes(part) ? `cast(${value} as integer)` : value;
  };
  await run(`create temporary table undoing_contacts (contact_id ${integer} primary key, line ${integer} not null,
    outcome ${text} not null, before ${text}, ${CONTACT_PARTS.map((part) => `${part} ${WHOLE.includes(part) ? integer : text}`).join(', ')},
    state ${integer} not null, goes_to ${integer}, touched ${integer}, again ${integer}) ${keyed}`);
  await run(
    `insert into undoing_contacts (contact_id, line, outcome, before, ${CONTACT_PARTS.join(', ')}, state, goes_to)
     select r.contact_id, r.line, r.outcome, r.before, ${CONTACT_PARTS.map(said).join(', ')},
       coalesce(cast(${dialect.json.text('r.before', 'as')} as integer), r.entry),
       cast(${dialect.json.text('r.before', 'changed')} as integer)
     from contact_rows r where r.workspace_id = $1 and r.entry = $2 and ${BECAME} order by r.contact_id`,
    [workspaceId, of],
  );
  await nameGone(connection, undo);
  await layStates(connection, undo);
  await forgetUndone(connection, undo);
}

/** Whoever was added, and removed since, is called as they were when they were removed. */
async function nameGone({ run, dialect }: Connection, { workspaceId, of }: Undo): Promise<void> {
  const { text } = dialect.json;
  await run(
    `update undoing_contacts set phone = g.phone, email = g.email from (
       select r.contact_id, ${text('r.before', 'phone')} as phone, ${text('r.before', 'email')} as email,
         row_number() over (partition by r.contact_id order by r.entry) as nth
       from contact_rows r where r.workspace_id = $1 and r.entry > $2 and r.outcome = 'removed') g
     where g.nth = 1 and g.contact_id = undoing_contacts.contact_id and undoing_contacts.outcome = 'added'`,
    [workspaceId, of],
  );
}

/** What an earlier undo of the same entry put right is not there to be undone any more. */
async function forgetUndone({ run, dialect }: Connection, { workspaceId, earlier }: Undo): Promise<void> {
  if (earlier.length === 0) return;
  await run(
    `delete from undoing_contacts where contact_id in (select coalesce(cast(${dialect.json.text('r.before', 'was')} as integer), r.contact_id) from contact_rows r
       where r.workspace_id = $1 and r.entry in ${idsOf(dialect, '$2')})`,
    [workspaceId, JSON.stringify(earlier.map(String))],
  );
}

/** Takes away what was made, puts back what was changed or removed, and keeps of each what it was. */
export async function applyContactUndoing(connection: Connection, undo: Undo, base: number): Promise<void> {
  const { run, dialect } = connection;
  const { workspaceId, entry } = undo;
  const { json } = dialect;
  const places = (name: string, where = '1 = 1') =>
    `(select ${json.map('o.key', 'cast(o.value as integer)')} from ${json.members('u.before', name, 'o')} where ${where})`;
  // On a list that is gone, or that is another by now, nobody is put again.
  const isThere = `exists (select 1 from lists l where ${isListOfThen('o')})`;
  const free = (outcome: string) => `u.touched is null and u.outcome = '${outcome}'`;
  // Who comes back is known by the number that they had, unless somebody else has it by now.
  await run(
    `update undoing_contacts set again = case when exists (select 1 from contacts c where c.workspace_id = $1
       and c.id = undoing_contacts.contact_id) then k.above + k.n else undoing_contacts.contact_id end
     from (select b.contact_id, row_number() over (order by b.contact_id) as n,
         case when max(b.contact_id) over () > cast($2 as integer) then max(b.contact_id) over () else cast($2 as integer) end as above
       from undoing_contacts b where b.outcome = 'removed') k
     where k.contact_id = undoing_contacts.contact_id`,
    [workspaceId, base],
  );
  const state = stateOf('u.goes_to', 'u.contact_id');
  const image = asItIs(dialect, [
    ['as', state],
    ['gave', `(select ${json.list('t.value')} from ${json.items('u.before', 'took', 't')})`],
    ['took', `(select ${json.list('t.value')} from ${json.items('u.before', 'gave', 't')})`],
    ['put', places('off', isThere)],
    ['off', places('put')],
    whenAnswered(dialect),
  ]);
  await run(
    `insert into contact_rows (workspace_id, entry, line, contact_id, outcome, before)
     select c.workspace_id, cast($2 as integer), u.line, u.contact_id, case u.outcome when 'added' then 'removed' else 'updated' end, ${image}
     from undoing_contacts u join contacts c on c.workspace_id = $1 and c.id = u.contact_id
     where u.touched is null and u.outcome <> 'removed' order by u.line`,
    [workspaceId, entry],
  );
  await run(
    `insert into contact_rows (workspace_id, entry, line, contact_id, outcome, before)
     select cast($1 as integer), cast($2 as integer), u.line, u.again, 'added',
       ${json.object([
         [
           'as',
           `case when u.again = u.contact_id then coalesce(${state}, cast($2 as integer)) else cast($2 as integer) end`,
         ],
         ['was', 'u.contact_id'],
       ])}
     from undoing_contacts u where ${free('removed')} order by u.line`,
    [workspaceId, entry],
  );
  await takeBack(connection, undo);
  await putBack(connection, undo);
}
