import type { Sight } from '../../access/operation.ts';
import { batchName, isUndoable, settled, type Undoing, type Undone } from '../../domain/batch.ts';
import { missing } from '../../domain/errors.ts';
import { rfc3339 } from '../../domain/time.ts';
import { undoEntries } from '../../store/batches.ts';
import type { Connection } from '../../store/connection.ts';
import type { EntriesTable } from '../../store/schema.ts';

/** A batch as lists show it. */
export interface BatchAnswer {
  readonly batch: string;
  readonly entry: number;
  readonly at: string;
  readonly actor: string;
  readonly operation: string;
  /** What came of it, in numbers. */
  readonly counts: Readonly<Record<string, number>>;
  /** Whether it was undone: not, in part, or all of it; `by` which batch. */
  readonly undone: Undone['state'];
  readonly by: string | null;
  /** Whether it is of a kind that can be undone at all. */
  readonly undoable: boolean;
}

/** What the undos in a workspace come to. */
export async function undosOf(connection: Connection, workspaceId: number) {
  const undoings = (await undoEntries(connection, workspaceId)).map(({ number, input, counts }): Undoing => {
    const { entry } = JSON.parse(input) as { readonly entry: number };
    const { left = 0 } = JSON.parse(counts) as { readonly left?: number };
    return { entry: number, of: entry, left };
  });
  return { ...settled(undoings), undoings };
}

/** A batch from its row of the ledger. */
export function batchAnswer(row: EntriesTable, undone: Undone): BatchAnswer {
  return {
    batch: batchName(row.number),
    entry: row.number,
    at: rfc3339(row.at),
    actor: row.actor,
    operation: row.operation,
    counts: JSON.parse(row.counts) as Record<string, number>,
    undone: undone.state,
    by: undone.by === null ? null : batchName(undone.by),
    undoable: isUndoable(row.operation) && undone.state !== 'yes',
  };
}

/** The ledger has no such entry, or one of something that was not done. */
export const noBatch = ({ workspace }: Pick<Sight, 'workspace'>, entry: number) =>
  missing('unknown-batch', `there is no batch ${batchName(entry)} in ${workspace.slug}`, {
    hint: 'see them: switchboard batch list',
  });
