// Commands one after the other. What a command does is told once it is committed; small changes of a file are committed
// by the handful, since waiting for the disk takes longer than they do.
import type { Shared } from '../../access/session.ts';
import { type Handful, inTurn } from '../../access/together.ts';
import { isAddress } from '../../domain/address.ts';
import { Failure } from '../../domain/errors.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Line } from './line.ts';
import type { Going } from './many.ts';
import { sessionFor } from './session.ts';
import { type Ran, stageOf } from './stage.ts';

/** For so long changes may wait to be committed together, in milliseconds: so long others wait for the store. */
const HANDFUL = 50;

/** Runs commands one after the other; what was done stays done. */
export async function inTheirOrder(lines: readonly Line[], around: Surroundings, going: Going): Promise<true> {
  const session = await sessionFor(around, around.context.workspace);
  // On a server others change the same things meanwhile, and a commit may fail that would not have failed alone.
  const groups = !isAddress(around.context.db);
  await inTurn(session, async (shared, handful) => {
    const alone = stageOf(around, shared, going.keepsAnswers, undefined);
    let on = await going.goesOn(undefined);
    for (let i = 0; on && i < lines.length; ) {
      const line = lines[i] as Line;
      const isSmall = groups && line.isSmall;
      const rows = isSmall ? await someOf(lines, i, around, going, handful) : [await alone.perform(line)];
      for (const row of rows) going.tell(row);
      i += rows.length;
      going.at(i);
      // Those of a handful were asked about already, but for one that stopped it.
      on = await going.goesOn(rows.at(-1));
    }
  });
  return true;
}

/** Runs small changes from a line on, until they have taken long enough or one stops them, and commits them. */
async function someOf(
  lines: readonly Line[],
  from: number,
  around: Surroundings,
  { keepsAnswers, goesOn }: Going,
  handful: Handful,
): Promise<readonly Ran[]> {
  const rows: Ran[] = [];
  const until = performance.now() + HANDFUL;
  try {
    await handful(async (shared: Shared) => {
      const stage = stageOf(around, shared, keepsAnswers, undefined);
      for (let i = from; lines[i]?.isSmall && performance.now() < until; i++) {
        const ran = await stage.perform(lines[i] as Line);
        rows.push(ran);
        if (!(await goesOn(ran))) break;
      }
    });
    return rows;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // None of them is there: the store could not be written, or they could not be committed.
    const { code, message, kind } = error;
    const lost = { exit: around.exitOf(kind), entry: null, code, message, error };
    const tried =
      rows.length > 0 ? rows : [{ line: lines[from]?.line as number, command: lines[from]?.text as string }];
    return tried.map(({ line, command }) => ({ line, command, ...lost }));
  }
}
