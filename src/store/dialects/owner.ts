// A server entered by whoever owns it: past the walls, for what is done to the store as a whole.
import pg from 'pg';
import { refused } from '../../domain/errors.ts';
import type { Connection } from '../connection.ts';
import type { Environment } from './address.ts';
import { SCHEMA } from './doors.ts';
import { connected, over } from './postgres.ts';
import { serverFailure } from './sqlstate.ts';

/** Enters a server with the owner's role, of which the login must be a member. */
export async function openAsOwner(address: string, env: Environment): Promise<Connection> {
  const { client, shown } = await connected(address, env);
  try {
    const { rows } = await client.query<{ owner: string; may: boolean }>(
      `select rolname as owner, pg_has_role(oid, 'member') as may from pg_roles
       where oid = (select nspowner from pg_namespace where nspname = '${SCHEMA}')`,
    );
    const [found] = rows;
    if (found === undefined) throw Object.assign(new Error('no schema'), { code: '3F000' });
    if (!found.may) {
      throw refused('not-the-owner', `${shown}: that is for members of the role ${found.owner}`, {
        hint: 'use the login that ran switchboard db init',
      });
    }
    await client.query(`set role ${pg.escapeIdentifier(found.owner)}`);
  } catch (error) {
    await client.end().catch(() => {});
    throw serverFailure(shown, error);
  }
  return over(client, shown, { env, token: undefined, workspace: null, founds: false, isOwner: true });
}
