// What stands in the way of undoing what was done to contacts.
import type { Connection } from './connection.ts';
import { isOfThen } from './contact-image.ts';
import { contactsWithin, type Reached } from './sight.ts';
import type { Undo } from './undoing.ts';
import { stateOf } from './undoing-contacts.ts';
import { isTouchedSince, touchedBy } from './undoing-places.ts';
import { tellRemoval } from './undoing-removals.ts';

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
      where.includes('$2') ? [workspaceId, of] : where.includes('$1') ? [workspaceId] : [],
    );
  const present = "outcome <> 'removed'";
  // One that is gone, or out of sight, or another that has its number by now: in the same words.
  await block(
    '0',
    `${present} and not exists (select 1 from contacts c where ${mine} and ${isOfThen('$2')} and ${contactsWithin(reached)})`,
  );
  await tellRemoval({ run }, 'undoing_contacts', reached, [workspaceId, of]);
  await block(
    `(select c.changed from contacts c where ${mine})`,
    `${present} and exists (select 1 from contacts c where ${mine} and ${stateOf('c.changed', 'c.id')} <> state)`,
  );
  const talks = `select v.made from conversations v where v.workspace_id = $1 and v.contact_id = undoing_contacts.contact_id`;
  await block(`(${talks} order by 1 limit 1)`, `outcome = 'added' and exists (${talks})`);
  const since = `select min(m.made) from list_members m ${dialect.by('list_members_by_contact')} where m.workspace_id = $1 and m.contact_id = undoing_contacts.contact_id
    and m.made > $2 and not exists (select 1 from voided v where v.entry = m.made)`;
  await block(`(${since})`, `outcome = 'added' and (${since}) is not null`);
  const its = ['undoing_contacts.contact_id', 'l.id'] as const;
  const filled = `from place_touches g join lists l on l.workspace_id = $1 and l.id = g.list_id
    where g.contact_id = undoing_contacts.contact_id and ${isTouchedSince('$2', ...its)}`;
  await block(`(select max(${touchedBy(...its)}) ${filled})`, `outcome = 'added' and exists (select 1 ${filled})`);
  // Where it was put on a list, or taken off one, others may have had the same since, or the contrary.
  for (const name of ['put', 'off']) {
    const those = ['undoing_contacts.contact_id', 'cast(b.key as integer)'] as const;
    const places = `${dialect.json.members('undoing_contacts.before', name, 'b')} join lists l on l.workspace_id = $1 and cast(l.id as text) = b.key`;
    await block(
      `(select max(coalesce(${touchedBy(...those)}, 0)) from ${places} where ${isTouchedSince('$2', ...those)})`,
      `outcome = 'updated' and exists (select 1 from ${places} where ${isTouchedSince('$2', ...those)})`,
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
    const taken = `select c.changed from contacts c where c.workspace_id = $1 and (${same})`;
    await block(`(${taken})`, `outcome = 'removed' and exists (${taken})`);
    const others = `${taken} and c.id <> undoing_contacts.contact_id`;
    await block(`(${others})`, `outcome = 'updated' and exists (${others})`);
  }
  await block(
    'state',
    `outcome <> 'added' and not exists (select 1 from (select undoing_contacts.assignee as assignee, undoing_contacts.team_id as team_id) n
       where ${contactsWithin(reached, 'n')})`,
  );
  // Whoever ceased to be a member, and a team that is gone, get nobody back.
  const stays = `exists (select 1 from memberships a where a.workspace_id = $1
    and a.user_id = undoing_contacts.assignee and a.until is null and a.status <> 'suspended')`;
  const disbanded =
    'select t.removed from teams t where t.workspace_id = $1 and t.id = undoing_contacts.team_id and t.removed is not null';
  const gone = `(assignee is not null and not ${stays}) or exists (${disbanded})`;
  const left = `select case when m.until is null then m.since else m.until end from memberships m where m.workspace_id = $1
    and m.user_id = undoing_contacts.assignee and not ${stays} order by m.since desc limit 1`;
  await block(`coalesce((${left}), (${disbanded}), 0)`, `outcome <> 'added' and (${gone})`);
}

/** A contact that has the number that one was known by, or its address where neither has a number. */
const SAME_PERSON = [
  'c.phone = undoing_contacts.phone',
  'undoing_contacts.phone is null and c.phone is null and c.email_key = undoing_contacts.email_key',
];
