// Snapshots of a file: whole databases kept beside it, to which it is put back as often as wanted.
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { conflict, type Failure, missing } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import { swap, unfit } from './backup.ts';
import type { Connection } from './connection.ts';
import { makeFile } from './dialects/file.ts';
import { beside, dropDatabase, makeFolder, placeAnew, placeOver } from './dialects/placing.ts';
import { cloneDatabase, fileOf, pageFaults, turnFromWal } from './dialects/upkeep.ts';
import { withStore } from './open.ts';

/** A snapshot: its name, when it was made (UTC milliseconds), and its size. */
export interface Snapshot {
  readonly name: string;
  readonly made: number;
  readonly bytes: number;
}

const ENDING = '.db';
const folderOf = (location: string): string => `${fileOf(location)}.snapshots`;
const snapshotFile = (location: string, name: string): string => join(folderOf(location), name + ENDING);

/** The snapshots of a file by name; none where there is no folder of them. */
export function snapshotsOf(location: string): Snapshot[] {
  const folder = folderOf(location);
  return entriesOf(folder)
    .filter((file) => file.endsWith(ENDING) && !file.startsWith('.'))
    .sort()
    .map((file) => {
      const { mtimeMs, size } = statSync(join(folder, file));
      return { name: file.slice(0, -ENDING.length), made: Math.round(mtimeMs), bytes: size };
    });
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The file of a snapshot that is there. */
export function snapshotNamed(location: string, name: string): string {
  const known = snapshotsOf(location).map((one) => one.name);
  if (known.includes(name)) return snapshotFile(location, name);
  throw noSnapshot(name, location, known);
}

/** There is no snapshot of that name; an unknown word names the nearest. */
export function noSnapshot(name: string, of: string, known: readonly string[]): Failure {
  const near = nearest(name, known);
  return missing('no-snapshot', `there is no snapshot "${name}" of ${of}`, {
    hint: near ? `did you mean "${near}"?` : 'see: switchboard seed snapshots',
  });
}

/** How a snapshot is taken. */
export interface Taking {
  /** When: the snapshot tells it (UTC milliseconds). */
  readonly at: number;
  readonly replaces: boolean;
  readonly rehearsal: boolean;
  readonly patience: number | undefined;
}

/** Keeps the store as it is now under a name, consistent whoever writes meanwhile, looked over page by page. */
export async function takeSnapshot(
  location: string,
  name: string,
  taking: Taking,
): Promise<Snapshot & { file: string }> {
  const { at, replaces, rehearsal, patience } = taking;
  const file = snapshotFile(location, name);
  if (!replaces && snapshotsOf(location).some((one) => one.name === name)) {
    throw conflict('snapshot-exists', `there is a snapshot "${name}" of ${location} already`, {
      hint: 'take it anew with --replace, or choose another name',
    });
  }
  if (!rehearsal) makeFolder(dirname(file));
  return beside(rehearsal ? fileOf(location) : file, async (part) => {
    cloneDatabase(location, part, file, patience);
    turnFromWal(part);
    if (pageFaults(part).length > 0) throw unfit(location, 'keep');
    utimesSync(part, new Date(at), new Date(at));
    const { size: bytes } = statSync(part);
    if (!rehearsal) placeAnew(part, file);
    return { name, made: at, bytes, file };
  });
}

/** Copies the store into a new file that is wanted for a while only. Answers its size. */
export function lendCopy(location: string, to: string, { rehearsal, patience }: PuttingBack): number {
  if (!rehearsal) cloneDatabase(location, to, to, patience);
  return statSync(rehearsal ? fileOf(location) : to).size;
}

/** How a store is put back, or lent. */
interface PuttingBack {
  readonly rehearsal: boolean;
  readonly patience: number | undefined;
}

/** Where a store is kept as it was before it was last put back. */
const keptOf = (present: string): string => `${present}.before-reset`;

/** Puts a snapshot in the place of the store, changed by `amend` in one transaction. Answers where what was there is. */
export function resetTo(
  location: string,
  snapshot: string,
  amend: (connection: Connection) => Promise<void>,
  how: PuttingBack,
): Promise<string> {
  return replaced(location, how, async (part) => {
    cloneDatabase(snapshot, part, location, how.patience);
    // A WAL would stay behind in the private folder where it could not be taken into the file.
    turnFromWal(part);
    await withStore(part, 'write', how, async (copy) => {
      await amend(copy);
      await copy.commit();
    });
  });
}

/** Puts a database without a workspace in the place of the store. Answers where what was there is. */
export const resetToNothing = (location: string, how: PuttingBack): Promise<string> =>
  replaced(location, how, (part) => {
    // What is there before it is opened stays, however little is in it.
    makeFile(part);
    return withStore(part, 'found', how, (fresh) => fresh.commit());
  });

/** Makes a database, and puts it in the place of the present one, which takes that of the one kept before it. */
function replaced(
  location: string,
  { rehearsal, patience }: PuttingBack,
  make: (part: string) => Promise<void>,
): Promise<string> {
  const present = fileOf(location);
  const kept = keptOf(present);
  return beside(present, async (part) => {
    await make(part);
    const place = () => {
      dropDatabase(kept);
      placeOver(part, present, kept);
    };
    if (!rehearsal) await swap(place, present, true, patience);
    return kept;
  });
}
