import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { type BatchRow, rowsOfFile } from '../../store/batches.ts';
import { factsStreamed } from '../../store/facts.ts';
import { count } from '../input.ts';
import { batchNumbered } from './batches.ts';

/** What a row of a batch came to. */
export interface ShownRow extends BatchRow {
  readonly entry: number;
}

/** One batch, with what became of each line of its file; of one without a file, what it began and ended. */
export const showBatch = query({
  name: 'batch show',
  needs: ['audit.view'],
  input: { batch: count(1) },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async (pass, { batch: number }) => {
    const { connection, workspace, actor } = pass;
    const batch = await batchNumbered(pass, number);
    const lines = rowsOfFile(connection, workspace.id, number, reachOf(actor, 'contacts.view'));
    const facts = factsStreamed(connection, workspace.id, number);
    return { ...batch, rows: shown(number, lines, facts) };
  },
});

async function* shown(
  entry: number,
  lines: AsyncIterable<BatchRow>,
  facts: ReturnType<typeof factsStreamed>,
): AsyncGenerator<ShownRow> {
  let none = true;
  for await (const line of lines) {
    none = false;
    yield { ...line, entry };
  }
  if (!none) return;
  for await (const { did, fact, says } of facts) yield { line: null, outcome: did, what: fact, subject: says, entry };
}
