// What an entry did to contacts, gathered and undone: long, because each table that knows of contacts has its statement here.
import type { Connection } from './connection.ts';
import { asItIs, CONTACT_PARTS } from './contact-image.ts';
import { idsOf } from './ids.ts';
import { contactsWithin, type Reached } from './sight.ts';
import type { Undo } from './undoing.ts';
import { putBack, takeBack } from './undoing-contacts-back.ts';
import { isTouchedSince, touchedBy } from './undoing-places.ts';

const WHOLE = ['assignee', 'team_id'];
/** What becomes of contacts; other rows of the batch ledger tell of their places on lists, or that nothing became of them. */
const BECAME = `r.outcome in ('added', 'updated', 'removed')`;

/** The entry whose state a contact is in: an undo puts it back into that of another. */
const stateOf = (changed: string, id: string): string =>
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
  await layStates(connection, undo);
  await forgetUndone(connection, undo);
}

/** What an earlier undo of the same entry put right is not there to be undone any more. */
async function forgetUndone({ run, dialect }: Connection, { workspaceId, earlier }: Undo): Promise<void> {
  if (earlier.length === 0) return;
  await run(
    `delete from undoing_contacts where contact_id in (select r.contact_id from contact_rows r
       where r.workspace_id = $1 and r.entry in ${idsOf(dialect, '$2')})`,
    [workspaceId, JSON.stringify(earlier.map(String))],
  );
}

/**
 * Marks the contacts that others changed since, that others made use of, or that cannot be as they were; on which lists
 * others put them, or took them off, is known by then.
 */
export async function blockContacts(
  { run, dialect }: Connection,
  { workspaceId, of }: Undo,
  reached: Reached,
): Promise<void> {
  const mine = 'c.workspace_id = $1 and c.id = undoing_contacts.contact_id';
  const block = (why: string, where: string) =>
    run(
      `update undoing_contacts set touched = ${why} where touched is null and ${where}`,
      [workspaceId, of].slice(0, where.includes('$2') ? 2 : where.includes('$1') ? 1 : 0),
    );
  const present = "outcome <> 'removed'";
  // One that is gone, or out of sight: in the same words.
  await block('0', `${present} and not exists (select 1 from contacts c where ${mine} and ${contactsWithin(reached)})`);
  await block(
    `(select c.changed from contacts c where ${mine})`,
    `${present} and exists (select 1 from contacts c where ${mine} and ${stateOf('c.changed', 'c.id')} <> state)`,
  );
  const talks = `select v.made from conversations v where v.workspace_id = $1 and v.contact_id = undoing_contacts.contact_id`;
  await block(`(${talks} order by 1 limit 1)`, `outcome = 'added' and exists (${talks})`);
  const since = `select min(m.made) from list_members m where m.workspace_id = $1 and m.contact_id = undoing_contacts.contact_id
    and m.made > undoing_contacts.state and not exists (select 1 from voided v where v.entry = m.made)`;
  await block(`(${since})`, `outcome = 'added' and (${since}) is not null`);
  // Where it was put on a list, or taken off one, others may have had the same since, or the contrary.
  for (const name of ['put', 'off']) {
    const its = ['undoing_contacts.contact_id', 'cast(b.key as integer)'] as const;
    const places = `${dialect.json.members('undoing_contacts.before', name, 'b')} join lists l on l.workspace_id = $1 and cast(l.id as text) = b.key`;
    await block(
      `(select max(coalesce(${touchedBy(...its)}, 0)) from ${places} where ${isTouchedSince(...its)})`,
      `outcome = 'updated' and exists (select 1 from ${places} where ${isTouchedSince(...its)})`,
    );
    const now = `(select m.made from list_members m where m.workspace_id = $1
      and m.contact_id = undoing_contacts.contact_id and m.list_id = l.id)`;
    const isOther = `coalesce(${now}, 0) <> ${name === 'put' ? 'cast(b.value as integer)' : '0'}`;
    await block(
      `(select max(coalesce(${now}, 0)) from ${places} where ${isOther})`,
      `outcome = 'updated' and exists (select 1 from ${places} where ${isOther})`,
    );
  }
  // A value that would come back may be no choice of its field any more.
  const fields = `select min(f.changed) from ${dialect.json.members('undoing_contacts.before', 'values', 'b')}
    join fields f on f.workspace_id = $1 and cast(f.id as text) = b.key where f.changed > undoing_contacts.state
      and not exists (select 1 from contact_values h where h.workspace_id = $1 and h.contact_id = undoing_contacts.contact_id
        and h.field_id = f.id and h.value = b.value)`;
  await block(`(${fields})`, `outcome <> 'added' and (${fields}) is not null`);
  for (const same of SAME_PERSON) {
    const taken = `select c.changed from contacts c where c.workspace_id = $1 and ${same}`;
    await block(`(${taken})`, `outcome = 'removed' and exists (${taken})`);
  }
  await block(
    'state',
    `outcome <> 'added' and not exists (select 1 from (select undoing_contacts.assignee as assignee, undoing_contacts.team_id as team_id) n
       where ${contactsWithin(reached, 'n')})`,
  );
  // Whoever ceased to be a member, and a team that is gone, get nobody back.
  const gone = `(assignee is not null and not exists (select 1 from memberships m where m.workspace_id = $1
      and m.user_id = undoing_contacts.assignee and m.until is null and m.status <> 'suspended'))
    or (team_id is not null and exists (select 1 from teams t where t.workspace_id = $1 and t.id = undoing_contacts.team_id and t.removed is not null))`;
  await block('0', `outcome <> 'added' and (${gone})`);
}

/** A contact that has the number of one that was removed, or its address where neither has a number. */
const SAME_PERSON = [
  'c.phone = undoing_contacts.phone',
  'undoing_contacts.phone is null and c.phone is null and c.email_key = undoing_contacts.email_key',
];

/** What would become of contacts. */
export interface ContactsUndone {
  readonly removed: number;
  readonly restored: number;
  readonly added: number;
  readonly left: number;
  /** How many of them would be assigned otherwise, or be on other lists. */
  readonly assigns: number;
  readonly lists: number;
}

/** Counts what would become of the contacts. */
export async function countContacts({ all, dialect }: Connection, { workspaceId }: Undo): Promise<ContactsUndone> {
  const some = (name: string) => `exists (select 1 from ${dialect.json.members('u.before', name, 'o')})`;
  const free = (outcome: string) =>
    `coalesce(sum(case when u.touched is null and u.outcome = '${outcome}' then 1 else 0 end), 0)`;
  const [row] = await all<ContactsUndone>(
    `select ${free('added')} as removed, ${free('updated')} as restored, ${free('removed')} as added,
       coalesce(sum(case when u.touched is null then 0 else 1 end), 0) as "left",
       coalesce(sum(case when u.touched is null and ((u.outcome = 'updated' and (c.assignee is distinct from u.assignee
         or c.team_id is distinct from u.team_id)) or (u.outcome = 'removed' and (u.assignee is not null or u.team_id is not null)))
         then 1 else 0 end), 0) as assigns,
       coalesce(sum(case when u.touched is null and ((u.outcome = 'updated' and (${some('put')} or ${some('off')}))
         or (u.outcome = 'removed' and ${some('lists')})) then 1 else 0 end), 0) as lists
     from undoing_contacts u left join contacts c on c.workspace_id = $1 and c.id = u.contact_id`,
    [workspaceId],
  );
  return row ?? { removed: 0, restored: 0, added: 0, left: 0, assigns: 0, lists: 0 };
}

/** The contacts that stay as they are, by how they are named, as a statement whose `$1` is the workspace. */
export const leftContacts = (reached: Reached): string =>
  `select 'contact' as what, coalesce(c.phone, c.email${contactsWithin(reached) === '1 = 1' ? ', u.phone, u.email' : ''}, 'a contact that is gone') as says, u.touched
   from undoing_contacts u left join contacts c on c.workspace_id = $1 and c.id = u.contact_id and ${contactsWithin(reached)}
   where u.touched is not null`;

/** Takes away what was made, puts back what was changed or removed, and keeps of each what it was. */
export async function applyContactUndoing(connection: Connection, undo: Undo, base: number): Promise<void> {
  const { run, dialect } = connection;
  const { workspaceId, entry } = undo;
  const { json } = dialect;
  const places = (name: string) =>
    `(select ${json.map('o.key', 'cast(o.value as integer)')} from ${json.members('u.before', name, 'o')})`;
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
    ['put', places('off')],
    ['off', places('put')],
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
       ${json.object([['as', `case when u.again = u.contact_id then coalesce(${state}, cast($2 as integer)) else cast($2 as integer) end`]])}
     from undoing_contacts u where ${free('removed')} order by u.line`,
    [workspaceId, entry],
  );
  await takeBack(connection, undo);
  await putBack(connection, undo);
}
