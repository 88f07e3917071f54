import { uninterrupted } from '../../../access/interruption.ts';
import type { Sight } from '../../../access/operation.ts';
import type { ContactRow, ContactTerms } from '../../../domain/contact-row.ts';
import { type Failure, invalid } from '../../../domain/errors.ts';
import { type Fault, fault } from '../../../domain/fault.ts';
import type { RowSource } from '../../../domain/row-batch.ts';
import {
  makeContactStage,
  namesForContacts,
  type StagedContact,
  stageContactCombinations,
  stageContacts,
  stageValues,
} from '../../../store/contact-stage.ts';
import { fieldsOf } from '../../../store/fields.ts';
import { settingsOf } from '../../../store/settings.ts';
import { stageCells, stageFaults } from '../../../store/staged-faults.ts';
import { type Additions, combinations } from './combinations.ts';

/** What is known of a file of contacts once it is staged. */
export interface StagedContacts {
  readonly rows: number;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Then none of its rows is applied, not even the good ones. */
  readonly spoiled: boolean;
  /** The positions of its columns by their names. */
  readonly columns: Readonly<Record<string, number>>;
  /** What is wrong with what was to be added to every row: said to those alone who may import. */
  readonly failure: Failure | undefined;
}

/** Lays a file of contacts into the stage, batch by batch: memory does not grow with it. */
export async function stageFile(
  { connection, workspace, signal }: Sight,
  file: RowSource<ContactTerms, ContactRow>,
  country: string | undefined,
  additions: Additions,
): Promise<StagedContacts> {
  await makeContactStage(connection);
  const terms: ContactTerms = {
    fields: await fieldsOf(connection, workspace.id),
    country: country ?? (await settingsOf(connection, workspace.id)).country,
    plan: undefined,
  };
  const { teams, lists } = await namesForContacts(connection, workspace.id);
  const meanings = combinations(teams, lists, additions);
  const { rows: batches, columns } = file.read(terms);
  let rows = 0;
  let spoiled = false;
  for await (const batch of batches) {
    await uninterrupted(signal);
    const faults: Fault[] = [...batch.faults];
    const values: (readonly [number, number, string])[] = [];
    const staged: StagedContact[] = [];
    for (const contact of batch.understood) {
      const { line } = contact;
      const { id, faults: found } = meanings.of(contact);
      for (const [field, code, message, parts] of found) {
        faults.push(fault(line, code, message, { field, column: columns[field] ?? null, ...parts }));
      }
      staged.push([
        line,
        contact.phone,
        contact.email,
        contact.emailKey,
        contact.firstName,
        contact.lastName,
        contact.nameKey,
        contact.timeZone,
        id,
      ]);
      if (contact.values !== null) for (const [fieldId, value] of contact.values) values.push([line, fieldId, value]);
    }
    rows += batch.rows;
    spoiled ||= batch.spoiled;
    await stageContactCombinations(connection, meanings.fresh());
    await stageContacts(connection, staged);
    await stageValues(connection, values);
    await stageFaults(connection, faults);
    await stageCells(connection, batch.cells);
  }
  const { problem } = meanings;
  const failure = problem && invalid('unknown-list', problem.message, { hint: problem.hint });
  return { rows, sha256: file.sha256(), spoiled, columns, failure };
}
