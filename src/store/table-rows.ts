// A store's tables as rows in the order of their keys: read piece by piece, and summed up in a digest.
import type { Connection } from './connection.ts';
import { canonical, sha256 } from './ledger.ts';
import type { Schema } from './schema.ts';

/** Every table in the order in which rows may refer to each other, with the columns of its key. */
export const TABLES: readonly (readonly [
  table: Exclude<keyof Schema, 'authorships' | 'this_database'>,
  ...key: string[],
])[] = [
  ['workspaces', 'id'],
  ['users', 'id'],
  ['workspace_states', 'workspace_id', 'since'],
  ['entries', 'workspace_id', 'number'],
  ['memberships', 'workspace_id', 'user_id', 'since'],
  ['restrictions', 'workspace_id', 'user_id', 'name', 'since'],
  ['lines', 'workspace_id', 'id'],
  ['line_activations', 'workspace_id', 'line_id', 'since'],
  ['line_grants', 'workspace_id', 'user_id', 'line_id', 'since'],
  ['product_activations', 'workspace_id', 'product', 'since'],
  ['product_grants', 'workspace_id', 'user_id', 'product', 'since'],
  ['batch_rows', 'workspace_id', 'entry', 'line'],
  ['access_tokens', 'workspace_id', 'id'],
  ['teams', 'workspace_id', 'id'],
  ['team_members', 'workspace_id', 'user_id', 'team_id', 'since'],
  ['custom_roles', 'workspace_id', 'name', 'since'],
  ['settings', 'workspace_id', 'name'],
  ['fields', 'workspace_id', 'id'],
  ['contacts', 'workspace_id', 'id'],
  ['contact_values', 'workspace_id', 'contact_id', 'field_id'],
  ['contact_tags', 'workspace_id', 'contact_id', 'tag'],
  ['contact_rows', 'workspace_id', 'entry', 'line'],
  ['consents', 'workspace_id', 'line_id', 'address', 'since'],
  ['lists', 'workspace_id', 'id'],
  ['list_members', 'workspace_id', 'list_id', 'contact_id'],
  ['templates', 'workspace_id', 'id'],
  ['responders', 'workspace_id', 'id'],
  ['conversations', 'workspace_id', 'id'],
  ['messages', 'workspace_id', 'conversation_id', 'id'],
  ['responder_answers', 'workspace_id', 'responder_id', 'contact_id'],
  ['assignment_turns', 'workspace_id', 'team_id'],
  ['blasts', 'workspace_id', 'id'],
  ['blast_messages', 'workspace_id', 'blast_id', 'id'],
];

/** A row of any table. */
export type Row = Readonly<Record<string, unknown>>;

/** So many rows are read, and written, at a time. */
export const PIECE = 5000;

/** The next rows of a table after a key, in the order of keys. */
export function piece(
  store: Connection,
  table: number,
  key: readonly unknown[] | null,
  workspaceId: number | null,
): Promise<Row[]> {
  const [name, ...parts] = TABLES[table] as (typeof TABLES)[number];
  const place = name === 'workspaces' ? 'id' : 'workspace_id';
  const ours =
    workspaceId === null
      ? '1 = 1'
      : name === 'users'
        ? `id in (select user_id from memberships where workspace_id = ${workspaceId} union select user_id from batch_rows where workspace_id = ${workspaceId})`
        : `${place} = ${workspaceId}`;
  const after = key === null ? '' : `and (${parts.join(', ')}) > (${parts.map((_, i) => `$${i + 1}`).join(', ')})`;
  return store.all<Row>(
    `select * from ${name} where ${ours} ${after} order by ${parts.join(', ')} limit ${PIECE}`,
    key ?? [],
  );
}

/** How many rows a table has, and SHA-256 over all of them in the order of their keys: the same on every store. */
export async function digested(
  store: Connection,
  table: number,
  workspaceId: number | null,
): Promise<{ readonly rows: number; readonly sha256: string }> {
  const [, ...parts] = TABLES[table] as (typeof TABLES)[number];
  let digest = '';
  let rows = 0;
  for (let key: readonly unknown[] | null = null; ; ) {
    const found = await piece(store, table, key, workspaceId);
    digest = sha256(digest + canonical(found.map(plain)));
    rows += found.length;
    if (found.length < PIECE) return { rows, sha256: digest };
    key = parts.map((part) => found.at(-1)?.[part]);
  }
}

/** A row as JSON says it: bytes in hexadecimal. */
const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    ]),
  );
