// Contacts as they were before an entry: long, because each table that knows of them has its statement here.
import type { Connection } from './connection.ts';
import { CONTACT_PARTS } from './contact-image.ts';
import type { Undo } from './undoing.ts';

/** The condition that a list (`l`) is the one on which somebody was put: by its id, and the entry that did. */
export const isListOfThen = (place: string): string =>
  `l.workspace_id = $1 and cast(l.id as text) = ${place}.key and l.filter is null and l.made <= cast(${place}.value as integer)`;

/** Takes contacts away that were made, with what belongs to them, and from others what they were given. */
export async function takeBack({ run, dialect }: Connection, { workspaceId }: Undo): Promise<void> {
  const made = "select u.contact_id from undoing_contacts u where u.touched is null and u.outcome = 'added'";
  for (const table of ['contact_values', 'contact_tags', 'list_members', 'responder_answers'] as const) {
    await run(`delete from ${table} where workspace_id = $1 and contact_id in (${made})`, [workspaceId]);
  }
  await run(`delete from contacts where workspace_id = $1 and id in (${made})`, [workspaceId]);
  await run(
    `delete from contact_tags where workspace_id = $1 and (contact_id, tag) in (select u.contact_id, g.value
       from undoing_contacts u, ${dialect.json.items('u.before', 'gave', 'g')} where u.touched is null and u.outcome = 'updated')`,
    [workspaceId],
  );
  await run(
    `delete from list_members where workspace_id = $1 and (contact_id, list_id) in (select u.contact_id, cast(p.key as integer)
       from undoing_contacts u, ${dialect.json.members('u.before', 'put', 'p')} where u.touched is null and u.outcome = 'updated')`,
    [workspaceId],
  );
  await run(
    `delete from contact_values where workspace_id = $1
       and contact_id in (select u.contact_id from undoing_contacts u where u.touched is null and u.outcome = 'updated')
       and (contact_id, cast(field_id as text)) not in (select u.contact_id, b.key
         from undoing_contacts u, ${dialect.json.members('u.before', 'values', 'b')} where u.touched is null)`,
    [workspaceId],
  );
}

/** Puts contacts back that were removed, and those that were changed as they were. */
export async function putBack({ run, dialect }: Connection, { workspaceId, of, entry }: Undo): Promise<void> {
  const { json, words } = dialect;
  await run(
    `insert into contacts (workspace_id, id, ${CONTACT_PARTS.join(', ')}, version, made, changed)
     select cast($1 as integer), u.again, ${CONTACT_PARTS.map((part) => `u.${part}`).join(', ')}, 1, cast($2 as integer), cast($2 as integer)
     from undoing_contacts u where u.touched is null and u.outcome = 'removed' order by u.again`,
    [workspaceId, entry],
  );
  await run(
    `update contacts as c set ${CONTACT_PARTS.map((part) => `${part} = u.${part}`).join(', ')}, version = c.version + 1, changed = $2
     from undoing_contacts u where c.workspace_id = $1 and c.id = u.contact_id and u.touched is null and u.outcome = 'updated'`,
    [workspaceId, entry],
  );
  const who = "case when u.outcome = 'removed' then u.again else u.contact_id end";
  await run(
    `insert into contact_values (workspace_id, contact_id, field_id, value)
     select f.workspace_id, ${who}, f.id, b.value from undoing_contacts u, ${json.members('u.before', 'values', 'b')}, fields f
     where f.workspace_id = $1 and cast(f.id as text) = b.key and u.touched is null and u.outcome <> 'added' order by 2, 3
     on conflict (workspace_id, contact_id, field_id) do update set value = excluded.value`,
    [workspaceId],
  );
  await run(
    `insert into contact_tags (workspace_id, contact_id, tag)
     select distinct cast($1 as integer), ${who}, b.value from undoing_contacts u, ${json.items('u.before', 'tags', 'b')}
     where u.touched is null and u.outcome = 'removed' on conflict do nothing`,
    [workspaceId],
  );
  await run(
    `insert into contact_tags (workspace_id, contact_id, tag)
     select distinct cast($1 as integer), u.contact_id, b.value from undoing_contacts u, ${json.items('u.before', 'took', 'b')}
     where u.touched is null and u.outcome = 'updated' on conflict do nothing`,
    [workspaceId],
  );
  // Only those who answered then: another has the number of one that is gone. The away message is known by none.
  await run(
    `insert into responder_answers (workspace_id, responder_id, contact_id, at)
     select cast($1 as integer), cast(b.key as integer), ${who}, cast(b.value as ${words.integer})
     from undoing_contacts u, ${json.members('u.before', 'answered', 'b')}
     where u.touched is null and u.outcome = 'removed' and (b.key = '0' or exists (select 1 from responders r
       where r.workspace_id = $1 and cast(r.id as text) = b.key and r.made < cast($2 as integer)))
     order by 2, 3 on conflict do nothing`,
    [workspaceId, of],
  );
  // By which entry they were on a list is as it was: whoever undoes that one later takes them off.
  for (const [outcome, name] of [
    ['removed', 'lists'],
    ['updated', 'off'],
  ] as const) {
    await run(
      `insert into list_members (workspace_id, list_id, contact_id, made)
       select l.workspace_id, l.id, ${who}, cast(b.value as integer)
       from undoing_contacts u, ${json.members('u.before', name, 'b')}, lists l
       where ${isListOfThen('b')}
         and u.touched is null and u.outcome = '${outcome}' order by 2, 3 on conflict do nothing`,
      [workspaceId],
    );
  }
}
