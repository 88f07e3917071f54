// What begins with nobody to ask yet: a workspace, an identity; and what is known of them at once.
import { DOOR } from '../sqlstate.ts';
import type { DoorSet } from './door.ts';

/** Whether a spelling is of a key, as far as a server can tell: a domain beyond ASCII is taken at its word. */
function spells(spelling: string, key: string): string {
  const written = `lower(normalize(btrim(${spelling}), nfkc) collate "C")`;
  return `case when lower(${spelling} collate "C") = ${key} then true else split_part(${written}, '@', 1) = split_part(${key}, '@', 1)
    and (${written} = ${key} or ${key} like '%@%--%') end`;
}

/** Makes workspaces and identities. */
export const BEGINS: DoorSet = {
  // Makes a workspace, where there is none yet or whoever is there may in one of theirs; they may work in it at once.
  found_workspace: {
    takes: 'new_slug text, new_name text, new_model text',
    answers: 'bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    body: `declare made bigint;
      begin
        if acting_key() is null or (exists (select 1 from workspaces) and workspaces_where('workspace.edit') = '{}') then
          raise exception 'nobody here may make a workspace' using errcode = '42501';
        end if;
        insert into workspaces (slug, name, model) values (new_slug, new_name, new_model)
          on conflict (slug) do nothing returning id into made;
        if made is null then return null; end if;
        insert into workspace_states (workspace_id, state, since) values (made, 'active', 1);
        perform keep('founding', jsonb_build_object('workspace', made));
        return made;
      end`,
  },
  // Gives people an identity, where they have none yet. Whoever invites may; they learn a number, and the first spelling.
  identities: {
    takes: 'keys text[], spellings text[]',
    answers: 'table (email_key text, id bigint, email text)',
    language: 'plpgsql',
    volatility: 'volatile',
    body: `begin
        if workspaces_where('users.invite') = '{}' then
          raise exception 'nobody here may invite' using errcode = '42501';
        end if;
        if exists (select 1 from unnest(keys, spellings) as n (k, s) where not ${spells('s', 'k')}) then
          raise exception 'an address is kept as it is spelt' using errcode = '${DOOR.unfit}';
        end if;
        insert into users (email_key, email) select k, s from unnest(keys, spellings) as n (k, s)
          where not exists (select 1 from users u where u.email_key = n.k) order by k on conflict do nothing;
        return query select u.email_key, u.id, u.email from users u where u.email_key = any (keys);
      end`,
  },
  // Has the planner know what a large import made of the tables, not some minutes later. What others look at is left.
  weigh: {
    takes: '',
    answers: 'void',
    language: 'plpgsql',
    volatility: 'volatile',
    body: `begin
        if workspaces_where('users.invite') <> '{}' then
          analyze (skip_locked) workspaces, entries, users, memberships, restrictions, lines, line_activations, line_grants,
            product_activations, product_grants, batch_rows, contacts, contact_values, contact_rows, list_members, blast_messages;
        end if;
      end`,
  },
};
