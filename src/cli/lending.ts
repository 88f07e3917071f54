// A database of its own for one command: where it is, what the command is told, how it ends.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { invalid, missing, unavailable } from '../domain/errors.ts';
import type { Given } from './face.ts';
import type { Env, Surroundings } from './surroundings.ts';

/** A name for a database in a fresh folder that only this user can read. */
export function privatePlace(): string {
  try {
    return join(mkdtempSync(join(tmpdir(), 'switchboard-run-')), 'switchboard.db');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw unavailable('cannot-write', `nothing can be made in ${tmpdir()} (${code})`, {
      hint: 'name a folder that is there and takes files: TMPDIR=FOLDER',
      cause,
    });
  }
}

/** The command that stands behind ` -- `, beside what it is to be run with. */
export function commandOf({ args, behind }: Given): readonly [string, ...string[]] {
  const [command, ...words] = behind;
  if (args.length > 0 && command !== undefined) return [command, ...words];
  throw invalid('usage', 'seed run takes files, and a command behind " -- "', {
    hint: 'for example: switchboard seed run acme.yaml -- npm test',
  });
}

/** What names another database, or somebody on a server, is not for a command that gets one of its own. */
const OTHERS = ['SWITCHBOARD_WORKSPACE', 'SWITCHBOARD_TOKEN'];

/** Runs the command with a database in its environment, passes signals on to it, and answers its exit code. */
export async function lent(database: string, as: string | null, given: Given, around: Surroundings): Promise<number> {
  const [command, ...args] = commandOf(given);
  const env: Env = {
    ...Object.fromEntries(Object.entries(around.env).filter(([name]) => !OTHERS.includes(name))),
    SWITCHBOARD_DB: database,
    // What is remembered of it goes with it.
    SWITCHBOARD_STATE: join(dirname(database), 'heads'),
    ...(as !== null && { SWITCHBOARD_AS: as }),
  };
  const { ended, tell } = around.start(command, args, env);
  const deaf = around.onSignal(tell, true);
  try {
    const code = await ended;
    if (given.flag('keep')) await around.note(`the database is kept: ${database}`);
    return code;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw missing('no-command', `there is no command "${command}"`, { hint: NO_SHELL, cause });
    throw unavailable('cannot-start', `"${command}" cannot be started (${code})`, { hint: NO_SHELL, cause });
  } finally {
    deaf();
  }
}

const NO_SHELL = 'it is started without a shell: for what only a shell knows, write sh -c "…"';
