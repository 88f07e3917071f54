import { randomBytes } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { emailKey } from '../../src/domain/email.ts';
import { TEMPLATE } from './server.ts';

type Row = Readonly<Record<string, unknown>>;

/** Where a desk keeps its workspaces: a file, or a database of its own on the run's server. */
export interface TestStore {
  readonly name: 'sqlite' | 'postgres';
  /** Its address for somebody: on a server each person has a login of their own, and nobody's is the shared one. */
  address(email: string | undefined): Promise<string>;
  /** Reads it from outside, past all walls. Values are numbered `$1`, `$2`, … */
  rows<R = Row>(statement: string, values?: readonly unknown[]): Promise<R[]>;
  /** Writes into it from outside: what nobody could who works with the program, and past all references. */
  meddle(...statements: readonly string[]): Promise<void>;
  /** A copy of it, as it is now. */
  copied(): Promise<Copy>;
}

/** A copy of a store, in which what is done leaves the store as it was. */
interface Copy {
  address(email: string | undefined): Promise<string>;
  /** Clears it away; otherwise it goes with the test. */
  end(): Promise<void>;
}

/** Which store the tests of this run are on. */
export const STORE = process.env.TEST_STORE === 'postgres' ? 'postgres' : 'sqlite';

let copies = 0;

/** A file. */
export const fileStore = (path: string): TestStore => {
  const open = <T>(use: (database: Database.Database) => T): T => {
    const database = new Database(path);
    try {
      return use(database);
    } finally {
      database.close();
    }
  };
  return {
    name: 'sqlite',
    address: async () => path,
    rows: async (statement, values = []) =>
      open((database) =>
        database
          .prepare(statement)
          .all(values.length === 0 ? [] : Object.fromEntries(values.map((value, i) => [i + 1, value]))),
      ) as never,
    meddle: async (...statements) =>
      open((database) => {
        database.pragma('foreign_keys = off');
        for (const statement of statements) database.exec(statement);
      }),
    copied: async () => {
      const copy = `${path}.copy-${++copies}`;
      copyFileSync(path, copy);
      return { address: async () => copy, end: async () => rmSync(copy) };
    },
  };
};

let administrator: pg.Pool | undefined;

/** The address of the run's server. */
export const serverAddress = (): string => inject('server');

/** One connection, for one statement after the other. */
const administering = (): pg.Pool =>
  (administrator ??= new pg.Pool({
    connectionString: `${serverAddress()}/postgres`,
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  }).on('error', () => {}));

const people = new Set<string>();

/** Makes a login for a person, once. */
async function loginOf(email: string): Promise<string> {
  const login = emailKey(email);
  if (login === undefined || login.length > 63) return 'shared';
  if (!people.has(login)) {
    await administering().query(
      `do $$ begin create role ${pg.escapeIdentifier(login)} login in role switchboard_app; exception when duplicate_object or unique_violation then null; end $$`,
    );
    people.add(login);
  }
  return login;
}

/** A database of its own on a server. */
interface ServerStore extends TestStore {
  readonly database: string;
  /** Ends what looks at it from outside, so that it can be copied. */
  readonly letGo: () => Promise<void>;
  /** Clears it away; otherwise it goes with the test. */
  readonly end: () => Promise<void>;
}

/** Keeps a copy of a desk's database under a name, for others to be copies of. It ends with the server. */
export async function keptAs(store: TestStore, name: string): Promise<string> {
  const { database, letGo } = store as ServerStore;
  await letGo();
  await administering().query(`create database ${name} template ${database}`);
  return name;
}

/** A database of its own on the run's server; `like` names one that it is a copy of. Dropped when the test is over. */
export function serverStore(like: string = TEMPLATE): ServerStore {
  const database = `desk_${randomBytes(8).toString('hex')}`;
  let made: Promise<unknown> | undefined;
  let outside: Promise<pg.Client> | undefined;
  const making = () => (made ??= administering().query(`create database ${database} template ${like}`));
  const looking = () =>
    (outside ??= making().then(async () => {
      const client = new pg.Client(`${serverAddress()}/${database}`);
      client.on('error', () => {});
      await client.connect();
      await client.query('set search_path = switchboard');
      await client.query('set session_replication_role = replica');
      return client;
    }));
  const letGo = async () => {
    await (await outside)?.end();
    outside = undefined;
  };
  const end = async () => {
    await letGo();
    if (made === undefined) return;
    await made.catch(() => {});
    made = undefined;
    await administering().query(`drop database if exists ${database} with (force)`);
  };
  onTestFinished(end);
  return {
    name: 'postgres',
    database,
    letGo,
    address: async (email) => {
      await making();
      const { host } = new URL(serverAddress());
      return `postgres://${encodeURIComponent(email === undefined ? 'shared' : await loginOf(email))}@${host}/${database}`;
    },
    rows: async (statement, values = []) =>
      (await (await looking()).query({ text: statement, values: [...values], types: { getTypeParser: numbers } }))
        .rows as never,
    meddle: async (...statements) => {
      const client = await looking();
      for (const statement of statements) await client.query(statement);
    },
    copied: async () => {
      await letGo();
      const copy = serverStore(database);
      await copy.address(undefined);
      return copy;
    },
    end,
  };
}

const numbers = ((oid: number, format: 'text') =>
  oid === 20 || oid === 1700 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;
