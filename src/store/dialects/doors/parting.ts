// What is taken from members who are removed or suspended: all of their work, also what whoever parts them cannot see.
import { isHeldBy, partings } from '../../parting.ts';
import { conversationsWhere } from '../../records.ts';
import type { DoorSet } from './door.ts';

const MAY_PART = "place = any (workspaces_where_any(array['users.suspend', 'users.delete']))";

const doing = partings({
  place: 'place',
  them: '(select unnest(them))',
  heir: 'heir',
  before: 'before',
  behind: 'behind',
  author: 'author',
  at: 'moment',
  entry: 'next',
  reason: 'why',
});

/** Parts members from their work. */
export const PARTING: DoorSet = {
  // The conversations that people hold: whoever takes them over must be able to see them all.
  claims_held: {
    takes: 'place bigint, people text',
    answers: `table (id bigint, phone text, email text, email_key text, assignee bigint, team_id bigint, team text,
      conversation_id bigint, line_id bigint, address text, state text, claimed_by bigint)`,
    body: `select * from (${conversationsWhere(
      isHeldBy('place', '(select jsonb_array_elements_text(people::jsonb)::bigint)'),
    )}) h where ${MAY_PART}`,
  },
  // Parts those of the people from their work on whom whoever is there may act: with the entry that is written next.
  part_with_work: {
    takes: `place bigint, people text, heir bigint, before text, behind text, author bigint, moment bigint, why text`,
    answers: 'table (conversations bigint, contacts bigint, blasts bigint)',
    language: 'plpgsql',
    volatility: 'volatile',
    body: `#variable_conflict use_variable
      declare
        them bigint[];
        next bigint := 1 + coalesce((select max(e.number) from entries e where e.workspace_id = place), 0);
      begin
        if acting_key() is null or not ${MAY_PART} then
          raise exception 'nobody here may part members from their work' using errcode = '42501';
        end if;
        if heir is not null and not exists (select 1 from memberships m where m.workspace_id = place
            and m.user_id = heir and m.until is null and m.status = 'active') then
          raise exception 'work goes to an active member' using errcode = '42501';
        end if;
        select coalesce(array_agg(m.user_id), '{}') into them from memberships m
          where m.workspace_id = place and m.until is null and m.user_id <> acting()
            and m.user_id in (select jsonb_array_elements_text(people::jsonb)::bigint)
            and (m.workspace_id, m.user_id) not in (select b.workspace_id, b.user_id from people_beyond() b);
        ${doing.told};
        ${doing.conversations};
        get diagnostics conversations = row_count;
        ${doing.contacts};
        get diagnostics contacts = row_count;
        ${doing.blasts};
        get diagnostics blasts = row_count;
        return next;
      end`,
  },
};
