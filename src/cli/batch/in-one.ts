import { together } from '../../access/together.ts';
import { isAddress } from '../../domain/address.ts';
import { invalid } from '../../domain/errors.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Line } from './line.ts';
import type { Going } from './many.ts';
import { sessionFor } from './session.ts';
import { type Ran, stageOf } from './stage.ts';

type Settle = (kept: boolean) => Promise<void>;

/** Runs commands as one transaction, and says whether that was kept. What became of each is told once it is certain. */
export async function inOneTransaction(
  lines: readonly Line[],
  around: Surroundings,
  { together: far, keepsGoing, keepsAnswers, tell, at, goesOn }: Going,
): Promise<boolean> {
  refuseSeveral(lines, around);
  const isRehearsal = far === 'rehearsal';
  const [first] = lines;
  const workspace = first?.options.workspace?.toString() ?? around.context.workspace;
  let unhear = () => {};
  const session = await sessionFor(around, workspace, () => {
    // From here a signal waits until all of it is in its place.
    unhear = around.onSignal(() => {});
  });
  const settles: Settle[] = [];
  const settled: Settle = async (kept) => {
    for (const settle of settles.splice(0)) await settle(kept);
  };
  const rows: Ran[] = [];
  try {
    const kept = await together(
      session,
      first?.founds === true,
      async (shared, giveUp): Promise<readonly ['kept' | 'forgotten', boolean]> => {
        // What was refused is entered once all else is forgotten; a workspace that is forgotten too has no ledger.
        const refused = isRehearsal || lines.some(({ founds }) => founds) ? undefined : giveUp;
        const stage = stageOf(around, { ...shared, refused }, keepsAnswers, (settle) => settles.push(settle));
        let on = await goesOn(undefined);
        for (let i = 0; on && i < lines.length; i++) {
          const ran = await stage.perform(lines[i] as Line);
          at(rows.push(ran));
          on = await goesOn(ran);
        }
        const isKept = on && !isRehearsal;
        return [isKept ? 'kept' : 'forgotten', isKept];
      },
      isRehearsal && keepsGoing,
    );
    await settled(kept);
    for (const row of rows) tell(kept ? row : { ...row, entry: null, ...(row.exit === 0 && { takenBack: true }) });
    return kept;
  } finally {
    await settled(false);
    unhear();
  }
}

/** On a server a transaction is bound to its workspace. */
function refuseSeveral(lines: readonly Line[], { context }: Surroundings): void {
  if (!isAddress(context.db)) return;
  const other = lines.find(({ options }) => options.workspace !== lines[0]?.options.workspace);
  if (other === undefined) return;
  throw invalid('several-workspaces', `line ${other.line}: on a server one transaction is of one workspace`, {
    hint: 'part the commands by workspace, or leave out --atomic and --dry-run',
  });
}
