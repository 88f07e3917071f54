// Copies of the store, made and put back. Nothing is written over, and what is replaced is kept beside.
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { invalid, unavailable } from '../domain/errors.ts';
import { rfc3339 } from '../domain/time.ts';
import { checkStore, isDamage } from './check.ts';
import type { Connection } from './connection.ts';
import { readHeader } from './dialects/file.ts';
import { beside, makeFolder, mustBeFree, placeNew, placeOver } from './dialects/placing.ts';
import { copyDatabase, fileOf, hold, pageFaults, turnIntoWal } from './dialects/upkeep.ts';
import { withStore } from './open.ts';

/** Copies the store into a new file, consistent whoever writes meanwhile. Answers the size of the copy. */
export async function backUp(location: string, to: string, rehearsal: boolean, patience?: number): Promise<number> {
  mustBeFree(to);
  return beside(to, async (part) => {
    copyDatabase(location, part, to, patience);
    if (pageFaults(part).length > 0) throw unfit(location, 'back up');
    if (!rehearsal) placeNew(part, to);
    return statSync(rehearsal ? part : to).size;
  });
}

/** How a backup is put back. */
export interface Restoring {
  readonly from: string;
  /** When: the present file is kept under a name that says so (UTC milliseconds). */
  readonly at: number;
  readonly rehearsal: boolean;
  readonly patience: number | undefined;
  /** Changes the copy before it takes its place, in one transaction. */
  readonly amend: (connection: Connection) => Promise<void>;
}

/** Puts a backup in the place of the store, and keeps what was there. Answers under which name; null: nothing was there. */
export async function putBack(
  location: string,
  { from, at, rehearsal, patience, amend }: Restoring,
): Promise<string | null> {
  const present = fileOf(location);
  if (fileOf(from) === present)
    throw invalid('same-file', `${from} is the database itself`, { hint: 'name a backup of it' });
  const isThere = isFileThere(present);
  makeFolder(dirname(present));
  return beside(present, async (part) => {
    copyDatabase(from, part, present, patience);
    const fault = (await checkStore(part, null)).find(({ outcome }) => outcome === 'fail');
    if (fault !== undefined) throw unfit(from, 'restore', fault.says);
    await withStore(part, 'write', { patience }, async (copy) => {
      await amend(copy);
      await copy.commit();
    });
    turnIntoWal(part);
    const kept = freeName(`${present}.before-restore-${stamp(at)}`);
    if (!rehearsal) await swap(() => placeOver(part, present, kept), present, isThere, patience);
    return isThere ? kept : null;
  });
}

/** Puts another file in the place of a database while nobody else reads or writes it. */
export async function swap(place: () => void, present: string, isThere: boolean, patience?: number): Promise<void> {
  const release = isThere ? await heldUnlessDamaged(present, patience) : undefined;
  try {
    place();
  } catch (error) {
    release?.();
    if (release !== undefined) turnIntoWal(present);
    throw error;
  }
  release?.();
}

/** A damaged file nobody can use, so nobody needs to be kept from it. */
async function heldUnlessDamaged(present: string, patience?: number): Promise<(() => void) | undefined> {
  try {
    readHeader(present);
    return await hold(present, patience);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

/** Whether there is a file; anything else under that name is refused, and so is the database of another program. */
function isFileThere(present: string): boolean {
  try {
    readHeader(present);
    return true;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return error.code !== 'no-database';
  }
}

/** A time as file names say it: `20261121T120000Z`. */
const stamp = (at: number): string => rfc3339(Math.floor(at / 1000) * 1000).replace(/[-:]/g, '');

/** The name, or where it is taken the name with a number. */
function freeName(name: string): string {
  const there = new Set(readdirSync(dirname(name)));
  for (let i = 1; ; i++) {
    const tried = i === 1 ? name : `${name}-${i}`;
    if (!there.has(basename(tried))) return tried;
  }
}

/** The failure that a copy which is not whole ends in. */
export const unfit = (path: string, what: string, says?: string) =>
  unavailable('damaged', `${path} is not fit to ${what}${says ? `: ${says}` : ': its pages are not in order'}`, {
    hint: `see: switchboard db check --db ${path}`,
    details: { file: path },
  });
