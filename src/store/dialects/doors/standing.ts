// How whoever is there stands to workspaces and people: what the walls ask, once a statement.
import { type DoorSet, within } from './door.ts';

/** What the walls ask: from the data of the rules, as the first four gates and the rules of rank would say it. */
export const STANDING: DoorSet = {
  // The workspaces of whoever is there, whatever their status; a token is of one.
  mine: {
    takes: '',
    answers: 'bigint[]',
    body: `select coalesce(array_agg(m.workspace_id), '{}') || founding()
      from memberships m where m.user_id = acting() and m.until is null and ${within('m.workspace_id')}`,
  },
  // The workspaces in which whoever is there may do something: the first four gates, from the data of the rules.
  workspaces_where: {
    takes: 'wanted text',
    answers: 'bigint[]',
    body: `select coalesce(array_agg(m.workspace_id), '{}') || founding()
      from memberships m
      join workspaces w on w.id = m.workspace_id
      join roles_in_force r on r.workspace_id = m.workspace_id and r.role = m.role and wanted = any (r.actions)
      where m.user_id = acting() and m.until is null and m.status = 'active' and ${within('m.workspace_id')}
        and (wanted like '%.view' or wanted = 'workspace.archive' or not exists (select 1 from workspace_states s
          where s.workspace_id = w.id and s.until is null and s.state <> 'active'))
        and not exists (select 1 from restrictions f join restriction_rules t on t.name = f.name and wanted = any (t.takes)
          where f.workspace_id = m.workspace_id and f.user_id = m.user_id and f.until is null)
        and case coalesce(jsonb_typeof(sealed('bound') -> 'scope'), 'null') when 'null' then true
          else (sealed('bound') -> 'scope') ? wanted end`,
  },
  workspaces_where_any: {
    takes: 'wanted text[]',
    answers: 'bigint[]',
    body: `select coalesce(array_agg(distinct id), '{}') from unnest(wanted) w, unnest(workspaces_where(w)) id`,
  },
  // The workspaces in which the role of whoever is there reaches all lines, or all products.
  workspaces_reaching: {
    takes: 'what text',
    answers: 'bigint[]',
    body: `select coalesce(array_agg(m.workspace_id), '{}') || founding()
      from memberships m
      join roles_in_force r on r.workspace_id = m.workspace_id and r.role = m.role and what = any (r.reaches)
      where m.user_id = acting() and m.until is null and ${within('m.workspace_id')}`,
  },
  // The workspaces in which whoever is there has a product that is active: by a role that reaches all, or granted.
  workspaces_with_product: {
    takes: 'wanted text',
    answers: 'bigint[]',
    body: `select coalesce(array_agg(p.workspace_id), '{}') from product_activations p
      where p.product = wanted and p.until is null and p.workspace_id = any (mine())
        and (p.workspace_id = any (workspaces_reaching('products')) or exists (select 1 from product_grants g
          where g.workspace_id = p.workspace_id and g.user_id = acting() and g.product = wanted and g.until is null))`,
  },
  // The roles that whoever is there manages, as 'workspace role'.
  managed_roles: {
    takes: '',
    answers: 'text[]',
    body: `select coalesce(array_agg(m.workspace_id || ' ' || managed), '{}') ||
        coalesce((select array_agg((sealed('founding') ->> 'workspace') || ' ' || r.role) from role_rules r where sealed('founding') is not null), '{}')
      from memberships m
      join roles_in_force r on r.workspace_id = m.workspace_id and r.role = m.role,
        unnest(r.manages || case when r.manages_custom then custom_role_names(m.workspace_id) else '{}' end) managed
      where m.user_id = acting() and m.until is null and m.status = 'active' and ${within('m.workspace_id')}`,
  },
  // The people whom whoever is there may not act on: members of a role that they do not manage. Those who have a role at
  // all have one of the rules', so that few are looked through.
  people_beyond: {
    takes: '',
    answers: 'table (workspace_id bigint, user_id bigint)',
    body: `select m.workspace_id, m.user_id
      from workspaces w join roles_in_force r on r.workspace_id = w.id and not (w.id || ' ' || r.role) = any ((select managed_roles())::text[])
      join memberships m on m.workspace_id = w.id and m.role = r.role and m.until is null
      where w.id = any ((select mine())::bigint[])`,
  },
  // The names of a workspace's own roles.
  custom_role_names: {
    takes: 'workspace bigint',
    answers: 'text[]',
    body: `select coalesce(array_agg(c.name), '{}') from custom_roles c where c.workspace_id = workspace and c.until is null
      and workspace = any (mine())`,
  },
  // The workspaces in which whoever is there sees only some contacts.
  workspaces_narrowed: {
    takes: '',
    answers: 'bigint[]',
    body: `select coalesce(array_agg(distinct f.workspace_id), '{}') from restrictions f
      join restriction_rules t on t.name = f.name and t.narrows is not null
      where f.user_id = acting() and f.until is null`,
  },
  // The teams whose contacts whoever is there sees though not all: 'workspace team'.
  visible_teams: {
    takes: '',
    answers: 'text[]',
    body: `select coalesce(array_agg(t.workspace_id || ' ' || t.team_id), '{}') from team_members t
      where t.user_id = acting() and t.until is null and not exists (select 1 from restrictions f
        join restriction_rules r on r.name = f.name and r.narrows = 'self'
        where f.workspace_id = t.workspace_id and f.user_id = t.user_id and f.until is null)`,
  },
  // Whether a membership goes on from the one that ended with its beginning: their own name, or their own acceptance.
  goes_on: {
    takes: 'workspace bigint, begun bigint, held text, now text',
    answers: 'boolean',
    body: `select exists (select 1 from memberships m where m.workspace_id = workspace and m.user_id = acting() and m.until = begun
      and m.role = held and (m.status = now or (m.status = 'invited' and now = 'active')))`,
  },
  // The entries that are written next, as 'workspace number': what begins or ends now does so with one of them.
  next_entries: {
    takes: '',
    answers: 'text[]',
    body: `select coalesce(array_agg(w || ' ' || 1 + coalesce((select max(e.number) from entries e where e.workspace_id = w), 0)), '{}')
      from (select m.workspace_id from memberships m where m.user_id = acting() and ${within('m.workspace_id')}
        union select unnest(founding())) as places (w)`,
  },
};
