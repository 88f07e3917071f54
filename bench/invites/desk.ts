import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { databaseIn, makeCompany, memoryIn, switchboard } from '../product.ts';
import type { Command } from '../whole-process.ts';
import { shellImport } from './shell.ts';

/** A place to import the same roster into the same company again and again, by different ways. */
export interface Desk {
  readonly folder: string;
  readonly database: string;
  /** Puts the company back as it was before anybody was invited, and lets the disk come to rest. Not timed. */
  readonly fresh: () => void;
  readonly product: (roster: string, ends?: number) => Command;
  readonly bareLoop: (roster: string) => Command;
  readonly shell: (roster: string) => Command;
}

/** Makes a company of 20 lines and 2 products. */
export function desk(scratch: string, name: string): Desk {
  const folder = join(scratch, name);
  const database = databaseIn(folder);
  const before = join(folder, 'before.db');
  mkdirSync(folder);
  makeCompany(folder, ['conversations', 'blast']);
  copyFileSync(database, before);
  const loop = plainJavaScript(folder);
  return {
    folder,
    database,
    fresh: () => {
      for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true });
      rmSync(memoryIn(folder), { recursive: true, force: true });
      copyFileSync(before, database);
      spawnSync('sync');
    },
    product: (roster, ends = 0) => ({ ...switchboard(folder, ['users', 'invite', roster]), ends }),
    bareLoop: (roster) => ({
      file: process.execPath,
      args: [loop, database, roster],
      env: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
    }),
    shell: (roster) => shellImport(database, roster, join(folder, 'import.sql')),
  };
}

/** The limit must not pay for its types: stripped beforehand, in a folder where it finds the same packages. */
function plainJavaScript(folder: string): string {
  const source = readFileSync(new URL('./bare-loop.ts', import.meta.url), 'utf8');
  const path = join(folder, 'bare-loop.mjs');
  writeFileSync(path, transformSync(source, { loader: 'ts' }).code);
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  return path;
}
