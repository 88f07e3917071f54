import { existsSync, realpathSync } from 'node:fs';
import { isAddress } from '../domain/address.ts';
import { missing, unavailable } from '../domain/errors.ts';
import type { Connection } from './connection.ts';
import type { Environment } from './dialects/address.ts';
import { APPLICATION_ID, type FileHeader, makeFile, readHeader } from './dialects/file.ts';
import { openSqlite } from './dialects/sqlite.ts';
import { expectMany } from './dialects/weight.ts';
import { MIGRATIONS, type Migration, migrate, SCHEMA_VERSION } from './migrate.ts';

/** What a command wants of the store: to read it; to fill temporary tables, then write; to write; to make it. */
export type Purpose = 'read' | 'stage' | 'write' | 'found';

/** How a store is entered, beside where it is. What concerns a server alone is not looked at where it is a file. */
export interface Entrance {
  /** How long to wait for another writer, in milliseconds. */
  readonly patience?: number | undefined;
  readonly onStatement?: ((statement: string) => void) | undefined;
  /** A server's address is read together with what the environment says. */
  readonly env?: Environment;
  /** The token that says who is there. */
  readonly token?: string | undefined;
  /** The workspace's slug, null for the only one there is: its writers wait for each other. */
  readonly workspace?: string | null;
}

/** Opens the store and begins the command's one transaction. The caller commits or rolls back, then closes. */
export async function openStore(location: string, purpose: Purpose, entrance: Entrance = {}): Promise<Connection> {
  const connection = isAddress(location)
    ? await openServer(location, purpose, entrance)
    : await openFile(location, purpose, entrance);
  try {
    await connection.begin(purpose === 'found' ? 'write' : purpose);
    return connection;
  } catch (error) {
    await connection.rollback();
    await connection.close();
    throw error;
  }
}

/** Lends a store that is open and in its transaction, and sees to it that both end. */
export async function withStore<T>(
  location: string,
  purpose: Purpose,
  entrance: Entrance,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await openStore(location, purpose, entrance);
  try {
    return await use(connection);
  } finally {
    await connection.rollback();
    await connection.close();
  }
}

async function openServer(address: string, purpose: Purpose, entrance: Entrance): Promise<Connection> {
  const { openPostgres } = await import('./dialects/postgres.ts');
  const { env = {}, token, workspace = null, patience, onStatement } = entrance;
  return openPostgres(address, { env, token, workspace, founds: purpose === 'found', patience, onStatement });
}

async function openFile(location: string, purpose: Purpose, { patience, onStatement }: Entrance): Promise<Connection> {
  const isNew = purpose === 'found' && makeFile(location);
  const header = await headerOf(location, patience);
  if (purpose !== 'found') refusingEmpty(header);
  if (header.version > 0 && (await versionIn(header)) < SCHEMA_VERSION) {
    if (purpose === 'read') throw older(header.path);
    await (await import('./upgrade.ts')).upgrade(header.path, header.version, patience);
  }
  const mode = purpose === 'read' ? 'read' : 'write';
  const toWal = mode === 'write' && !header.isWal;
  return openSqlite(header.path, { mode, isNew, toWal, patience, onStatement, bringUp });
}

/** The header of a store's file; one with a journal beside it is settled first. */
async function headerOf(location: string, patience?: number): Promise<FileHeader> {
  const header = readHeader(location);
  if (!existsSync(`${realpathSync(header.path)}-journal`)) return header;
  return (await import('./dialects/upkeep.ts')).settledHeader(location, patience);
}

/** The version of a file: where the header says an older one, the newer may still be in the WAL. */
const versionIn = async ({ path, version }: FileHeader): Promise<number> =>
  version >= SCHEMA_VERSION ? version : (await import('./dialects/upkeep.ts')).versionOf(path);

/** An empty file is no database yet, and nothing is wrong with it. */
export function refusingEmpty(header: FileHeader): FileHeader {
  if (header.version > 0) return header;
  throw missing('no-database', `${header.path} is an empty file, not yet a database`, {
    hint: 'make it one: switchboard workspaces create NAME --owner EMAIL',
    details: { file: header.path },
  });
}

const older = (path: string) =>
  unavailable('older-version', `${path} was made by an older Switchboard`, {
    hint: `run: switchboard db migrate --db ${path}`,
    details: { file: path },
  });

/** Makes the tables of a fresh or older file, inside the transaction, so that exactly one of many first users does. */
export async function bringUp(connection: Connection, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const [row] = await connection.all<{ user_version: number }>('pragma user_version');
  const version = row?.user_version ?? 0;
  if (version >= migrations.length) return;
  await migrate(connection, version, migrations);
  await expectMany(connection);
  await connection.run(`pragma application_id = ${APPLICATION_ID}`);
  await connection.run(`pragma user_version = ${migrations.length}`);
}
