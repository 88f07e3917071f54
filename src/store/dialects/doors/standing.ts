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
      join role_rules r on r.model = w.model and r.role = m.role and wanted = any (r.actions)
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
      from memberships m join workspaces w on w.id = m.workspace_id
      join role_rules r on r.model = w.model and r.role = m.role and what = any (r.reaches)
      where m.user_id = acting() and m.until is null and ${within('m.workspace_id')}`,
  },
  // The roles that whoever is there manages, as 'workspace role'.
  managed_roles: {
    takes: '',
    answers: 'text[]',
    body: `select coalesce(array_agg(m.workspace_id || ' ' || managed), '{}') ||
        coalesce((select array_agg((sealed('founding') ->> 'workspace') || ' ' || r.role) from role_rules r where sealed('founding') is not null), '{}')
      from memberships m join workspaces w on w.id = m.workspace_id
      join role_rules r on r.model = w.model and r.role = m.role, unnest(r.manages) managed
      where m.user_id = acting() and m.until is null and m.status = 'active' and ${within('m.workspace_id')}`,
  },
  // The people whom whoever is there may not act on: members of a role that they do not manage. Those who have a role at
  // all have one of the rules', so that few are looked through.
  people_beyond: {
    takes: '',
    answers: 'table (workspace_id bigint, user_id bigint)',
    body: `select m.workspace_id, m.user_id
      from workspaces w join role_rules r on r.model = w.model and not (w.id || ' ' || r.role) = any ((select managed_roles())::text[])
      join memberships m on m.workspace_id = w.id and m.role = r.role and m.until is null
      where w.id = any ((select mine())::bigint[])`,
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
