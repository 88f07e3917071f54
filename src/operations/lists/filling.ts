import { createHash } from 'node:crypto';
import { uninterrupted } from '../../access/interruption.ts';
import type { Sight } from '../../access/operation.ts';
import type { Fault } from '../../domain/fault.ts';
import { makeFilling, type NamedContact, stageWords } from '../../store/list-fill.ts';
import { stageCells, stageFaults } from '../../store/staged-faults.ts';

/** Some thousand rows that name contacts: those understood, what is wrong with the others, and (if wanted) their cells. */
export interface ContactBatch {
  readonly words: readonly NamedContact[];
  readonly faults: readonly Fault[];
  readonly cells: readonly (readonly [line: number, cells: string])[];
  readonly rows: number;
  /** Whether the file cannot be read as a whole. */
  readonly spoiled: boolean;
}

/** What is known of a file once it is staged. */
export interface StagedContacts {
  readonly rows: number;
  readonly spoiled: boolean;
  /** SHA-256 of the words as they were understood. */
  readonly sha256: string;
}

/** Lays the contacts that a file names into the stage, batch by batch. */
export async function stageContacts(
  { connection, signal }: Sight,
  batches: AsyncIterable<ContactBatch>,
): Promise<StagedContacts> {
  await makeFilling(connection);
  const digest = createHash('sha256');
  let rows = 0;
  let spoiled = false;
  for await (const batch of batches) {
    await uninterrupted(signal);
    rows += batch.rows;
    spoiled ||= batch.spoiled;
    digest.update(JSON.stringify(batch.words));
    await stageWords(connection, batch.words);
    await stageFaults(connection, batch.faults);
    await stageCells(connection, batch.cells);
  }
  return { rows, spoiled, sha256: digest.digest('hex') };
}
