import { cancelled, Failure } from '../../domain/errors.ts';
import { plural } from '../../domain/words.ts';
import type { Outcome } from '../perform.ts';
import { countingOf } from '../progress.ts';
import type { Surroundings } from '../surroundings.ts';
import { inOneTransaction } from './in-one.ts';
import { inTheirOrder } from './in-order.ts';
import type { Journal } from './journal.ts';
import type { Line, Together } from './line.ts';
import type { Ran } from './stage.ts';

/** What many commands came to. `kept` says whether what they did is in the store; `ends` is what stopped them. */
export interface Many {
  readonly commands: number;
  readonly done: number;
  readonly failed: number;
  /** How many were not run, because one before them failed. */
  readonly left: number;
  readonly kept: boolean;
  readonly rows: readonly Ran[];
  readonly ends: Ran | undefined;
  readonly wasInterrupted: boolean;
}

/** How commands are run: how far they go, who hears of each, and when it is over. */
export interface Going {
  readonly together: Together;
  readonly keepsGoing: boolean;
  readonly keepsAnswers: boolean;
  /** Hears what came of a command, once that is certain. */
  readonly tell: (ran: Ran) => void;
  /** Hears how many were run. */
  readonly at: (done: number) => void;
  /** Whether another one is run after this. */
  readonly goesOn: (ran: Ran | undefined) => Promise<boolean>;
}

/** Runs commands in their order. */
export async function ranMany(
  lines: readonly Line[],
  around: Surroundings,
  together: Together,
  keepsGoing: boolean,
  journal: Journal | undefined,
): Promise<Many> {
  const deaf = around.listen();
  const progress = await countingOf(around, 'running', lines.length);
  const rows: Ran[] = [];
  const tell = (ran: Ran) => {
    rows.push(ran);
    journal?.add(ran);
  };
  let ends: Ran | undefined;
  const goesOn = async (ran: Ran | undefined) => {
    if (ran !== undefined && ran.exit !== 0 && !keepsGoing) ends = ran;
    // A signal is heard between two commands.
    await new Promise(setImmediate);
    return ends === undefined && !around.signal.aborted;
  };
  try {
    const going: Going = { together, keepsGoing, keepsAnswers: journal !== undefined, tell, at: progress.at, goesOn };
    const kept =
      together === 'each' ? await inTheirOrder(lines, around, going) : await inOneTransaction(lines, around, going);
    const failed = rows.filter(({ exit }) => exit !== 0).length;
    const left = lines.length - rows.length;
    const wasInterrupted = ends === undefined && left > 0;
    return { commands: lines.length, done: rows.length - failed, failed, left, kept, rows, ends, wasInterrupted };
  } finally {
    progress.end();
    deaf();
  }
}

/** What many commands end with: where one stopped them, its failure, at its line. */
export function endOf({ failed, ends, wasInterrupted, kept, left }: Many): Outcome {
  if (wasInterrupted) {
    const rest = kept ? `${plural(left, 'command')} ${left === 1 ? 'was' : 'were'} not run` : 'nothing was changed';
    throw cancelled('interrupted', `interrupted: ${rest}`);
  }
  if (ends === undefined) return failed > 0 ? 'rejected' : 'yes';
  const { error, line } = ends;
  if (error === undefined) return ends.exit === 1 ? 'no' : 'rejected';
  if (!(error instanceof Failure)) throw new Error(`line ${line}: ${error.message}`, { cause: error });
  const { kind, code, message, hint, details, cause } = error;
  throw new Failure(kind, code, `line ${line}: ${message}`, { hint, details, cause });
}
