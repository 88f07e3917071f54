// The only way into a ledger: the server makes the number and the hash, and sees who writes.
import { DOOR } from '../sqlstate.ts';
import { type DoorSet, within } from './door.ts';

const BODY = `
      declare
        place bigint := (entry ->> 'workspace_id')::bigint;
        moment bigint := (entry ->> 'at')::bigint;
        own text := acting_key();
        author text := coalesce(entry ->> 'impersonator', entry ->> 'actor');
        vouch text := case when sealed('bound') is null then 'db-login' else 'token' end;
        last record;
        chained text;
      begin
        if own is null or not (lower(author collate "C") = own or exists (select 1 from users u where u.email_key = own and u.email = author)) then
          raise exception 'an entry is written by whoever is there' using errcode = '${DOOR.unfit}';
        end if;
        if entry ->> 'vouched' is distinct from vouch then
          raise exception 'an entry says who vouches for its author' using errcode = '${DOOR.unfit}';
        end if;
        if entry ->> 'outcome' not in ('done', 'refused') or (entry ->> 'outcome' = 'done' and not place = any (mine())) then
          raise exception 'an entry of what was done is written by a member' using errcode = '${DOOR.unfit}';
        end if;
        if not ((${within('place')} or place = any (founding())) and abs(moment) <= 8640000000000000 and jsonb_typeof((entry ->> 'input')::jsonb) is not null
            and jsonb_typeof((entry ->> 'counts')::jsonb) = 'object' and coalesce(jsonb_typeof((entry ->> 'codes')::jsonb), 'array') = 'array') then
          raise exception 'an entry is in the form in which entries are read' using errcode = '${DOOR.unfit}';
        end if;
        if entry ->> 'impersonator' is not null and not exists (select 1 from users u
            join memberships m on m.user_id = u.id and m.workspace_id = place and m.until is null
            where u.email = entry ->> 'actor' and stands_below(place, m.role)
              and place = any (workspaces_where('access.impersonate'))) then
          raise exception 'nobody here may act as that person' using errcode = '${DOOR.unfit}';
        end if;
        perform 1 from workspaces w where w.id = place for no key update;
        select e.number, e.hash into last from entries e where e.workspace_id = place order by e.number desc limit 1;
        if last.number is null then
          select 0::bigint as number, repeat('0', 64) as hash into last;
        end if;
        if expected is not null and expected <> last.number then
          raise exception 'the ledger went on meanwhile' using errcode = '40001';
        end if;
        number := last.number + 1;
        chained := '{"actor":' || to_json(entry ->> 'actor') || ',"at":' || moment ||
          ',"codes":' || coalesce(to_json(entry ->> 'codes')::text, 'null') || ',"counts":' || to_json(entry ->> 'counts') ||
          ',"digest":' || to_json(entry ->> 'digest') || ',"host":' || to_json(entry ->> 'host') ||
          ',"impersonator":' || coalesce(to_json(entry ->> 'impersonator')::text, 'null') || ',"input":' || to_json(entry ->> 'input') ||
          ',"number":' || number || ',"operation":' || to_json(entry ->> 'operation') ||
          coalesce(',"operation_id":' || to_json(entry ->> 'operation_id'), '') || ',"os_user":' || to_json(entry ->> 'os_user') ||
          ',"outcome":' || to_json(entry ->> 'outcome') || ',"previous":' || to_json(last.hash::text) ||
          ',"vouched":' || to_json(vouch) || ',"workspace_id":' || place || '}';
        hash := encode(sha256(convert_to(chained, 'UTF8')), 'hex');
        insert into entries values (place, number, moment, entry ->> 'actor', entry ->> 'impersonator', vouch,
          entry ->> 'os_user', entry ->> 'host', entry ->> 'operation', entry ->> 'outcome', entry ->> 'input', entry ->> 'digest',
          entry ->> 'counts', entry ->> 'codes', last.hash, hash, entry ->> 'operation_id');
        return next;
      end`;

/** Appends to a ledger. */
export const APPEND: DoorSet = {
  // Appends an entry to a workspace's chain: whoever is there is its author, and the hash is made here.
  append_entry: {
    takes: 'entry jsonb, expected bigint',
    answers: 'table (number bigint, hash text)',
    language: 'plpgsql',
    volatility: 'volatile',
    body: BODY,
  },
};
