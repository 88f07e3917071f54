// What whoever is there may give: rank rule R3 as the walls ask it, of roles that are given and of roles that are defined.
import { NO_ROLE_NAMES } from '../../../domain/role-name.ts';
import { type DoorSet, within } from './door.ts';

/** A definition has these parts and no others. */
const PARTS = ['actions', 'does', 'lines', 'manages', 'managesCustom', 'name', 'products', 'restrictions'];

const listed = (words: readonly string[]): string => `array[${words.map((word) => `'${word}'`).join(', ')}]`;
const of = (parts: readonly string[], kind: string): string =>
  parts.map((part) => `jsonb_typeof(d -> '${part}') = '${kind}'`).join(' and ');

/** What only other doors ask. */
export const HOLDING: DoorSet = {
  // What whoever is there may do in a workspace, wherever it would be: their role, less restrictions and token.
  own_actions: {
    takes: 'place bigint',
    answers: 'text[]',
    body: `select coalesce(array_agg(a), '{}') from memberships m
      join roles_in_force r on r.workspace_id = m.workspace_id and r.role = m.role, unnest(r.actions) a
      where m.workspace_id = place and m.user_id = acting() and m.until is null and m.status = 'active' and ${within('m.workspace_id')}
        and not exists (select 1 from restrictions f join restriction_rules t on t.name = f.name and a = any (t.takes)
          where f.workspace_id = m.workspace_id and f.user_id = m.user_id and f.until is null)
        and case coalesce(jsonb_typeof(sealed('bound') -> 'scope'), 'null') when 'null' then true
          else (sealed('bound') -> 'scope') ? a end`,
  },
  // Whether a role of these parts gives nothing that whoever is there does not hold.
  lies_within: {
    takes: 'place bigint, given text[], reached text[], managed text[], customs boolean',
    answers: 'boolean',
    body: `select given <@ own_actions(place) and exists (select 1 from memberships m
      join roles_in_force r on r.workspace_id = m.workspace_id and r.role = m.role
      where m.workspace_id = place and m.user_id = acting() and m.until is null and m.status = 'active'
        and reached <@ r.reaches and (r.manages_custom or not coalesce(customs, true))
        and not exists (select 1 from unnest(managed) n where not n = any (r.manages)
          and not (r.manages_custom and not exists (select 1 from role_rules b join workspaces w on w.model = b.model
            where w.id = place and b.role = n))))`,
  },
  // Whether somebody stands below whoever is there, so that they may be acted as: their role does not manage in turn, and
  // gives no more, where it is a workspace's own.
  stands_below: {
    takes: 'place bigint, held text',
    answers: 'boolean',
    body: `select (place || ' ' || held) = any (managed_roles()) and not exists (select 1 from memberships o
        join roles_in_force t on t.workspace_id = place and t.role = held
        where o.workspace_id = place and o.user_id = acting() and o.until is null
          and (o.role = any (t.manages) or (t.manages_custom and o.role = any (custom_role_names(place)))))
      and (not held = any (custom_role_names(place)) or (place || ' ' || held) = any (givable_roles()))`,
  },
};

/** What the walls ask about giving. */
export const GIVING: DoorSet = {
  // The roles that whoever is there may give, as 'workspace role': of those they manage the built-in ones, and what lies within their own.
  givable_roles: {
    takes: '',
    answers: 'text[]',
    body: `select coalesce(array_agg(g), '{}') from unnest(managed_roles()) g
      where not exists (select 1 from custom_roles c where c.until is null and c.workspace_id || ' ' || c.name = g)
        or exists (select 1 from roles_in_force r where r.workspace_id || ' ' || r.role = g
          and lies_within(r.workspace_id, r.actions, r.reaches, r.manages, r.manages_custom))`,
  },
  // Whether somebody held a role until an entry: then it is not given to them by going on. Told to those who see members.
  held_until: {
    takes: 'place bigint, whom bigint, entry bigint, held text',
    answers: 'boolean',
    body: `select place = any (workspaces_where('users.view')) and exists (select 1 from memberships m
      where m.workspace_id = place and m.user_id = whom and m.until = entry and m.role = held)`,
  },
  // Whether whoever is there may define a role so, or end one that is so: in a form that is read everywhere, under a name
  // of its own, not the role that they hold (R1), one that they manage (R2), and within what they hold (R3).
  role_fits: {
    takes: 'place bigint, named text, said text',
    answers: 'boolean',
    language: 'plpgsql',
    body: `declare d jsonb;
      begin
        if length(said) > 20000 or said ~ '[[:cntrl:]]' then return false; end if;
        begin d := said::jsonb; exception when others then return false; end;
        if jsonb_typeof(d) is distinct from 'object' then return false; end if;
        if (select array_agg(k order by k collate "C") from jsonb_object_keys(d) k) is distinct from ${listed(PARTS)} then return false; end if;
        if not (${of(['does', 'lines', 'name', 'products'], 'string')} and ${of(['actions', 'manages', 'restrictions'], 'array')}
          and ${of(['managesCustom'], 'boolean')}) then return false; end if;
        if exists (select 1 from jsonb_array_elements((d -> 'actions') || (d -> 'manages') || (d -> 'restrictions')) e
          where jsonb_typeof(e) <> 'string') then return false; end if;
        return coalesce(d ->> 'name' = named and d ->> 'lines' in ('all', 'granted') and d ->> 'products' in ('all', 'granted')
          and named collate "C" ~ '^[a-z0-9]+([ _-][a-z0-9]+)*$' and length(named) between 2 and 40
          and not named = any (${listed(NO_ROLE_NAMES)})
          and not exists (select 1 from role_rules b where translate(b.role, ' _-', '') = translate(named, ' _-', ''))
          and not exists (select 1 from jsonb_array_elements_text(d -> 'restrictions') f
            where not exists (select 1 from restriction_rules t where t.name = f))
          and exists (select 1 from memberships m join roles_in_force r on r.workspace_id = m.workspace_id and r.role = m.role
            where m.workspace_id = place and m.user_id = acting() and m.until is null and m.role <> named
              and (r.manages_custom or named = any (r.manages)))
          and lies_within(place, array(select jsonb_array_elements_text(d -> 'actions')),
            array_remove(array[case d ->> 'lines' when 'all' then 'lines' end, case d ->> 'products' when 'all' then 'products' end], null),
            array(select jsonb_array_elements_text(d -> 'manages')), (d ->> 'managesCustom')::boolean), false);
      end`,
  },
};
