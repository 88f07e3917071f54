import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { rules } from '../../src/access/walls.ts';
import { setUp } from '../../src/store/dialects/setup.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a server whose login may do everything, without a database. */
    readonly server: string;
  }
}

/** A database in which everything is ready, of which each test gets a copy. */
export const TEMPLATE = 'switchboard_template';

/** Starts a server for this run of the tests, unless `TEST_DATABASE_URL` names one; it ends with the run, however that ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const keeper = given === undefined ? await keep() : undefined;
  const address = given ?? `postgres://postgres@127.0.0.1:${keeper?.port}`;
  await prepare(address);
  project.provide('server', address);
  return async () => keeper?.end();
}

/** A server of one's own, as long as its keeper lives. */
export interface Keeper {
  readonly port: number;
  /** Where its data is, its certificates would be, and so on. */
  readonly folder: string;
  /** `stop` ends the server at once, `start` starts it again; both answer when it is so. */
  readonly tell: (word: 'stop' | 'start') => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Starts a server, with settings beside its usual ones. */
export async function keep(settings: readonly string[] = []): Promise<Keeper> {
  const file = fileURLToPath(new URL('keeper.ts', import.meta.url));
  const child = spawn(process.execPath, [file, ...settings], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdout.setEncoding('utf8');
  const said = () =>
    new Promise<string>((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`the server's keeper ended with ${code}`));
      child.once('error', reject).once('exit', gone);
      child.stdout.once('data', (line: string) => {
        child.off('error', reject).off('exit', gone);
        resolve(line);
      });
    });
  const { port, folder } = JSON.parse(await said()) as { port: number; folder: string };
  return {
    port,
    folder,
    tell: async (word) => {
      const answer = said();
      child.stdin.write(`${word}\n`);
      await answer;
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** Makes a database on a server in which everything is ready, and two logins that many share. */
export async function prepare(address: string): Promise<void> {
  const client = new pg.Client(`${address}/postgres`);
  await client.connect();
  await client.query(`drop database if exists ${TEMPLATE} with (force)`);
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const made = { ownerRole: 'switchboard_owner', appRole: 'switchboard_app', logins: [] };
  await setUp(`${address}/${TEMPLATE}`, {}, made, rules(), false);
  const again = new pg.Client(`${address}/postgres`);
  await again.connect();
  for (const [name, password] of [
    ['shared', null],
    ['ada', null],
    ['locked', 'open sesame'],
  ] as const) {
    await again.query(
      `do $$ begin create role ${name} login in role switchboard_app; exception when duplicate_object then null; end $$`,
    );
    if (password !== null) await again.query(`alter role ${name} password '${password}'`);
  }
  await again.end();
}
