import type { Sight } from '../../access/operation.ts';
import { batchName, isUndoable, settled, type Undoing, type Undone } from '../../domain/batch.ts';
import { missing } from '../../domain/errors.ts';
import { rfc3339 } from '../../domain/time.ts';
import { undoEntries } from '../../store/batches.ts';
import type { Connection } from '../../store/connection.ts';
import { entryNumbered } from '../../store/entries.ts';
import type { ReadDb } from '../../store/kysely.ts';
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

/** Where entries are looked up. */
type Ledger = Pick<Sight, 'connection' | 'workspace'> & { readonly db: ReadDb };

/** The entry of something that was done; the ledger has no other under the number of a batch. */
export async function doneEntry({ db, workspace }: Ledger, number: number): Promise<EntriesTable> {
  const row = await entryNumbered(db, workspace.id, number);
  if (row?.outcome === 'done') return row;
  throw missing('unknown-batch', `there is no batch ${batchName(number)} in ${workspace.slug}`, {
    hint: 'see them: switchboard batch list',
  });
}

/** A batch by the number of its entry. */
export async function batchNumbered(ledger: Ledger, number: number): Promise<BatchAnswer> {
  const row = await doneEntry(ledger, number);
  return batchAnswer(row, (await undosOf(ledger.connection, ledger.workspace.id)).of(number));
}
