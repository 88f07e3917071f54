import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { invalid } from '../domain/errors.ts';
import { type Invitee, type RosterDefaults, readHeader, rosterReader } from '../domain/roster.ts';
import type { RosterColumn } from '../domain/roster-header.ts';
import { rosterObjectReader } from '../domain/roster-object.ts';
import type { RowBatch } from '../domain/row-batch.ts';
import { batchOf, openRows, type RowReaders, readRows } from './rows.ts';
import type { Surroundings } from './surroundings.ts';

/** A roster on its way to the gate: its rows, where they come from, and how its file was written. */
export interface Roster {
  readonly rows: AsyncIterable<RowBatch<Invitee>>;
  readonly source: string;
  /** The positions of the columns by their names; none for JSON lines and arguments. */
  readonly columns: Readonly<Record<string, number>>;
  /** The header as it was written; null for JSON lines. */
  readonly header: readonly string[] | null;
}

/** Whether the words of a command name a file of people rather than people. */
export const namesFile = ([first, ...more]: readonly string[], cwd: string): boolean =>
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
  const lines = emails.map((_, i) => i + 1);
  const rows = emails.map((email) => [email]);
  return { rows: once(() => batchOf(lines, rows, read, true)), source: 'arguments', columns: {}, header: ['email'] };
}

/** The people in a file, `-` being standard input. With `keeps`, the cells are kept for those that are rejected. */
export async function readRoster(
  source: string,
  around: Surroundings,
  defaults: RosterDefaults,
  keeps: boolean,
): Promise<Roster> {
  const opened = await openRows(source, around);
  const readers: RowReaders<RosterColumn, Invitee> = {
    heading: readHeader,
    cells: (heading) => rosterReader(heading, defaults),
    objects: () => rosterObjectReader(defaults),
  };
  return { ...readRows(opened, readers, keeps), source: opened.source, header: opened.header };
}

async function* once<T>(make: () => T): AsyncGenerator<T> {
  yield make();
}
