import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './whole-process.ts';

const program = fileURLToPath(new URL('../bin/switchboard.cjs', import.meta.url));

/** The lines of the company, as files and commands name them. */
export const LINES: readonly string[] = Array.from({ length: 20 }, (_, i) => `+15550${100_000 + i}`);

/** The company's database; everything else the program keeps is in the same folder. */
export const databaseIn = (folder: string): string => join(folder, 'switchboard.db');

/** Where the program remembers how far a ledger had come: it notices when one goes backwards. */
export const memoryIn = (folder: string): string => join(folder, '.local', 'state', 'switchboard');

/** The product as it is installed: built, its compiled code kept, `ada` acting. */
export const switchboard = (folder: string, args: readonly string[], more: Partial<Command> = {}): Command => ({
  file: process.execPath,
  args: [program, ...args],
  env: {
    PATH: process.env.PATH,
    HOME: folder,
    SWITCHBOARD_DB: databaseIn(folder),
    SWITCHBOARD_AS: 'ada@acme.com',
  },
  ...more,
});

/** Makes a company with 20 lines and these products, by the product's own commands. */
export function makeCompany(folder: string, products: readonly string[], more: NodeJS.ProcessEnv = {}): void {
  const run = (...args: readonly string[]) => {
    const { file, args: words, env } = switchboard(folder, args);
    const { status, stderr } = spawnSync(file, words, { env: { ...env, ...more }, encoding: 'utf8' });
    if (status !== 0) throw new Error(`switchboard ${args.join(' ')} ended with ${status}: ${stderr}`);
  };
  run(
    'workspaces',
    'create',
    'Acme',
    '--model',
    'standard-admin',
    '--owner',
    'ada@acme.com',
    '--products',
    products.join(),
  );
  for (const line of LINES) run('lines', 'add', line, '--kind', 'sms');
}
