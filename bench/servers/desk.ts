import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { keep, prepare, TEMPLATE } from '../../test/support/server.ts';
import { plainJavaScript } from '../invites/desk.ts';
import { BY_NAME } from '../invites/written.ts';
import { makeCompany, memoryIn, switchboard } from '../product.ts';
import type { Command } from '../whole-process.ts';

/** A server to import the same roster into the same company again and again, by different ways. */
export interface ServerDesk {
  readonly folder: string;
  /** What the server says of its version. */
  readonly version: string;
  /** Puts the company back as it was before anybody was invited, and lets the disk come to rest. Not timed. */
  readonly fresh: () => Promise<void>;
  readonly product: (args: readonly string[]) => Command;
  readonly bareRows: (roster: string, size: number) => Command;
  /** A digest of all that was written, by natural keys. */
  readonly written: () => Promise<string>;
  readonly end: () => Promise<void>;
}

/** Starts a server with a company of 20 lines and 2 products on it, that its owner `ada` enters by a login of her own. */
export async function serverDesk(scratch: string, name: string, settings: readonly string[]): Promise<ServerDesk> {
  const folder = join(scratch, name);
  mkdirSync(folder);
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  const bare = plainJavaScript(folder, new URL('./bare-rows.ts', import.meta.url));
  const keeper = await keep(settings);
  const server = `postgres://postgres@127.0.0.1:${keeper.port}`;
  await prepare(server);
  const administrator = new pg.Client(`${server}/postgres`);
  await administrator.connect();
  const run = (statement: string) => administrator.query<{ said: string }>(statement);
  await run('create role "ada@acme.com" login in role switchboard_app');
  await run(`create database before template ${TEMPLATE}`);
  const env = (database: string) => ({
    SWITCHBOARD_DB: `postgres://ada%40acme.com@127.0.0.1:${keeper.port}/${database}`,
  });
  makeCompany(folder, ['conversations', 'blast'], env('before'));
  const [version] = (await run("select current_setting('server_version') as said")).rows;
  return {
    folder,
    version: version?.said ?? '',
    fresh: async () => {
      rmSync(memoryIn(folder), { recursive: true, force: true });
      await run('drop database if exists company with (force)');
      await run('create database company template before');
      await run('checkpoint');
    },
    product: (args) => {
      const command = switchboard(folder, args);
      return { ...command, env: { ...command.env, ...env('company') } };
    },
    bareRows: (roster, size) => ({
      file: process.execPath,
      args: [bare, `${server}/company`, roster, String(size)],
      env: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
    }),
    written: async () => {
      const client = new pg.Client(`${server}/company`);
      await client.connect();
      await client.query('set search_path = switchboard');
      const digest = createHash('sha256');
      for (const text of BY_NAME) {
        for (const row of (await client.query({ text, rowMode: 'array' })).rows) digest.update(JSON.stringify(row));
      }
      await client.end();
      return digest.digest('hex');
    },
    end: async () => {
      await administrator.end();
      await keeper.end();
    },
  };
}
