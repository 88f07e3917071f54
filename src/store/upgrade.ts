import { existsSync } from 'node:fs';
import { beside, placeNew } from './dialects/placing.ts';
import { openSqlite } from './dialects/sqlite.ts';
import { copyDatabase, fileOf, settledHeader, takeIn } from './dialects/upkeep.ts';
import { MIGRATIONS, type Migration, SCHEMA_VERSION } from './migrate.ts';
import { bringUp, refusingEmpty } from './open.ts';

/** What became of a file that was to be of this program's version. `copy`: where it stands as it was. */
export interface Upgraded {
  readonly from: number;
  readonly to: number;
  readonly copy: string | null;
}

/** Brings a file to this program's version where it is older; a rehearsal only says what would be done. */
export async function bringToDate(path: string, rehearsal: boolean, patience?: number): Promise<Upgraded> {
  const { version } = refusingEmpty(settledHeader(path, patience));
  const isOlder = version < SCHEMA_VERSION;
  const copy = isOlder && !rehearsal ? await upgrade(path, version, patience) : null;
  return { from: version, to: SCHEMA_VERSION, copy };
}

/** Brings an older file to this program's version. Answers where a copy of it as it was stands beside it. */
export async function upgrade(
  path: string,
  version: number,
  patience?: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string> {
  const file = fileOf(path);
  const copy = `${file}.schema-${version}`;
  await copyOnce(file, copy, patience);
  const connection = openSqlite(file, {
    mode: 'write',
    toWal: false,
    patience,
    bringUp: (fresh) => bringUp(fresh, migrations),
  });
  try {
    await connection.begin('write');
    await connection.commit();
  } finally {
    await connection.rollback();
    await connection.close();
  }
  // The version is read in the file's header: left in the WAL, readers would take the file for an older one.
  takeIn(file, patience);
  return copy;
}

/** Of many who upgrade at once, the first makes the copy. */
async function copyOnce(file: string, copy: string, patience?: number): Promise<void> {
  if (existsSync(copy)) return;
  await beside(copy, async (part) => {
    copyDatabase(file, part, copy, patience);
    if (!existsSync(copy)) placeNew(part, copy);
  });
}
