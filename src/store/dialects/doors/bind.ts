// How a session says who is there: a long function, because its checks belong to one moment.
import { DOOR } from '../sqlstate.ts';
import type { DoorSet } from './door.ts';

const BODY = `
      declare
        own text := key_of_login();
        found record;
        place bigint;
      begin
        if exists (select 1 from copies) then
          raise exception 'a copy into this database is not finished: run the same switchboard db copy again' using errcode = '55000';
        end if;
        if writes then
          perform 1 from workspaces w where w.slug = bind.slug or (bind.slug is null and (select count(*) from workspaces) = 1)
            for no key update;
        end if;
        if own is not null and (token is null or token like 'swi\\_%') then
          return jsonb_build_object('vouched', 'db-login',
            'email', coalesce((select u.email from users u where u.email_key = own), (select l.email from logins l where l.login = session_user), own),
            'token', null);
        end if;
        if own is not null then
          raise exception 'this login is a person''s own, and takes no token of theirs or of others' using errcode = '${DOOR.bound}';
        end if;
        if token is null then
          raise exception 'who is there? this login is shared, and wants a token' using errcode = '${DOOR.nobody}';
        end if;
        -- What was taken with a transaction is given back with it alone, so nobody binds it a second time.
        if exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.pid = pg_backend_pid() and l.classid = 1400321637) then
          raise exception 'this transaction is bound already' using errcode = '${DOOR.bound}';
        end if;
        perform pg_advisory_xact_lock(1400321637, pg_backend_pid());
        select id into place from workspaces w where w.slug = bind.slug;
        if token like 'swi\\_%' then
          select 'invitation' as kind, m.workspace_id, m.expires, '' as name, null::text as scope, u.email, u.email_key, w.slug
            into found from memberships m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id
            where (place is null or m.workspace_id = place) and m.token_hash = sha256(convert_to(token, 'UTF8'))
              and m.status = 'invited' and m.until is null;
        else
          select 'access' as kind, t.workspace_id, t.expires, t.name, t.scope, u.email, u.email_key, w.slug, t.until, m.status, m.role
            into found from access_tokens t join users u on u.id = t.user_id join workspaces w on w.id = t.workspace_id
            left join memberships m on m.workspace_id = t.workspace_id and m.user_id = t.user_id and m.until is null
            where t.token_hash = sha256(convert_to(token, 'UTF8'));
        end if;
        if found.email is null then
          raise exception 'nobody here has that token' using errcode = '${DOOR.token}';
        end if;
        if found.expires <= extract(epoch from clock_timestamp()) * 1000 then
          raise exception 'the % token of % has expired', found.kind, found.email using errcode = '${DOOR.token}';
        end if;
        if found.kind = 'access' then
          if bind.slug is not null and bind.slug <> found.slug then
            raise exception 'the token "%" is of workspace %, not of %', found.name, found.slug, bind.slug using errcode = '${DOOR.workspace}';
          end if;
          if found.until is not null then
            raise exception 'the token "%" of % was revoked', found.name, found.email using errcode = '${DOOR.token}';
          end if;
          if found.status is distinct from 'active' then
            raise exception 'the token "%" is dead: % is no active member of % any more', found.name, found.email, found.slug
              using errcode = '${DOOR.token}';
          end if;
        end if;
        perform keep('bound', jsonb_build_object('key', found.email_key, 'workspace', found.workspace_id, 'scope', found.scope::jsonb));
        return jsonb_build_object('vouched', 'token', 'email', found.email, 'token', jsonb_build_object('kind', found.kind,
          'workspace', found.slug, 'name', coalesce(found.name, ''), 'scope', found.scope::jsonb, 'expires', found.expires));
      end`;

/** Says who is there. */
export const BIND: DoorSet = {
  // Says who is there, binding the transaction to the token where one is shown; once.
  bind: {
    takes: 'token text, slug text, writes boolean',
    answers: 'jsonb',
    language: 'plpgsql',
    volatility: 'volatile',
    body: BODY,
  },
};
