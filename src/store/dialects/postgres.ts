// PostgreSQL: everything the product knows of it that is not standard SQL, but for its roles, doors and walls. Long,
// because a connection is one thing.
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { shownStore } from '../../domain/address.ts';
import { unavailable } from '../../domain/errors.ts';
import type { Connection, Identity } from '../connection.ts';
import type { Head } from '../ledger.ts';
import { SCHEMA_VERSION } from '../migrate.ts';
import { connectionOf, type Environment } from './address.ts';
import { copyText } from './copy-text.ts';
import { SCHEMA } from './doors.ts';
import { postgres } from './postgres-words.ts';
import { isLost, serverFailure } from './sqlstate.ts';

/** How a server is entered. The token, where there is one, is shown in every transaction anew. */
export interface ServerOpening {
  readonly env: Environment;
  readonly token: string | undefined;
  /** The workspace's slug, whose writers wait for each other; null for the only one there is. */
  readonly workspace: string | null;
  /** Whether the workspace is still to be made. */
  readonly founds: boolean;
  /** Whether it is the owner who is there: nobody is asked who they are, and no turn is waited for. */
  readonly isOwner?: true;
  /** How long to wait for another writer, in milliseconds. */
  readonly patience?: number | undefined;
  readonly onStatement?: ((statement: string) => void) | undefined;
}

const PATIENCE = 30_000;

/** The key under which the writers of one workspace wait for each other ("SwBd"). */
const LOCK = 0x53774264;

/** Sets of at most so many rows are laid down as one JSON value; more are copied. */
const SMALL = 100;
const FETCHED = 500;

// Numbers of ours fit into JavaScript's; the driver would hand out bigint and numeric as texts.
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === 20 || oid === 1700 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** A client that is connected, with its failures in our words. */
export async function connected(address: string, env: Environment): Promise<{ client: pg.Client; shown: string }> {
  const shown = shownStore(address);
  const client = new pg.Client({ ...connectionOf(address, env), types });
  // A server that goes away says so to the statement under way, or to the next.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(
      `set search_path = ${SCHEMA}, pg_temp; set client_encoding = 'UTF8'; set datestyle = iso; set intervalstyle = postgres; ` +
        'set standard_conforming_strings = on; set default_transaction_read_only = off; set jit = off',
    );
  } catch (error) {
    await client.end().catch(() => {});
    throw serverFailure(shown, error);
  }
  return { client, shown };
}

/** Enters a server whose tables are of this program's version. */
export async function openPostgres(address: string, opening: ServerOpening): Promise<Connection> {
  const { client, shown } = await connected(address, opening.env);
  try {
    const { rows } = await client.query<{ version: number }>(`select ${SCHEMA}.schema_version() as version`);
    const version = rows[0]?.version ?? 0;
    if (version > SCHEMA_VERSION) {
      throw unavailable('newer-version', `${shown} was made by a newer Switchboard (schema ${version})`, {
        hint: 'update Switchboard',
      });
    }
    if (version < SCHEMA_VERSION) {
      throw unavailable('older-version', `${shown} was made by an older Switchboard (schema ${version})`, {
        hint: 'whoever owns the database runs: switchboard db migrate',
      });
    }
  } catch (error) {
    await client.end().catch(() => {});
    throw serverFailure(shown, error);
  }
  return over(client, shown, opening);
}

/** The connection of an entered server. */
export function over(client: pg.Client, shown: string, opening: ServerOpening): Connection {
  const { token, workspace, founds, isOwner, patience = PATIENCE, onStatement } = opening;
  let identity: Identity | undefined;
  let inTransaction = false;
  let isWriting = false;
  let holdsTurn = false;
  let cursors = 0;

  const guarded = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      throw serverFailure(shown, error);
    }
  };
  const query = <R>(statement: string, values: readonly unknown[] = []) => {
    onStatement?.(statement);
    return guarded(
      () => client.query(statement, values as unknown[]) as unknown as Promise<{ rows: R[]; rowCount: number | null }>,
    );
  };
  const plainly = (statement: string) => guarded(() => client.query(statement));

  /** Writers of a workspace come in one after the other: their transactions begin once it is their turn. */
  async function takeTurn(): Promise<void> {
    if (holdsTurn) return;
    await plainly(`set lock_timeout = ${Math.max(1, Math.round(patience))}`);
    await guarded(() => client.query(`select pg_advisory_lock(${LOCK}, lock_key($1, $2))`, [workspace, founds]));
    holdsTurn = true;
  }

  async function bind(writes: boolean): Promise<void> {
    const { rows } = await guarded(() =>
      client.query<{ bound: Identity }>('select bind($1, $2, $3) as bound', [
        token ?? null,
        workspace,
        writes && !founds,
      ]),
    );
    identity = (rows[0] as { bound: Identity }).bound;
  }

  const connection: Connection = {
    dialect: postgres,
    get identity() {
      if (identity === undefined) throw new Error('nobody knows yet who is there');
      return identity;
    },
    all: async (statement, values) => (await query<never>(statement, values)).rows,
    tuples: async (statement, values = []) => {
      onStatement?.(statement);
      const asked = { text: statement, values: values as unknown[], rowMode: 'array' as const };
      return (await guarded(() => client.query<unknown[]>(asked))).rows;
    },
    run: async (statement, values) => (await query(statement, values)).rowCount ?? 0,
    async *stream<R>(statement: string, values?: readonly unknown[]) {
      const owns = !inTransaction;
      if (owns) await connection.begin('read');
      const name = `rows_${++cursors}`;
      await query(`declare ${name} no scroll cursor for ${statement}`, values);
      try {
        for (;;) {
          const { rows } = await guarded(() => client.query<R & pg.QueryResultRow>(`fetch ${FETCHED} from ${name}`));
          yield* rows as R[];
          if (rows.length < FETCHED) break;
        }
      } finally {
        if (owns) await connection.rollback();
        else if (inTransaction) await plainly(`close ${name}`).catch(() => {});
      }
    },
    load: async (table, columns, rows) => {
      const all = Array.isArray(rows) ? (rows as readonly (readonly unknown[])[]) : [...rows];
      if (all.length === 0) return;
      const named = columns.join(', ');
      if (all.length <= SMALL) {
        const objects = all.map((row) => Object.fromEntries(columns.map((column, i) => [column, jsonOf(row[i])])));
        const laid = `insert into ${table} (${named}) select ${named} from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
        await query(laid, [JSON.stringify(objects)]);
        return;
      }
      const statement = `copy ${table} (${named}) from stdin`;
      onStatement?.(`insert into ${table} (${named}) from a copy`);
      await guarded(
        () =>
          new Promise<void>((resolve, reject) => {
            const sink = client.query(copyFrom(statement));
            sink.on('error', reject).on('finish', resolve);
            sink.end(copyText(all));
          }),
      );
    },
    append: async (entry, expected) => {
      const values = [JSON.stringify(entry), expected?.number ?? null];
      const [head] = (await query<Head>('select number, hash from append_entry($1::jsonb, $2)', values)).rows;
      return head as Head;
    },
    begin: async (mode) => {
      if (mode === 'write' && !isOwner) await takeTurn();
      await plainly(`begin isolation level ${mode === 'write' ? 'serializable' : 'repeatable read'}`);
      inTransaction = true;
      isWriting = mode === 'write';
      if (!isOwner) await bind(isWriting);
      // Staging makes temporary tables; whoever only reads cannot write from here on, whatever they are told.
      if (mode === 'read') await plainly('set transaction read only');
    },
    mark: async () => void (await plainly('savepoint mark')),
    backToMark: async () => void (await plainly('rollback to savepoint mark')),
    commit: async () => {
      inTransaction = false;
      try {
        const { command } = await client.query('commit');
        if (command === 'ROLLBACK') throw new Error('a transaction that had failed was to be committed');
      } catch (error) {
        const failure = serverFailure(shown, error);
        // What was only read or staged is not in doubt.
        if (!isWriting || !isLost(failure)) throw failure;
        throw unavailable('commit-unknown', `${shown} went away before it said whether this was done`, {
          cause: failure,
        });
      }
    },
    rollback: async () => {
      if (!inTransaction) return;
      inTransaction = false;
      // Nobody at the other end: the server has rolled back by itself.
      await client.query('rollback').catch(() => {});
    },
    yieldTurn: async () => {
      if (!holdsTurn) return;
      await guarded(() => client.query(`select pg_advisory_unlock(${LOCK}, lock_key($1, $2))`, [workspace, founds]));
      holdsTurn = false;
    },
    close: async () => client.end().catch(() => {}),
  };
  return connection;
}

const jsonOf = (value: unknown): unknown =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
