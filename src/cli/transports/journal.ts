import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { unavailable } from '../../domain/errors.ts';
import type { Parcel, Told } from '../../domain/transport.ts';
import { isOfHere } from './runner.ts';

/**
 * What a run writes down, beside the database, of the messages in its hands: before each is posted, and what became of it.
 * Of a run that is killed it tells which were never posted, so that only those under way are in doubt. It outlives the
 * process, not the machine: of another boot nothing is believed, nor of a folder that is not this one.
 */
export interface Journal {
  /** Begins anew: what it told is in the store. */
  clear(): void;
  begins(parcel: Parcel): void;
  tells(told: Told): void;
  /** What the journal of another run says, if it left one: every message that was posted, with what became of it. */
  leftBy(runner: string): readonly Told[] | undefined;
  /** Takes away the journal of a run that nobody needs any more. */
  forgets(runner: string): void;
}

interface Kept {
  readonly folder: string;
  readonly runner: string;
  /** What is told of a message that was under way. */
  readonly doubt: 'uncertain' | 'waiting';
}

/** The journal of a run, in a folder. It is there once the first message is posted. */
export function journalIn({ folder, runner, doubt }: Kept): Journal {
  const fileOf = (one: string): string => join(folder, `${one.replaceAll('/', '_')}.jsonl`);
  let descriptor: number | undefined;
  const open = (): number => {
    if (descriptor !== undefined) return descriptor;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    descriptor = openSync(fileOf(runner), 'ax', 0o600);
    return descriptor;
  };
  // One write a line: a process that is killed leaves no half of it but at the end.
  const write = (line: object): void => {
    try {
      writeSync(open(), `${JSON.stringify(line)}\n`);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      throw unavailable('cannot-write', `${fileOf(runner)} cannot be written (${code}): nothing more is handed over`, {
        hint: 'make room, then go on with: switchboard blasts run',
        cause,
      });
    }
  };
  return {
    clear: () => {
      if (descriptor !== undefined) ftruncateSync(descriptor);
    },
    begins: ({ key, attempt }) => write({ key, attempt }),
    tells: (told) => write(told),
    leftBy: (other) => (isOfHere(other, runner) ? latest(linesOf(fileOf(other)), doubt) : undefined),
    forgets: (other) => {
      if (other === runner && descriptor !== undefined) {
        closeSync(descriptor);
        descriptor = undefined;
      }
      rmSync(fileOf(other), { force: true });
    },
  };
}

type Line = Pick<Told, 'key' | 'attempt'> | Told;

/** What was written down; a run that left nothing posted nothing. */
function linesOf(file: string): readonly Line[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => parsed(line) ?? []);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function parsed(line: string): Line | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as Line);
  } catch {
    return undefined;
  }
}

/** What is said last of each key; one that was begun and not told of was under way. */
function latest(lines: readonly Line[], doubt: Kept['doubt']): readonly Told[] {
  const said = new Map<string, Told>();
  for (const line of lines) {
    const under = { state: doubt, outcome: 'the run was killed', at: 0, due: null, segments: null, back: 0 } as const;
    said.set(line.key, 'state' in line ? line : { ...under, ...line });
  }
  return [...said.values()];
}
