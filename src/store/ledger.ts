import { nodeCrypto } from '../domain/node-crypto.ts';
import type { Connection } from './connection.ts';
import type { EntriesTable } from './schema.ts';

/** An entry before it is chained: who did what to which workspace, and what came of it. */
export type Entry = Omit<EntriesTable, 'number' | 'previous' | 'hash'>;

/** Where a workspace's chain stands: the last entry's number and hash (0 and zeros before the first). */
export interface Head {
  readonly number: number;
  readonly hash: string;
}

export const GENESIS: Head = { number: 0, hash: '0'.repeat(64) };

/** The last entry of a workspace's ledger. */
export async function headOf(connection: Connection, workspaceId: number): Promise<Head> {
  const [head] = await connection.all<Head>(
    'select number, hash from authorships where workspace_id = $1 order by number desc limit 1',
    [workspaceId],
  );
  return head ?? GENESIS;
}

/** Canonical JSON: keys sorted at every level, no blanks; the form over which digests and hashes are taken. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256, lower-case hexadecimal. */
export const sha256 = (text: string | Uint8Array): string =>
  nodeCrypto().createHash('sha256').update(text).digest('hex');

/** The hash that an entry must carry: over all of it, its number and the hash before it. What it says nothing of is left out. */
export const hashOf = ({
  hash: _hash,
  operation_id,
  ...entry
}: Omit<EntriesTable, 'hash'> & { hash?: string }): string =>
  sha256(canonical({ ...entry, operation_id: operation_id ?? undefined }));

/** An entry as it stands in the chain after another. */
export function chained(entry: Entry, last: Head): EntriesTable {
  const next = { ...entry, number: last.number + 1, previous: last.hash };
  return { ...next, hash: hashOf(next) };
}
