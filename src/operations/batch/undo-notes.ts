import type { Sight } from '../../access/operation.ts';
import { plural } from '../../domain/words.ts';
import { factCounts } from '../../store/facts.ts';
import type { BatchAnswer } from './batches.ts';

/** What is never undone: what people agreed to, tokens, and where the work of people went who parted from it. */
export async function notesOn(
  { connection, workspace }: Sight,
  { entry, operation, counts }: BatchAnswer,
): Promise<string[]> {
  const facts = await factCounts(connection, workspace.id, entry);
  const stay = facts.flatMap(({ fact, began, ended }) => {
    if (fact === 'token') return [`${plural(began + ended, 'token')} stay as they are: their owners make new ones`];
    if (fact === 'consent') return [`${plural(began + ended, 'consent')} stay as they are: they are what people said`];
    return [];
  });
  const parts = operation.startsWith('users ') || operation === 'batch undo';
  const work = ['contact', 'conversation', 'blast'].flatMap((one) => {
    const parted = parts ? counts[`${one}s`] : undefined;
    return parted ? [plural(parted, one)] : [];
  });
  return work.length === 0 ? stay : [...stay, `of their work, ${work.join(', ')} stay as they are by now`];
}
