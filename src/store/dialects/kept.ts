// What a server sees to when a transaction commits, whoever wrote: what must be there then.
import { SCHEMA } from './doors.ts';

/** A workspace always keeps an active holder of its top role, whoever writes: looked at when a transaction commits. */
const LAST_HOLDER: readonly string[] = [
  `create or replace function ${SCHEMA}.keep_a_holder() returns trigger language plpgsql security definer
    set search_path = ${SCHEMA}, pg_temp as $door$ begin
      if not exists (select 1 from memberships m join workspaces w on w.id = m.workspace_id
          join role_rules r on r.model = w.model and r.role = m.role and r.is_top
          where m.workspace_id = new.workspace_id and m.until is null and m.status = 'active') then
        raise exception 'a workspace always keeps an active holder of its top role' using errcode = '23514';
      end if;
      return null;
    end $door$`,
  `revoke execute on function ${SCHEMA}.keep_a_holder from public`,
  `drop trigger if exists keep_a_holder on ${SCHEMA}.memberships`,
  `create constraint trigger keep_a_holder after update on ${SCHEMA}.memberships deferrable initially deferred
    for each row when (old.until is null and new.until is not null and old.status = 'active')
    execute function ${SCHEMA}.keep_a_holder()`,
];

/** A role that somebody holds does not go, whoever writes: looked at when a transaction commits. */
const HELD_ROLES: readonly string[] = [
  `create or replace function ${SCHEMA}.keep_held_roles() returns trigger language plpgsql security definer
    set search_path = ${SCHEMA}, pg_temp as $door$ begin
      if exists (select 1 from memberships m where m.workspace_id = new.workspace_id and m.role = new.name and m.until is null)
          and not exists (select 1 from custom_roles c where c.workspace_id = new.workspace_id and c.name = new.name and c.until is null) then
        raise exception 'a role that somebody holds stays' using errcode = '23514';
      end if;
      return null;
    end $door$`,
  `revoke execute on function ${SCHEMA}.keep_held_roles from public`,
  `drop trigger if exists keep_held_roles on ${SCHEMA}.custom_roles`,
  `create constraint trigger keep_held_roles after update on ${SCHEMA}.custom_roles deferrable initially deferred
    for each row when (old.until is null and new.until is not null) execute function ${SCHEMA}.keep_held_roles()`,
];

/** The statements that have the server see to it; they can be run again. */
export const KEPT: readonly string[] = [...LAST_HOLDER, ...HELD_ROLES];
