import { closeSync, openSync, writeSync } from 'node:fs';
import { unavailable } from '../../domain/errors.ts';
import type { Given } from '../face.ts';
import { pathFor } from '../out-path.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Ran } from './stage.ts';

/** What became of each command, in a file: a line of JSON for each, as soon as it is certain. */
export interface Journal {
  readonly add: (ran: Ran) => void;
  readonly end: () => void;
}

/**
 * Opens a journal, in place of one that is there: readable by its owner alone, since answers are in it. Whatever else is
 * there is written over only where that is meant, and never what the commands are read from or work on.
 */
export async function openJournal(name: string, source: string, given: Given, around: Surroundings): Promise<Journal> {
  const path = await pathFor(name, [around.context.db, source], isJournal, given, around);
  const sure = <T>(hint: string, step: () => T): T => {
    try {
      return step();
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      throw unavailable('cannot-write', `${name} cannot be written (${code})`, { hint, cause });
    }
  };
  const descriptor = sure('nothing was run: name another file', () => openSync(path, 'w', 0o600));
  return {
    add: (ran) => sure(DONE, () => writeSync(descriptor, `${JSON.stringify(ran)}\n`)),
    end: () => closeSync(descriptor),
  };
}

const DONE = 'the commands before it are done: see what they did with switchboard audit list';

const isJournal = (text: string): boolean => text === '' || text.startsWith('{"line":');
