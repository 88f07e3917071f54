import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { isAddress } from '../domain/address.ts';
import type { Connection } from './connection.ts';
import { type Head, sha256 } from './ledger.ts';
import { databaseId } from './workspaces.ts';

/** The ledger heads last seen of one database, by workspace id. Kept outside it: a cut journal cannot take them along. */
export type Heads = Readonly<Record<string, Head>>;

/** What is remembered of a database: its heads, and the file in which they were seen. */
interface Memory {
  readonly store: string;
  readonly heads: Heads;
}

// The id comes from the database: one that somebody tampered with must not name a file elsewhere.
const fileOf = (folder: string, id: string) => join(folder, `${/^[0-9a-f]{32}$/.test(id) ? id : sha256(id)}.json`);

function recall(folder: string, id: string): Memory | undefined {
  try {
    const found = JSON.parse(readFileSync(fileOf(folder, id), 'utf8')) as Partial<Memory> | null;
    if (typeof found?.store === 'string' && typeof found.heads === 'object') return found as Memory;
  } catch {}
  return undefined;
}

/** The heads remembered of a database; none where nothing readable is there. */
export const rememberedHeads = (folder: string, id: string): Heads => recall(folder, id)?.heads ?? {};

/** What is remembered of a database. `original`: the file in which it was seen, if this one is a copy of it. */
export interface Recollection {
  readonly database: string;
  readonly heads: Heads;
  readonly original: string | undefined;
}

/**
 * Reads what is remembered of a database (nothing where `folder` is null), and then begins to read the database anew:
 * whatever others make us remember meanwhile is there already, and cannot be missed in it.
 */
export async function recollect(connection: Connection, folder: string | null, store: string): Promise<Recollection> {
  const database = await databaseId(connection);
  const memory = folder === null ? undefined : recall(folder, database);
  await connection.commit();
  await connection.begin('read');
  const original = memory?.store === placeOf(store) ? undefined : memory?.store;
  return { database, heads: memory?.heads ?? {}, original };
}

/** Where a store is, however it is reached: a file through links, a server whoever logs in. */
const placeOf = (store: string): string => {
  if (!isAddress(store)) return existsSync(store) ? realpathSync(store) : store;
  const { protocol, host, pathname } = new URL(store);
  return `${protocol}//${host}${pathname}`;
};

/**
 * Gets ready to remember a head, in the transaction that made it; what it answers does so, once that is committed. A head
 * that does not go on from the one remembered is dropped, so that the next entries do not bury what went back, until
 * somebody agrees to it (`force`).
 */
export async function remembering(
  connection: Connection,
  folder: string,
  store: string,
  workspaceId: number,
  head: Head,
  force: boolean,
): Promise<() => void> {
  const id = await databaseId(connection);
  const state = await headState(connection, rememberedHeads(folder, id)[workspaceId], workspaceId, head);
  const goesOn = force || state === 'ahead' || state === 'unknown';
  return () => {
    if (goesOn) replaceHeads(folder, id, store, { ...rememberedHeads(folder, id), [workspaceId]: head });
  };
}

/** Remembers these heads of a database and no others. Written beside and renamed, 0600. */
export function replaceHeads(folder: string, id: string, store: string, heads: Heads): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const beside = `${fileOf(folder, id)}.${process.pid}.tmp`;
  const descriptor = openSync(beside, 'w', 0o600);
  const memory: Memory = { store: placeOf(store), heads };
  try {
    writeSync(descriptor, `${JSON.stringify(memory)}\n`);
    fsyncSync(descriptor);
    renameSync(beside, fileOf(folder, id));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** How a ledger stands to what was remembered of it: `ahead` and `same` are well, the others are not. */
export type HeadState = 'same' | 'ahead' | 'behind' | 'sideways' | 'unknown';

/** Compares a workspace's ledger with the head remembered of it. */
export async function headState(
  connection: Connection,
  remembered: Head | undefined,
  workspaceId: number,
  head: Head,
): Promise<HeadState> {
  if (remembered === undefined) return 'unknown';
  if (head.number < remembered.number) return 'behind';
  const [row] = await connection.all<{ hash: string }>(
    'select hash from authorships where workspace_id = $1 and number = $2',
    [workspaceId, remembered.number],
  );
  if (row?.hash !== remembered.hash) return 'sideways';
  return head.number === remembered.number ? 'same' : 'ahead';
}
