// Who is there, sealed into the transaction: what everything behind the walls rests on.
import { SCHEMA } from '../doors.ts';
import type { DoorSet } from './door.ts';

/** What nobody but the owner may call. */
export const SEALS: DoorSet = {
  // A seal that only the owner can make, over some words and this very transaction: no setting of another fits. All
  // transactions of one message have the same time, and a crash may give a number a second time: so both are in it.
  seal: {
    takes: 'words text',
    answers: 'text',
    body: `select encode(sha256(key || sha256(key || convert_to(words || ' ' || pg_current_xact_id_if_assigned()::text || ' ' ||
      extract(epoch from transaction_timestamp())::text, 'UTF8'))), 'hex') from seals`,
  },
  // What a setting says that carries the seal of this transaction; null for a forged, replayed or absent one.
  sealed: {
    takes: 'name text',
    answers: 'jsonb',
    language: 'plpgsql',
    body: `declare said text := current_setting('${SCHEMA}.' || name, true);
      begin
        if said is null or said = '' then return null; end if;
        if substr(said, 1, 64) is distinct from seal(name || substr(said, 65)) then return null; end if;
        return substr(said, 66)::jsonb;
      end`,
  },
  keep: {
    takes: 'name text, said jsonb',
    answers: 'void',
    volatility: 'volatile',
    language: 'plpgsql',
    body: `begin
        perform pg_current_xact_id();
        perform set_config('${SCHEMA}.' || name, seal(name || ' ' || said::text) || ' ' || said::text, true);
      end`,
  },
  key_of_login: {
    takes: '',
    answers: 'text',
    body: `select coalesce((select email_key from logins where login = session_user),
      case when position('@' in session_user) > 0 then lower(session_user) end)`,
  },
};

/** Who is there, and what the token is good for that was shown. */
export const IDENTITY: DoorSet = {
  // The workspace that is being made in this transaction, as a list.
  founding: {
    takes: '',
    answers: 'bigint[]',
    body: `select array_remove(array[(sealed('founding') ->> 'workspace')::bigint], null)`,
  },
  // The identity key of whoever is there: by the token that this transaction was bound to, else by the login.
  acting_key: {
    takes: '',
    answers: 'text',
    body: `select coalesce(sealed('bound') ->> 'key', case when coalesce(current_setting('${SCHEMA}.bound', true), '') = '' then key_of_login() end)`,
  },
  acting: { takes: '', answers: 'bigint', body: 'select id from users where email_key = acting_key()' },
  // The workspace of the token that was shown, to which everything of whoever is there is confined; null where there is none.
  confined_to: { takes: '', answers: 'bigint', body: `select (sealed('bound') ->> 'workspace')::bigint` },
  // Whether a token of this scope is good for no more than the one that was shown.
  scope_fits: {
    takes: 'scope text',
    answers: 'boolean',
    body: `select case when coalesce(jsonb_typeof(sealed('bound') -> 'scope'), 'null') = 'null'
        then coalesce(jsonb_typeof(scope::jsonb) = 'array', true)
      else coalesce(jsonb_typeof(scope::jsonb) = 'array' and scope::jsonb <@ (sealed('bound') -> 'scope'), false) end`,
  },
};
