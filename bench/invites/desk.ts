import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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
  readonly otherWay: (roster: string, way: string) => Command;
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
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  const loop = plainJavaScript(folder, new URL('./bare-loop.ts', import.meta.url));
  const others = plainJavaScript(folder, new URL('./other-ways.ts', import.meta.url));
  const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
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
    bareLoop: (roster) => ({ file: process.execPath, args: [loop, database, roster], env }),
    otherWay: (roster, way) => ({ file: process.execPath, args: [others, database, roster, way], env }),
    shell: (roster) => shellImport(database, roster, join(folder, 'import.sql')),
  };
}

/** A limit must not pay for its types: stripped beforehand, in a folder where it finds the same packages. */
export function plainJavaScript(folder: string, source: URL): string {
  const path = join(folder, basename(source.pathname).replace(/ts$/, 'mjs'));
  writeFileSync(path, transformSync(readFileSync(source, 'utf8'), { loader: 'ts' }).code);
  return path;
}
