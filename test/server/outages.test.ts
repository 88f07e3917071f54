// Servers that are not there, go away for a while, or cannot be trusted. None of them is the run's own, which all share.
import { spawnSync } from 'node:child_process';
import { chownSync, copyFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverAddress } from '../support/databases.ts';
import { type Desk, desk } from '../support/desk.ts';
import { type Ended, NO_STACK, rosterOf, runProcess } from '../support/program.ts';
import { ROUNDS } from '../support/rounds.ts';
import { type Keeper, keep, prepare, TEMPLATE } from '../support/server.ts';

const TIMES = ROUNDS(3, 50);

/** Runs a command against an address. */
const against = (place: Desk, address: string, words: readonly string[] = ['whoami']): Promise<Ended> =>
  runProcess(place, words, { env: { SWITCHBOARD_DB: address } });

const unavailable = (ended: Ended, says: RegExp): void => {
  expect(ended).toMatchObject({ code: 7, out: '' });
  expect(ended.err).toMatch(NO_STACK);
  expect(ended.err).toMatch(says);
};

describe('a server that is not there is named, with what to look at', () => {
  it('where nobody listens', async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, '127.0.0.1', () => resolve((closed.address() as { port: number }).port)),
    );
    await new Promise((resolve) => closed.close(resolve));
    const says = /^error: postgres:.*nobody answers there \(ECONNREFUSED\)\nhint: check the address/;
    unavailable(await against(desk(), `postgres://ada@127.0.0.1:${port}/acme`), says);
  });

  it('where there is no such host', async () => {
    const says = /^error: postgres:.*(there is no such host|the host cannot be looked up) \(E/;
    unavailable(await against(desk(), 'postgres://ada@nowhere.invalid/acme'), says);
  });

  it('where somebody else answers, or goes away at once', async () => {
    const other = createServer((socket) => socket.on('error', () => {}).destroy());
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    unavailable(
      await against(desk(), `postgres://ada@127.0.0.1:${port}/acme`),
      /^error: the connection to postgres:.* was lost/,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it('where it does not speak TLS, and is to', async () => {
    const says = /^error: postgres:.* does not speak TLS, and sslmode asks for it/;
    unavailable(
      await against(desk(), `${serverAddress().replace('postgres@', 'shared@')}/${TEMPLATE}?sslmode=require`),
      says,
    );
  });
});

const openssl = spawnSync('openssl', ['version']).status === 0;
if (!openssl) console.log('openssl is not installed here, and without it no certificate can be made: skipped');

describe('a server of its own', () => {
  let keeper: Keeper;
  let address = '';
  beforeAll(async () => {
    // What it said that it did must be there when it is back.
    keeper = await keep(['synchronous_commit = on']);
    address = `postgres://ada%40acme.com@127.0.0.1:${keeper.port}/${TEMPLATE}`;
    await prepare(`postgres://postgres@127.0.0.1:${keeper.port}`);
    await asked(`create role "ada@acme.com" login in role switchboard_app`);
    if (openssl) await certified(keeper);
  }, 60_000);
  afterAll(() => keeper.end());

  /** What the server itself answers. */
  async function asked<R extends pg.QueryResultRow>(statement: string): Promise<R[]> {
    const client = new pg.Client(`postgres://postgres@127.0.0.1:${keeper.port}/${TEMPLATE}`);
    await client.connect();
    try {
      return (await client.query<R>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Gives the server a certificate that nobody vouches for, from its next start on. */
  async function certified({ folder, tell }: Keeper): Promise<void> {
    const [data, key, crt] = ['data', 'data/server.key', 'data/server.crt'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    const named = ['-subj', '/CN=localhost', '-keyout', key, '-out', crt];
    expect(spawnSync('openssl', [...made, ...named], { encoding: 'utf8' })).toMatchObject({ status: 0 });
    const { uid, gid } = statSync(data);
    for (const file of [key, crt]) chownSync(file, uid, gid);
    await asked('alter system set ssl = on');
    await tell('stop');
    await tell('start');
  }

  it.skipIf(!openssl)(
    'with a certificate that nobody vouches for is not trusted unless that is what is wanted',
    async () => {
      const place = desk();
      const says = /^error: postgres:.* cannot prove who it is \(.*\)\nhint: name the certificate to trust/;
      unavailable(await against(place, `${address}?sslmode=verify-full`), says);
      copyFileSync(join(keeper.folder, 'data', 'server.crt'), place.path('server.crt'));
      const named = `${address.replace('127.0.0.1', 'localhost')}?sslmode=verify-full&sslrootcert=${place.path('server.crt')}`;
      const { err } = await against(place, named);
      expect(err).toMatch(/^error: there is no workspace here yet/);
      // Another name than the one it proves is another server.
      unavailable(await against(place, named.replace('localhost', '127.0.0.1')), /cannot prove who it is/);
    },
  );

  it(
    'that is ended in the middle of an import has all of it or nothing, and goes on where it was',
    async () => {
      const place = desk();
      const make = ['workspaces', 'create', 'Acme', '--owner', 'ada@acme.com'];
      expect(await against(place, address, make)).toMatchObject({ code: 0 });
      for (let round = 0; round < TIMES; round++) {
        place.write('roster.csv', rosterOf(400, `r${round}x`));
        const words = ['users', 'invite', 'roster.csv', '--operation-id', `restarted-${round}`];
        const running = against(place, address, words);
        await pause(100 + (900 * ((round * 7 + 3) % TIMES)) / TIMES);
        await keeper.tell('stop');
        await keeper.tell('start');
        const ended = await running;
        const where = `round ${round}: exit ${ended.code}: ${ended.err}`;
        expect(ended.err, where).toMatch(NO_STACK);
        const [row] = await asked<{ n: string }>(
          `select count(*) as n from switchboard.users where email like 'r${round}x%'`,
        );
        expect(['0', '400'], where).toContain(row?.n);
        expect([0, 7], where).toContain(ended.code);
        if (ended.code === 0) expect(row?.n, where).toBe('400');
        const again = await against(place, address, words);
        expect(again, where + again.err).toMatchObject({ code: 0 });
        if (row?.n === '400') expect(again.out + again.err, where).toMatch(/already|done before|is not done/);
        expect((await against(place, address, ['audit', 'verify'])).code, where).toBe(0);
      }
      const entries = await asked(`select operation_id from switchboard.entries where operation_id like 'restarted-%'`);
      expect(entries).toHaveLength(TIMES);
    },
    60_000 + TIMES * 30_000,
  );
});
