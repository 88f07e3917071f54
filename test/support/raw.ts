import pg from 'pg';
import { onTestFinished } from 'vitest';
import { betaAtWork } from './companies.ts';
import type { Desk } from './desk.ts';

/** A session of plain SQL, past the program: with a login of a person's own, or the shared one. It ends with the test. */
export async function session(place: Desk, email?: string): Promise<pg.Client> {
  const client = new pg.Client(await place.store.address(email));
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('set search_path = switchboard, pg_temp');
  return client;
}

/** Begins a transaction, bound to the token where there is one. */
export async function begun(client: pg.Client, token?: string): Promise<pg.Client> {
  await client.query('begin');
  if (token !== undefined) await client.query('select bind($1, null, false)', [token]);
  return client;
}

/** What a statement came to, which is taken back at once: the number of its rows, or the SQLSTATE of its refusal. */
export async function tried(client: pg.Client, statement: string, values: readonly unknown[] = []) {
  await client.query('savepoint before_it');
  try {
    return (await client.query(statement, [...values])).rowCount ?? 0;
  } catch (error) {
    return (error as pg.DatabaseError).code as string;
  } finally {
    await client.query('rollback to savepoint before_it');
  }
}

/** What the server refuses in its own name, and what our doors refuse. */
const REFUSED = /^(42501|SB00\d)$/;

/** Whether nothing came of it: no row, or a refusal. */
export const isNothing = (outcome: number | string): boolean => outcome === 0 || REFUSED.test(String(outcome));

/** Lets the desk's clock stand where the server's is: tokens are measured by the server's own. */
export function inThePresent(place: Desk): Desk {
  place.env.SWITCHBOARD_NOW = new Date().toISOString();
  return place;
}

/** Makes an access token of somebody's, by a login of their own. */
export const tokenFor = async (place: Desk, email: string, ...more: readonly string[]): Promise<string> => {
  const name = `t${Math.random().toString(36).slice(2)}`;
  const made = await place.json<{ token: string }>(['token', 'create', name, '--as', email, ...more]);
  return made.token;
};

/** Runs with a token on the login that many share, and without a name. */
export const byToken = (place: Desk, token: string) => {
  const run = async (line: string) => {
    const { SWITCHBOARD_AS: _as, ...env } = place.env;
    return withEnv(
      place,
      { ...env, SWITCHBOARD_TOKEN: token, SWITCHBOARD_DB: await place.store.address(undefined) },
      line,
    );
  };
  return run;
};

/** Runs a line at a desk in another environment. */
export async function withEnv(place: Desk, env: Record<string, string>, line: string | readonly string[]) {
  const before = { ...place.env };
  const set = (to: Record<string, string>) => {
    for (const name of Object.keys(place.env)) delete place.env[name];
    Object.assign(place.env, to);
  };
  set(env);
  try {
    return await place.run(line);
  } finally {
    set(before);
  }
}

/** The rows of a table or a view, as whoever owns the server sees them. */
export const everything = (place: Desk, table: string) =>
  place.store.rows<Record<string, unknown>>(`select * from switchboard.${table}`);

/** The number of the entry that is written next in a workspace. */
export async function nextEntry(place: Desk, workspaceId = 1): Promise<number> {
  const statement = 'select max(number) + 1 as next from entries where workspace_id = $1';
  const [row] = await place.store.rows<{ next: number }>(statement, [workspaceId]);
  return row?.next ?? 1;
}

/** Beta at work, with a token of an owner's and a session of the login that many share. */
export async function betaShared() {
  const place = inThePresent(await betaAtWork());
  const token = await tokenFor(place, 'ada@beta.com');
  const client = await session(place);
  return { place, token, client };
}
