// Databases of a server as copies of each other, by a login that may make them: snapshots, and what is put back.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { conflict, invalid, refused } from '../../domain/errors.ts';
import type { Environment } from './address.ts';
import { connected } from './postgres.ts';
import { serverFailure } from './sqlstate.ts';

const { escapeIdentifier: quoted, escapeLiteral: literal } = pg;

/** A server entered beside one of its databases, to make and rename such. */
export interface Administration {
  /** The name of the database. */
  readonly name: string;
  /** What is said of a database; null where nothing is, undefined where there is none. */
  readonly remarkOn: (database: string) => Promise<string | null | undefined>;
  /** The databases whose name begins so, with what is said of them and their bytes. */
  readonly beginning: (start: string) => Promise<readonly { name: string; remark: string | null; bytes: number }[]>;
  /** Makes a copy, lends its address, and gives it a name, or drops it where anything fails. */
  readonly copied: (source: string, copying: Copying) => Promise<void>;
}

interface Copying {
  /** What is done to the copy before it has its name. */
  readonly amend: (address: string) => Promise<void>;
  readonly remark: string | null;
  /** What the copy is called in the end. */
  readonly as: string;
  /** What is called so by then is kept under this name; dropped where it is null. */
  readonly keeps: { readonly as: string; readonly remark: string } | null;
}

/** The address of another database of the same server. */
function beside(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${encodeURIComponent(database)}`;
  for (const name of ['database', 'dbname']) url.searchParams.delete(name);
  return url.href;
}

/** Lends the administration of the server on which a database is, to whoever owns that and may make others. */
export async function administered<T>(
  address: string,
  env: Environment,
  use: (server: Administration) => Promise<T>,
): Promise<T> {
  const { name, owner } = await ownDatabase(address, env);
  const { client, shown } = await connected(beside(address, 'postgres'), env);
  const said = (database: string) =>
    client
      .query<{ remark: string | null }>(
        `select shobj_description(oid, 'pg_database') as remark from pg_database where datname = $1`,
        [database],
      )
      .then(({ rows }) => rows[0]?.remark);
  try {
    return await use({
      name,
      remarkOn: said,
      beginning: async (start) => {
        const { rows } = await client.query(
          `select datname as name, shobj_description(oid, 'pg_database') as remark, pg_database_size(oid) as bytes
             from pg_database where starts_with(datname, $1) order by datname collate "C"`,
          [start],
        );
        return rows;
      },
      copied: async (source, { amend, remark, as, keeps }) => {
        const [part, old] = ['part', 'old'].map((word) => `switchboard.${word}.${randomBytes(6).toString('hex')}`) as [
          string,
          string,
        ];
        const rename = (from: string, to: string) =>
          client.query(`alter database ${quoted(from)} rename to ${quoted(to)}`);
        const remarked = (database: string, text: string | null) =>
          client.query(`comment on database ${quoted(database)} is ${text === null ? 'null' : literal(text)}`);
        await client.query(`create database ${quoted(part)} template ${quoted(source)} owner ${quoted(owner)}`);
        try {
          await sameRights(client, name, part);
          await amend(beside(address, part));
          const replaced = keeps === null ? as : keeps.as;
          const hasOld = (await said(replaced)) !== undefined;
          // Renaming is the one thing done to databases that a transaction holds together.
          await client.query('begin');
          if (hasOld) await rename(replaced, old);
          if (keeps !== null) await rename(as, keeps.as);
          if (keeps !== null) await remarked(keeps.as, keeps.remark);
          await rename(part, as);
          await remarked(as, remark);
          await client.query('commit');
          if (hasOld) await client.query(`drop database ${quoted(old)}`);
        } catch (error) {
          await client.query('rollback');
          await client.query(`drop database if exists ${quoted(part)}`);
          throw error;
        }
      },
    });
  } catch (error) {
    throw serverFailure(shown, error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The database of an address and who owns it. A login that could not copy it is refused with what it lacks. */
async function ownDatabase(
  address: string,
  env: Environment,
): Promise<{ readonly name: string; readonly owner: string }> {
  const { client, shown } = await connected(address, env);
  try {
    const { rows } = await client.query<{ name: string; owner: string; login: string; makes: boolean; owns: boolean }>(
      `select d.datname as name, pg_get_userbyid(d.datdba) as owner, session_user as login,
         r.rolcreatedb or r.rolsuper as makes, pg_has_role(session_user, d.datdba, 'member') as owns
       from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = session_user`,
    );
    const [found] = rows as [(typeof rows)[number]];
    if (found.makes && found.owns) return found;
    const lacks = [
      ...(found.makes ? [] : [`alter role ${quoted(found.login)} createdb`]),
      ...(found.owns ? [] : [`grant ${quoted(found.owner)} to ${quoted(found.login)}`]),
    ];
    throw refused(
      'may-not-copy',
      `${shown}: a snapshot is a database, and the login ${found.login} may not copy this one`,
      {
        hint: `whoever administers the server runs: ${lacks.join('; ')}`,
      },
    );
  } catch (error) {
    throw serverFailure(shown, error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Gives a database the rights that another has: a copy comes without them. */
async function sameRights(client: pg.Client, of: string, to: string): Promise<void> {
  const { rows } = await client.query<{ grantee: string | null; right: string }>(
    `select case when grantee = 0 then null else pg_get_userbyid(grantee) end as grantee, privilege_type as right
       from pg_database, aclexplode(datacl) where datname = $1 and grantee <> datdba`,
    [of],
  );
  const { rows: said } = await client.query('select 1 from pg_database where datname = $1 and datacl is not null', [
    of,
  ]);
  if (said.length > 0) await client.query(`revoke all on database ${quoted(to)} from public`);
  for (const { grantee, right } of rows) {
    await client.query(`grant ${right} on database ${quoted(to)} to ${grantee === null ? 'public' : quoted(grantee)}`);
  }
}

/** Refuses a name that a server would cut off, or that is somebody else's. */
export function fitting(name: string): string {
  if (Buffer.byteLength(name) <= 63) return name;
  throw invalid('too-long', `"${name}" is too long for the name of a database: 63 bytes`, {
    hint: 'choose a shorter name',
  });
}

/** A database of that name which is none of ours. */
export const foreign = (name: string) =>
  conflict('database-exists', `there is a database "${name}" already, which is no snapshot`, {
    hint: 'choose another name',
  });
