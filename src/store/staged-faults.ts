// What is wrong with the rows of a staged file, beside them: the same for every kind of file.
import type { Fault } from '../domain/fault.ts';
import type { RejectedRow } from '../domain/row-batch.ts';
import type { Connection } from './connection.ts';

const FAULT = ['line', 'position', 'field', 'code', 'value', 'message', 'suggestion'];

/** Makes the temporary tables of faults, and of the cells of rows as they were written. */
export async function makeFaults({ dialect, run }: Connection): Promise<void> {
  const { integer, text } = dialect.words;
  await run(`create temporary table staged_faults (line ${integer} not null, position ${integer}, field ${text},
    code ${text} not null, value ${text}, message ${text} not null, suggestion ${text})`);
  await run(`create temporary table staged_cells (line ${integer} not null, cells ${text} not null)`);
  await run('create index staged_faults_by_line on staged_faults (line)');
}

/** Keeps faults beside the rows; a row with a fault is not applied. */
export const stageFaults = ({ load }: Connection, faults: readonly Fault[]): Promise<void> =>
  load(
    'staged_faults',
    FAULT,
    faults.map(({ line, column, field, code, value, message, suggestion }) => [
      line,
      column,
      field,
      code,
      value,
      message,
      suggestion,
    ]),
  );

/** Keeps the cells of rows as they were written, for the file of rejected rows. */
export const stageCells = ({ load }: Connection, rows: Iterable<readonly [line: number, cells: string]>) =>
  load('staged_cells', ['line', 'cells'], rows);

/** All faults, in the order of their lines. */
export async function* faultsInOrder({ stream }: Connection): AsyncGenerator<Fault> {
  const rows = stream<Omit<Fault, 'column'> & { readonly position: number | null }>(
    'select line, position, field, code, value, message, suggestion from staged_faults order by line, position nulls first, code',
  );
  for await (const { line, position, ...rest } of rows) yield { line, column: position, ...rest };
}

/** The rejected rows whose cells were kept, in order, each with all of its faults. */
export const rejectedRows = ({ stream }: Connection): AsyncIterable<RejectedRow> =>
  stream<RejectedRow>(
    `select c.line, c.cells, string_agg(f.code, '; ') as code, string_agg(f.message, '; ') as message,
       string_agg(f.suggestion, '; ') as suggestion
     from staged_cells c join staged_faults f on f.line = c.line group by c.line, c.cells order by c.line`,
  );
