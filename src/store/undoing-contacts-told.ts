// What undoing what was done to contacts comes to, in numbers, and what of it stays, in words.
import type { Connection, Dialect } from './connection.ts';
import { CONTACT_PARTS, isOfThen } from './contact-image.ts';
import { contactsWithin, type Reached } from './sight.ts';
import type { Undo } from './undoing.ts';
import { WHOLE } from './undoing-contacts.ts';

/** What would become of contacts. */
export interface ContactsUndone {
  readonly removed: number;
  readonly restored: number;
  readonly added: number;
  readonly left: number;
  /** How many of them would have more of them changed than whom they are assigned to, be assigned otherwise, be on other lists. */
  readonly edits: number;
  readonly assigns: number;
  readonly lists: number;
}

/** Counts what would become of the contacts. */
export async function countContacts({ all, dialect }: Connection, { workspaceId }: Undo): Promise<ContactsUndone> {
  const some = (name: string) => `exists (select 1 from ${dialect.json.members('u.before', name, 'o')})`;
  const values = dialect.json.members('u.before', 'values', 'b');
  const held = 'contact_values h where h.workspace_id = $1 and h.contact_id = c.id';
  const more = [
    ...CONTACT_PARTS.filter((part) => !WHOLE.includes(part)).map((part) => `c.${part} is distinct from u.${part}`),
    ...['gave', 'took'].map((name) => `exists (select 1 from ${dialect.json.items('u.before', name, 'o')})`),
    ...['put', 'off'].map(some),
    `exists (select 1 from ${values} where not exists (select 1 from ${held} and cast(h.field_id as text) = b.key and h.value = b.value))`,
    `exists (select 1 from ${held} and not exists (select 1 from ${values} where b.key = cast(h.field_id as text)))`,
  ].join(' or ');
  const assigned = 'c.assignee is distinct from u.assignee or c.team_id is distinct from u.team_id';
  const sum = (where: string) => `coalesce(sum(case when u.touched is null and ${where} then 1 else 0 end), 0)`;
  const [row] = await all<ContactsUndone>(
    `select ${sum("u.outcome = 'added'")} as removed, ${sum("u.outcome = 'updated'")} as restored,
       ${sum("u.outcome = 'removed'")} as added,
       coalesce(sum(case when u.touched is not null or ${talks(dialect)} > 0 then 1 else 0 end), 0) as "left",
       ${sum(`u.outcome = 'updated' and not ((${assigned}) and not (${more}))`)} as edits,
       ${sum(`((u.outcome = 'updated' and (${assigned})) or (u.outcome = 'removed' and (u.assignee is not null or u.team_id is not null)))`)} as assigns,
       ${sum(`((u.outcome = 'updated' and (${some('put')} or ${some('off')})) or (u.outcome = 'removed' and ${some('lists')}))`)} as lists
     from undoing_contacts u left join contacts c on c.workspace_id = $1 and c.id = u.contact_id`,
    [workspaceId],
  );
  return row ?? { removed: 0, restored: 0, added: 0, left: 0, edits: 0, assigns: 0, lists: 0 };
}

/** How many conversations went with a contact (`u`) that was removed. */
const talks = ({ json }: Dialect): string => `coalesce(cast(${json.text('u.before', 'talks')} as integer), 0)`;

/**
 * The contacts that stay as they are, by how they are named, and of those that come back the conversations that do not, as a
 * statement whose `$1` is the workspace and `$2` the entry that is undone.
 */
export function leftContacts(dialect: Dialect, reached: Reached): string {
  const then = contactsWithin(reached) === '1 = 1' ? ', u.phone, u.email' : '';
  return `select case when u.touched is null then 'conversations' else 'contact' end as what,
     coalesce(c.phone, c.email${then}, 'a contact that is gone')
       || case when u.touched is null then ': ' || ${talks(dialect)} || ' gone' else '' end as says,
     coalesce(u.touched, 0) as touched
   from undoing_contacts u left join contacts c on c.workspace_id = $1 and c.id = u.contact_id and u.outcome <> 'removed'
     and ${isOfThen('$2')} and ${contactsWithin(reached)} where u.touched is not null or ${talks(dialect)} > 0`;
}
