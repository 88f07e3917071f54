// What a decision must know beyond what whoever asks may see: no more than that.
import { LINES, PEOPLE } from '../../subjects.ts';
import { type DoorSet, texts, within } from './door.ts';

const PERSON = `table (workspace_id bigint, slug text, model text, state text, state_since bigint, activated text,
  user_id bigint, email text, email_key text, role text, status text, since bigint, restricted text, lines text, products text,
  teams text, customs text)`;

const LINE = 'table (id bigint, address text, kind text, name text, active bigint, removed bigint)';

/** What is done to people: who may do it is told of them. */
const ON_PEOPLE = [
  'users.invite',
  'users.edit',
  'users.suspend',
  'users.delete',
  'roles.assign',
  'grants.lines',
  'grants.products',
]
  .map((action) => `'${action}'`)
  .join(', ');

/** People as whoever is there may know them: themself, whom they may see or act on, and whoever answers for their invitation. */
const people = (statement: string): string => `
  select p.workspace_id, p.slug, p.model, p.state, p.state_since, p.activated,
    case when k.known then p.user_id end, case when k.known then p.email end, case when k.known then p.email_key end,
    case when k.known then p.role end, case when k.known then p.status end, case when k.known then p.since end,
    case when k.known then p.restricted end, case when k.known then p.lines end, case when k.known then p.products end,
    case when k.known then p.teams end, case when p.workspace_id = any ((select mine())::bigint[]) then p.customs end
  from (${statement}) p
  cross join lateral (select p.email_key = acting_key() or p.workspace_id = any ((select workspaces_where('users.view'))::bigint[])
    or p.workspace_id = any ((select workspaces_where_any(array[${ON_PEOPLE}]))::bigint[])
    or exists (select 1 from memberships m join entries e on e.workspace_id = m.workspace_id and e.number = m.since
      where m.workspace_id = p.workspace_id and m.user_id = acting() and m.until is null and m.status = 'invited'
        and e.actor = p.email) as known) k
  where acting_key() is not null and ${within('p.workspace_id')}`;

/** Lines by name, also for members who hold none of them: a decision tells them so. To others every name is a line's. */
const linesNamed = (): string => `
  select l.id, l.address, l.kind, l.name, l.active, l.removed from (${LINES.named(texts)}) l where $1 = any (mine())
  union all select 0, asked, '', null, 0, null from ${texts('$2')} as t (asked) where acting_key() is not null and not $1 = any (mine())`;

/** Lines by number: one's own, or those of a workspace in which one may see them, or who holds them. */
const linesById = (): string => `
  select l.* from (${LINES.byId(texts)}) l
  where ($1 = any (workspaces_reaching('lines')) and $1 = any (workspaces_where_any(array['lines.view', 'grants.view', 'access.view', 'conversations.view', 'blasts.view'])))
    or ($1 = any (mine()) and exists (select 1 from line_grants g
      where g.workspace_id = $1 and g.line_id = l.id and g.user_id = acting() and g.until is null))`;

/** Those who make contacts learn which numbers and addresses are taken by contacts that they do not see: no more than trying tells. */
const MAKES_CONTACTS = `$1 = any (workspaces_where_any(array['contacts.add', 'contacts.import', 'conversations.oversee']))`;

/** What can be looked up. */
export const LOOKS: DoorSet = {
  schema_version: { takes: '', answers: 'integer', body: 'select version from schema_version' },
  people_by_slug: { takes: 'slug text, keys text', answers: PERSON, body: people(PEOPLE.bySlug(texts)) },
  // Of a workspace that is known by its number alone nobody else is told anything.
  people_by_id: {
    takes: 'workspace bigint, keys text',
    answers: PERSON,
    body: `select * from (${people(PEOPLE.byId(texts))}) p where p.workspace_id = any (mine())`,
  },
  // In every workspace where they are. Of the others one is told that it is there, and nothing of it.
  people_everywhere: {
    takes: 'one integer, keys text',
    answers: PERSON,
    body: `(select * from (${people(PEOPLE.everywhere(texts))}) p where p.workspace_id = any (mine()) order by p.workspace_id)
      union all (select w.id, '', 'standard-admin', 'active', 0, null, null, null, null, null, null, null, null, null, null, null, null
        from workspaces w where acting_key() is not null and not w.id = any (mine()) order by w.id limit 1)`,
  },
  lines_named: { takes: 'workspace bigint, names text', answers: LINE, body: linesNamed() },
  contacts_taken: {
    takes: 'workspace bigint, keys text[]',
    answers: 'table (key text)',
    body: `select c.phone from contacts c where c.workspace_id = $1 and c.phone = any ($2) and ${MAKES_CONTACTS}
      union all select c.email_key from contacts c where c.workspace_id = $1 and c.phone is null and c.email_key = any ($2) and ${MAKES_CONTACTS}`,
  },
  last_contact: {
    takes: 'workspace bigint',
    answers: 'bigint',
    body: `select max(c.id) from contacts c where c.workspace_id = $1 and ${MAKES_CONTACTS}`,
  },
  lines_by_id: { takes: 'workspace bigint, ids text', answers: LINE, body: linesById() },
  // The key under which the writers of a workspace wait for each other; 0 for those who make one. Asked before anybody
  // has said who they are, so it does not tell whether there is a workspace of that name.
  lock_key: {
    takes: 'slug text, founds boolean',
    answers: 'integer',
    body: `select case when founds then 0 else coalesce((select ('x' || substr(encode(sha256(key || convert_to(name, 'UTF8')), 'hex'), 1, 8))::bit(32)::integer
      from seals, coalesce($1, (select min(w.slug) from workspaces w having count(*) = 1)) as name), 0) end`,
  },
};
