import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './connection.ts';
import type { Schema } from './schema.ts';

/** The query builder over the tables of the schema. */
export type Db = Kysely<Schema>;

/** The builder for those who may only look. */
export type ReadDb = Pick<Db, 'selectFrom' | 'fn'>;

/** The query builder over a connection that is open and in its transaction: it compiles, the connection runs. */
export const kyselyOver = (connection: Connection): Db => new Kysely<Schema>({ dialect: speaking(connection) });

const speaking = (connection: Connection): Dialect =>
  connection.dialect.name === 'sqlite'
    ? {
        createAdapter: () => new SqliteAdapter(),
        createQueryCompiler: () => new SqliteQueryCompiler(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createDriver: () => driverOver(connection),
      }
    : {
        createAdapter: () => new PostgresAdapter(),
        createQueryCompiler: () => new PostgresQueryCompiler(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createDriver: () => driverOver(connection),
      };

/** A driver of one connection, whose transaction belongs to the gate. */
function driverOver(connection: Connection): Driver {
  const single: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      if (/^\s*(select|with)\b/i.test(sql) || /\breturning\b/i.test(sql)) {
        return { rows: await connection.all<R>(sql, parameters) };
      }
      return { rows: [], numAffectedRows: BigInt(await connection.run(sql, parameters)) };
    },
    async *streamQuery<R>({ sql, parameters }: CompiledQuery) {
      for await (const row of connection.stream<R>(sql, parameters)) yield { rows: [row] };
    },
  };
  const notHere = async (): Promise<void> => {
    throw new Error('the transaction belongs to the gate');
  };
  return {
    init: async () => {},
    acquireConnection: async () => single,
    beginTransaction: notHere,
    commitTransaction: notHere,
    rollbackTransaction: notHere,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}
