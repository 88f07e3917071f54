import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { acme } from '../support/desk.ts';
import { rosterOf, runProcess } from '../support/program.ts';
import { type Fault, kept, struck, whyNot } from './strike.ts';
import { Tally } from './tally.ts';

const reason = whyNot();
if (reason !== undefined) console.log(reason);
const tally = new Tally();
afterAll(() => tally.print('F1 and F2: a migration'));

const UPGRADE = fileURLToPath(new URL('upgrade-to-next.ts', import.meta.url));
const CALLS = ['pwrite64', 'fsync', 'ftruncate', 'unlink', 'link', 'mkdir', 'rmdir'];
const KINDS = [
  { with: 'SIGKILL' },
  { with: 'EIO' },
  { with: 'ENOSPC', lasts: true },
] as const satisfies readonly Partial<Fault>[];

/** The version of a file, and whether what belongs to it is there: all of it or nothing. */
function standing(path: string): string {
  const database = new Database(path);
  const count = (rows: string) => Number(database.prepare(`select count(*) from ${rows}`).pluck().get());
  const version = Number(database.pragma('user_version', { simple: true }));
  const tables = count("sqlite_schema where name = 'later'");
  const rows = tables === 0 ? 0 : count('later');
  const columns = count("pragma_table_info('workspaces') where name = 'colour'");
  const entries = count('entries');
  const pages = String(database.pragma('integrity_check', { simple: true }));
  database.close();
  return `version ${version}, ${tables} table with ${rows} rows, ${columns} column, ${entries} entries, ${pages}`;
}

const OLD = `version ${SCHEMA_VERSION}, 0 table with 0 rows, 0 column, 2 entries, ok`;
const NEW = `version ${SCHEMA_VERSION + 1}, 1 table with 2 rows, 1 column, 2 entries, ok`;

describe.skipIf(reason).each(KINDS)('a migration that is struck with $with', (kind) => {
  it.each(CALLS)('at any %s is done or not, and the copy beside it is whole', async (call) => {
    const place = await acme();
    await place.ok('users invite -', rosterOf(50));
    const store = place.path('switchboard.db');
    const copy = `${store}.schema-${SCHEMA_VERSION}`;
    const back = kept(place);
    for (let at = 1, hit = true; hit; at++) {
      back();
      const ended = await struck(place, [store], { ...kind, call, at }, UPGRADE);
      hit = ended.hit;
      if (hit) tally.count(`migration: ${kind.with}${'lasts' in kind ? ' from then on' : ''}, ${call}`);
      const where = `${kind.with} at ${call} ${at}, exit ${ended.code}: ${ended.out}${ended.err}`;
      const found = standing(store);
      expect([OLD, NEW], where).toContain(found);
      if (ended.out !== '' || !hit) expect(found, where).toBe(NEW);
      if (found === NEW) expect(existsSync(copy), where).toBe(true);
      if (existsSync(copy)) expect(standing(copy), where).toBe(OLD);
      if (ended.code === 1)
        expect(ended.err, where).toMatch(/Failure: .*switchboard\.db.*\((?:SQLITE_\w+|EIO|ENOSPC)\)/);
      expect(await runProcess(place, [store], { file: UPGRADE }), where).toMatchObject({ code: 0, err: '' });
      expect([standing(store), standing(copy)], where).toEqual([NEW, OLD]);
    }
  });
});
