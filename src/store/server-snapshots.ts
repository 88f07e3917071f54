// Snapshots of a server's database: databases beside it, made from it as their template, and it from them.
import { conflict } from '../domain/errors.ts';
import { instant, rfc3339 } from '../domain/time.ts';
import { type Amended, amendedStore } from './amended.ts';
import type { Environment } from './dialects/address.ts';
import { openAsOwner } from './dialects/owner.ts';
import { type Administration, administered, fitting, foreign } from './dialects/templates.ts';
import type { Head } from './ledger.ts';
import { noSnapshot, type Snapshot, type Taking } from './snapshots.ts';
import { TABLES } from './table-rows.ts';

const REMARK = 'switchboard snapshot, made ';
const KEPT = 'switchboard: as it was before it was reset';
const start = (name: string): string => `${name}.snapshot.`;

const listed = async ({ name, beginning }: Administration): Promise<Snapshot[]> =>
  (await beginning(start(name)))
    .filter(({ remark }) => remark?.startsWith(REMARK))
    .map((one) => ({
      name: one.name.slice(start(name).length),
      made: instant((one.remark as string).slice(REMARK.length)),
      bytes: one.bytes,
    }));

/** The snapshots of a server's database, by name. */
export const serverSnapshots = (address: string, env: Environment): Promise<Snapshot[]> =>
  administered(address, env, listed);

/** Keeps a server's database as it is now, as another one. Nobody else may be connected meanwhile. */
export const takeServerSnapshot = (
  address: string,
  env: Environment,
  name: string,
  { at, replaces, rehearsal }: Taking,
): Promise<Snapshot & { file: string }> =>
  administered(address, env, async (server) => {
    const file = fitting(start(server.name) + name);
    const remark = await server.remarkOn(file);
    if (remark !== undefined && !remark?.startsWith(REMARK)) throw foreign(file);
    if (remark !== undefined && !replaces) {
      throw conflict('snapshot-exists', `there is a snapshot "${name}" already`, {
        hint: 'take it anew with --replace, or choose another name',
      });
    }
    const taken = { as: file, remark: REMARK + rfc3339(at), keeps: null, amend: async () => {} };
    if (!rehearsal) await server.copied(server.name, taken);
    const [found] = (await server.beginning(file)).filter((one) => one.name === file);
    return { name, made: at, bytes: found?.bytes ?? 0, file };
  });

/** Puts a server's database back to a snapshot, or empties it (`null`). Nobody else may be connected meanwhile. */
export const resetServer = (
  address: string,
  env: Environment,
  to: string | null,
  rehearsal: boolean,
): Promise<Amended & { readonly kept: string }> =>
  administered(address, env, async (server) => {
    const kept = fitting(`${server.name}.before-reset`);
    const remark = await server.remarkOn(kept);
    if (remark !== undefined && remark !== KEPT) throw foreign(kept);
    const source = to === null ? server.name : await snapshotNamed(server, to);
    let told: Amended = { database: '', heads: {}, workspaces: [] };
    const amend = async (copy: string) => {
      if (to === null) await emptied(copy, env);
      else told = await amended(copy, env);
    };
    const keeps = { as: kept, remark: KEPT };
    if (!rehearsal) await server.copied(source, { amend, as: server.name, remark: null, keeps });
    return { kept, ...told };
  });

async function snapshotNamed(server: Administration, name: string): Promise<string> {
  const known = (await listed(server)).map((one) => one.name);
  if (known.includes(name)) return start(server.name) + name;
  throw noSnapshot(name, server.name, known);
}

/** Lends a copy to its owner, in one transaction. */
async function asOwner<T>(
  address: string,
  env: Environment,
  use: (connection: Awaited<ReturnType<typeof openAsOwner>>) => Promise<T>,
): Promise<T> {
  const connection = await openAsOwner(address, env);
  try {
    await connection.begin('write');
    const result = await use(connection);
    await connection.commit();
    return result;
  } finally {
    await connection.rollback();
    await connection.close();
  }
}

const emptied = (address: string, env: Environment): Promise<void> =>
  asOwner(address, env, async ({ run }) => {
    await run(`truncate ${TABLES.map(([table]) => table).join(', ')} restart identity`);
    // Another database: what is remembered of this one's ledgers says nothing of those that begin in it.
    await run("update this_database set id = replace(gen_random_uuid()::text, '-', '')");
  });

const amended = (address: string, env: Environment): Promise<Amended> =>
  asOwner(address, env, (connection) =>
    // The view that tells everybody of heads tells of what is seen, and the owner is nobody's member.
    amendedStore(connection, async (workspaceId) => {
      const [head] = await connection.all<Head>(
        'select number, hash from entries where workspace_id = $1 order by number desc limit 1',
        [workspaceId],
      );
      return head as Head;
    }),
  );
