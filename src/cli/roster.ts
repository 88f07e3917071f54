import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { invalid } from '../domain/errors.ts';
import { type Fault, spoils } from '../domain/fault.ts';
import { type Invitee, type RosterDefaults, readHeader, rosterReader } from '../domain/roster.ts';
import { rosterObjectReader } from '../domain/roster-object.ts';
import type { RosterBatch } from '../operations/users/roster/staging.ts';
import { readRecords } from './files.ts';
import { progressOf } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

/** A roster on its way to the gate: its rows, where they come from, and how its file was written. */
export interface Roster {
  readonly rows: AsyncIterable<RosterBatch>;
  readonly source: string;
  /** The positions of the columns by their names; none for JSON lines and arguments. */
  readonly columns: Readonly<Record<string, number>>;
  /** The header as it was written; null for JSON lines. */
  readonly header: readonly string[] | null;
}

/** Whether the words of a command name a file of people rather than people. */
export const namesFile = ([first, ...more]: readonly string[], { cwd }: Surroundings): boolean =>
  first !== undefined &&
  more.length === 0 &&
  (first === '-' || !first.includes('@') || existsSync(resolve(cwd, first)));

/** People named one by one on the command line; their lines are their places there. */
export function rosterOf(emails: readonly string[], defaults: RosterDefaults): Roster {
  const stray = emails.find((email) => !email.includes('@'));
  if (stray !== undefined) {
    throw invalid('usage', `"${stray}" is no e-mail address`, { hint: 'name one file, or one address or more' });
  }
  const read = rosterReader({ fields: ['email'] }, defaults);
  const rows = emails.map((email, i) => [i + 1, [email]] as const);
  return { rows: once(() => batchOf(rows, read, true)), source: 'arguments', columns: {}, header: ['email'] };
}

/** The people in a file, `-` being standard input. With `keeps`, the cells are kept for those that are rejected. */
export async function readRoster(
  source: string,
  around: Surroundings,
  defaults: RosterDefaults,
  keeps: boolean,
): Promise<Roster> {
  const path = source === '-' ? source : resolve(around.cwd, source);
  const progress = await progressOf(around, 'reading');
  const file = await readRecords(path, { stdin: around.stdin(), onProgress: progress.at, signal: around.signal });
  const name = source === '-' ? 'standard input' : basename(source);
  if (file.format === 'jsonl') {
    const read = rosterObjectReader(defaults);
    const rows = batches(file.batches, read, [], keeps, progress.end);
    return { rows, source: name, columns: {}, header: null };
  }
  const header = file.header && readHeader(file.header.cells, file.header.line);
  const read = header === null || header.faults.length > 0 ? undefined : rosterReader(header, defaults);
  return {
    rows: batches(file.batches, read, header?.faults ?? [], keeps, progress.end),
    source: name,
    columns: Object.fromEntries((header?.fields ?? []).flatMap((field, i) => (field ? [[field, i + 1]] : []))),
    header: file.header?.cells ?? null,
  };
}

interface FileBatch<Row> {
  readonly records: readonly Row[];
  readonly lines: readonly number[];
  readonly faults: readonly Fault[];
  readonly rejected: readonly { readonly line: number; readonly row: Row }[];
}

const NOTHING: RosterBatch = { invitees: [], faults: [], cells: [], rows: 0, spoiled: false };

type Reader<Row> = (line: number, row: Row) => Invitee | Fault[];

/** Reads the rows of a file batch by batch. Without a reader the header is at fault, and rows are only counted. */
async function* batches<Row>(
  files: AsyncIterable<FileBatch<Row>>,
  read: Reader<Row> | undefined,
  headerFaults: readonly Fault[],
  keeps: boolean,
  end: () => void,
): AsyncGenerator<RosterBatch> {
  let faults = headerFaults;
  try {
    for await (const { records, lines, faults: unreadable, rejected } of files) {
      const rows = records.map((row, i) => [lines[i] as number, row] as const);
      const batch = read ? batchOf(rows, read, keeps) : { ...NOTHING, rows: rows.length };
      const cells = keeps ? [...batch.cells, ...rejected.map(({ line, row }) => [line, written(row)] as const)] : [];
      const spoiled = read === undefined || unreadable.some(spoils);
      const refused = new Set(rejected.map(({ line }) => line)).size;
      yield {
        ...batch,
        faults: [...faults, ...unreadable, ...batch.faults],
        cells,
        rows: batch.rows + refused,
        spoiled,
      };
      faults = [];
    }
    if (faults.length > 0) yield { ...NOTHING, faults, spoiled: true };
  } finally {
    end();
  }
}

function batchOf<Row>(
  rows: readonly (readonly [line: number, row: Row])[],
  read: Reader<Row>,
  keeps: boolean,
): RosterBatch {
  const invitees: Invitee[] = [];
  const faults: Fault[] = [];
  for (const [line, row] of rows) {
    const found = read(line, row);
    if (Array.isArray(found)) faults.push(...found);
    else invitees.push(found);
  }
  const cells = keeps ? rows.map(([line, row]) => [line, written(row)] as const) : [];
  return { invitees, faults, cells, rows: rows.length, spoiled: false };
}

/** A row as JSON. One that is nested too deeply to be written out again keeps what is plain in it. */
export function written(row: unknown): string {
  try {
    return JSON.stringify(row);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify(row, (key, value: unknown) => (key !== '' && typeof value === 'object' ? null : value));
  }
}

async function* once<T>(make: () => T): AsyncGenerator<T> {
  yield make();
}
