import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { batchName } from '../../domain/batch.ts';
import { conflict } from '../../domain/errors.ts';
import { durationText } from '../../domain/time.ts';
import { count } from '../input.ts';
import { doneEntry } from './batches.ts';

/** What was typed with a file, flag by flag; `true` where a flag takes nothing. */
export type TypedFlags = Readonly<Record<string, string | readonly string[] | true>>;

/** The command that a batch came from, and the flags that were typed with it: mended rows are fed back the same way. */
export const retryBatch = query({
  name: 'batch retry',
  needs: ['audit.view'],
  input: { batch: count(1) },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async (pass, { batch: number }) => {
    const row = await doneEntry(pass, number);
    const flagsOf = KEPT[row.operation];
    if (flagsOf !== undefined) {
      return { batch: batchName(number), operation: row.operation, flags: flagsOf(JSON.parse(row.input) as Kept) };
    }
    throw conflict('not-retryable', `${batchName(number)} was ${row.operation}, whose rows are not fed back`, {
      hint: 'users invite and contacts import have files whose rejected rows can be mended',
    });
  },
});

/** What the ledger keeps of what was typed with a file. */
interface Kept {
  readonly onExisting?: string;
  readonly keepGoing?: boolean;
  readonly expires?: number;
  readonly defaults?: Readonly<Record<string, readonly string[]>>;
  readonly country?: string;
  readonly tags?: readonly string[];
  readonly lists?: readonly string[];
}

const common = ({ onExisting, keepGoing }: Kept): TypedFlags => ({
  ...(onExisting !== undefined && { onExisting }),
  ...(keepGoing && { keepGoing: true as const }),
});

const KEPT: Readonly<Record<string, (kept: Kept) => TypedFlags>> = {
  'users invite': (kept) => ({
    ...common(kept),
    ...(kept.expires !== undefined && { expires: durationText(kept.expires) }),
    ...Object.fromEntries(
      Object.entries(kept.defaults ?? {}).map(([name, values]) => [
        name,
        name === 'role' || name === 'status' ? (values[0] ?? '') : values,
      ]),
    ),
  }),
  'contacts import': (kept) => ({
    ...common(kept),
    ...(kept.country !== undefined && { country: kept.country }),
    ...(kept.tags?.length && { tags: kept.tags }),
    ...(kept.lists?.length && { list: kept.lists }),
  }),
};
