import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import Database from 'better-sqlite3';

/** SQLite's own command line. */
export const SHELL = 'sqlite3';

/** The version of SQLite's shell on this machine, or undefined where there is none. */
export const shellVersion: string | undefined = spawnSync(SHELL, ['--version'], { encoding: 'utf8' }).stdout?.split(
  ' ',
)[0];

/** How busy the machine was in the last minute: figures from a busy one are worth less, and say so. */
export const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

/** What the figures were measured on, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = new Database(':memory:');
  const sqlite = memory.prepare<[], { version: string }>('select sqlite_version() as version').get()?.version;
  memory.close();
  const shell = shellVersion ? `, sqlite3 shell ${shellVersion}` : '';
  return `${cpus().length} shared cores (${cpu?.model.trim()}), Node ${process.versions.node}, SQLite ${sqlite}${shell}`;
}
