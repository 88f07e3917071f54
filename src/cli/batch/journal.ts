import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { unavailable } from '../../domain/errors.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Ran } from './stage.ts';

/** What became of each command, in a file: a line of JSON for each, as soon as it is certain. */
export interface Journal {
  readonly add: (ran: Ran) => void;
  readonly end: () => void;
}

/** Opens a journal, in place of one that is there: readable by its owner alone, since answers are in it. */
export function openJournal(name: string, { cwd }: Surroundings): Journal {
  const path = resolve(cwd, name);
  const sure = <T>(step: () => T): T => {
    try {
      return step();
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      throw unavailable('cannot-write', `${name} cannot be written (${code})`, {
        hint: 'the commands before it are done: see what they did with switchboard audit list',
        cause,
      });
    }
  };
  const descriptor = sure(() => openSync(path, 'w', 0o600));
  return {
    add: ({ error: _error, ...ran }) => sure(() => writeSync(descriptor, `${JSON.stringify(ran)}\n`)),
    end: () => closeSync(descriptor),
  };
}
