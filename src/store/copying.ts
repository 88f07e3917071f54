// Where a copy comes from and goes to: a file, or a server entered as its owner.
import { existsSync, rmSync } from 'node:fs';
import { isAddress, shownStore } from '../domain/address.ts';
import { conflict } from '../domain/errors.ts';
import type { Connection } from './connection.ts';
import { type Copied, type CopyTarget, copyInto, workspacesOf } from './copy.ts';
import type { Environment } from './dialects/address.ts';
import { makeFile } from './dialects/file.ts';
import { mustBeFree, placeNew } from './dialects/placing.ts';
import { openSqlite } from './dialects/sqlite.ts';
import { bringUp, openStore } from './open.ts';

/** How a store is copied. `uninterrupted` is asked between pieces, and throws where somebody wants it to stop. */
export interface Copying {
  readonly from: string;
  readonly to: string;
  /** One workspace's slug, or null for all. */
  readonly only: string | null;
  /** Drops what a copy that was stopped left behind. */
  readonly restarts: boolean;
  readonly env: Environment;
  readonly uninterrupted: () => Promise<void>;
}

/** Copies one store into another that is empty, and answers what was copied. */
export async function copyStore({ from, to, only, restarts, env, uninterrupted }: Copying): Promise<Copied> {
  if (from === to) throw conflict('same-store', `${shownStore(from)} cannot be copied into itself`);
  const source = isAddress(from) ? await asOwner(from, env) : await openStore(from, 'read');
  try {
    if (isAddress(from)) await source.begin('read');
    const workspaces = await workspacesOf(source, only);
    const target = isAddress(to) ? await intoServer(to, env) : await intoFile(to, restarts);
    try {
      return await copyInto(source, target, workspaces, only, restarts, uninterrupted);
    } finally {
      await target.connection.rollback();
      await target.connection.close();
    }
  } finally {
    await source.rollback();
    await source.close();
  }
}

const asOwner = async (address: string, env: Environment): Promise<Connection> =>
  (await import('./dialects/owner.ts')).openAsOwner(address, env);

async function intoServer(address: string, env: Environment): Promise<CopyTarget> {
  const connection = await asOwner(address, env);
  return {
    connection,
    finish: async () => {
      // Numbers that were brought along are not given out again.
      await connection.begin('write');
      for (const table of ['workspaces', 'users']) {
        await connection.all(
          `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table})) from ${table} limit 1`,
        );
      }
      await connection.commit();
    },
  };
}

/** A file is filled under another name, and takes its own when it is whole. */
async function intoFile(path: string, restarts: boolean): Promise<CopyTarget> {
  mustBeFree(path);
  const part = `${path}.copying`;
  if (restarts) for (const end of ['', '-wal', '-shm', '-journal']) rmSync(part + end, { force: true });
  if (!existsSync(part)) makeFile(part);
  const connection = openSqlite(part, { mode: 'write', toWal: false, bringUp });
  await connection.begin('write');
  await connection.run(
    'create table if not exists copies (source text not null, heads text not null, done text not null) strict',
  );
  await connection.commit();
  return {
    connection,
    finish: async () => {
      await connection.begin('write');
      await connection.run('drop table copies');
      await connection.commit();
      await connection.close();
      placeNew(part, path);
      rmSync(part);
    },
  };
}
