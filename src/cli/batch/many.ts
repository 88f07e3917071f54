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

/** What many commands came to. `kept` says whether what they did is in the store. */
export interface Many {
  readonly commands: number;
  readonly done: number;
  readonly failed: number;
  /** How many were not run, because one before them failed. */
  readonly left: number;
  readonly kept: boolean;
  readonly rows: readonly Ran[];
  /** What they end with: where one stopped them, its failure, at its line. */
  readonly outcome: () => Outcome;
}

/** What stopped many commands, and before how many of them. */
interface Stop {
  readonly by: Ran | undefined;
  readonly failed: number;
  readonly left: number;
  readonly kept: boolean;
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
  const tell = ({ error: _error, ...ran }: Ran) => {
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
    const stop = { by: ends, failed, left, kept };
    const done = rows.length - failed;
    return { commands: lines.length, done, failed, left, kept, rows, outcome: () => outcomeOf(stop) };
  } finally {
    progress.end();
    deaf();
  }
}

function outcomeOf({ by, failed, left, kept }: Stop): Outcome {
  if (by === undefined && left > 0) {
    const rest = `${plural(left, 'command')} ${left === 1 ? 'was' : 'were'} not run; those before stay done`;
    throw cancelled('interrupted', `interrupted: ${kept ? rest : 'nothing was changed'}`);
  }
  if (by === undefined) return failed > 0 ? 'rejected' : 'yes';
  const { error, line } = by;
  if (error === undefined) return by.exit === 1 ? 'no' : 'rejected';
  if (!(error instanceof Failure)) throw new Error(`line ${line}: ${error.message}`, { cause: error });
  const { kind, code, message, hint, details, cause } = error;
  throw new Failure(kind, code, `line ${line}: ${message}`, { hint, details, cause });
}
