import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../src/store/dialects/file.ts';
import { openSqlite } from '../../src/store/dialects/sqlite.ts';
import { versionOf } from '../../src/store/dialects/upkeep.ts';
import { chained, GENESIS } from '../../src/store/ledger.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { bringUp } from '../../src/store/open.ts';
import type { EntriesTable } from '../../src/store/schema.ts';
import { upgrade } from '../../src/store/upgrade.ts';
import { contentsOf } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';
import { acme, type Desk, desk } from '../support/desk.ts';

const READS = ['users list', 'whoami', 'audit list', 'audit verify', 'db info', 'db backup copy.db', 'db migrate'];
const WRITES = [
  'users invite cy@acme.com --role standard',
  'workspaces create Second --owner ada@acme.com',
  'audit accept-rollback',
];

const OTHER = (path: string): void => {
  const database = new Database(path);
  database.exec('create table notes (text)');
  database.pragma('application_id = 1');
  database.close();
};
const NEWER = (path: string): void => {
  copyFileSync(path.replace(/[^/]+$/, 'switchboard.db'), path);
  const database = new Database(path);
  database.pragma('user_version = 99');
  database.close();
};

/** What a file may be that is none of ours: how it is made, and the sentence about it. */
const STRANGERS: readonly (readonly [what: string, make: (path: string) => void, says: string, exit?: number])[] = [
  ['a text', (path) => writeFileSync(path, 'Dear ada,\n'.repeat(100)), 'is not a Switchboard database'],
  ['a short text', (path) => writeFileSync(path, 'x'), 'is not a Switchboard database'],
  ['a gzip', (path) => writeFileSync(path, gzipSync('x'.repeat(9999))), 'is not a Switchboard database'],
  ['zeros', (path) => writeFileSync(path, Buffer.alloc(8192)), 'is not a Switchboard database'],
  ['an empty file', (path) => writeFileSync(path, ''), 'is an empty file, not yet a database', 4],
  ['a folder', (path) => mkdirSync(path), 'is not a regular file'],
  ['a FIFO', (path) => void execFileSync('mkfifo', [path]), 'is not a regular file'],
  ['a device', (path) => symlinkSync('/dev/null', path), 'is not a regular file'],
  ['a database of another program', OTHER, 'is a database of another program'],
  ['a database of a newer Switchboard', NEWER, 'was made by a newer Switchboard (schema 99)'],
];

/** All of this is about files. */
const onFiles = describe.runIf(STORE === 'sqlite');

const digestOf = (path: string): string =>
  statSync(path).isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'no file';

onFiles('what is no database of ours is refused with a sentence, and stays as it is', () => {
  for (const [what, make, says, exit = 7] of STRANGERS) {
    it(what, async () => {
      const place = await acme();
      const path = place.path('stranger');
      make(path);
      const before = digestOf(path);
      const beside = readdirSync(place.folder);
      for (const line of [...READS, ...WRITES]) {
        if (what === 'an empty file' && line.startsWith('workspaces')) continue;
        const { code, out, err } = await place.run(`${line} --db stranger`);
        expect({ line, code, err }).toEqual({ line, code: exit, err: expect.stringContaining(`${path} ${says}`) });
        expect(out).toBe('');
        expect(err).not.toContain('bug');
      }
      expect(digestOf(path)).toBe(before);
      expect(readdirSync(place.folder)).toEqual(beside);
    });
  }

  it('and what is not there is missing', async () => {
    const place = await acme();
    const { code, err } = await place.run('users list --db folder/sub/none.db');
    expect(code).toBe(4);
    expect(err).toContain('there is no database at');
  });
});

/** A database of some hundred pages. */
async function large(): Promise<Desk> {
  const place = await acme();
  const rows = Array.from({ length: 400 }, (_, i) => `member${i}@acme.com,Member Number ${i}`);
  place.write('roster.csv', `email,name\n${rows.join('\n')}\n`);
  await place.ok('users invite roster.csv --role standard');
  return place;
}

onFiles('what is damaged is named, with how to go on', () => {
  const damages: readonly (readonly [what: string, damage: (path: string) => void])[] = [
    ['a cut header', (path) => truncateSync(path, 60)],
    ['a header written over', (path) => overwrite(path, 0, 100)],
    ['half the file', (path) => truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096)],
    ['only the first page', (path) => truncateSync(path, 4096)],
    ['a page written over', (path) => overwrite(path, 4096 * 3, 4096)],
    ['many pages written over', (path) => overwrite(path, 4096 * 2, 4096 * 10)],
    ['the first page after its header', (path) => overwrite(path, 100, 3996)],
  ];
  for (const [what, damage] of damages) {
    it(what, async () => {
      const place = await large();
      damage(place.path('switchboard.db'));
      const { code, out, err } = await place.run('db check');
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toContain('✗');
      expect(out).toContain('switchboard db restore BACKUP --confirm switchboard.db');
      expect(out).not.toMatch(/at .*\.ts:/);
      for (const line of ['users list', 'audit verify', 'db info', 'users invite x@acme.com --role standard']) {
        const ran = await place.run(line);
        expect([line, ran.code === 70, ran.err.includes('bug')]).toEqual([line, false, false]);
      }
    });
  }

  it('a byte that was flipped in a row is found in its chain, where the pages are in order', async () => {
    const place = await large();
    const path = place.path('switchboard.db');
    const bytes = readFileSync(path);
    const at = bytes.indexOf('users invite');
    bytes.write('users inviTe', at);
    writeFileSync(path, bytes);
    const { out } = await place.run('db check');
    expect(out).toContain('✓ pages');
    expect(out).toContain('ledger.changed');
  });

  it('a missing reference is found', async () => {
    const place = await large();
    const database = new Database(place.path('switchboard.db'));
    database.pragma('foreign_keys = off');
    database.exec("delete from users where email = 'member7@acme.com'");
    database.close();
    expect((await place.run('db check')).out).toContain('memberships → users: 1');
  });

  it('a WAL that was removed with committed work in it is told of by the remembered head', async () => {
    const place = await acme();
    const holder = new Database(place.path('switchboard.db'));
    holder.pragma('wal_autocheckpoint = 0');
    holder.prepare('select count(*) from users').get();
    await place.ok('users invite bo@acme.com --role standard');
    expect(existsSync(place.path('switchboard.db-wal'))).toBe(true);
    copyFileSync(place.path('switchboard.db'), place.path('without-wal'));
    holder.close();
    copyFileSync(place.path('without-wal'), place.path('switchboard.db'));

    const { code, out } = await place.run('db check');
    expect(code).toBe(1);
    expect(out).toContain('✓ pages');
    expect(out).toContain('entry 2 was there before, and the ledger now ends at 1');
    expect((await place.run('users invite cy@acme.com --role standard')).err).toContain('went backwards');
  });

  it('a workspace that is gone with its ledger is told of', async () => {
    const place = await acme();
    copyFileSync(place.path('switchboard.db'), place.path('older.db'));
    await place.ok('workspaces create Second --owner ada@acme.com');
    copyFileSync(place.path('older.db'), place.path('switchboard.db'));
    expect((await place.run('db check')).out).toContain('a workspace with a ledger of 1 entries was there before');
  });
});

function overwrite(path: string, at: number, length: number): void {
  const bytes = readFileSync(path);
  bytes.fill(Buffer.from('damage!'), at, Math.min(at + length, bytes.length));
  writeFileSync(path, bytes);
}

const NEXT = SCHEMA_VERSION + 1;

/** Makes a desk's database one of an older version, as if an older Switchboard had made it: all that it could hold is in it. */
async function aged(place: Desk, version: number): Promise<void> {
  writeFileSync(place.path('older.db'), '');
  const older = openSqlite(place.path('older.db'), {
    mode: 'write',
    toWal: false,
    bringUp: (fresh) => bringUp(fresh, MIGRATIONS.slice(0, version)),
  });
  await older.begin('write');
  await older.commit();
  await older.close();
  const entries = await place.store.rows<EntriesTable>('select * from entries order by number');
  const database = new Database(place.path('older.db'));
  database.pragma('foreign_keys = off');
  database.prepare('attach ? as present').run(place.path('switchboard.db'));
  const tables = database.prepare("select name from main.sqlite_schema where type = 'table'").pluck().all() as string[];
  for (const table of tables) {
    const columns = database.prepare('select name from pragma_table_info(?, ?)').pluck().all(table, 'main').join(', ');
    database.exec(`insert into main.${table} (${columns}) select ${columns} from present.${table}`);
  }
  // What an entry says beside that was in no hash then.
  let last = GENESIS;
  for (const entry of entries) {
    const { number, previous, hash } = chained(
      { ...entry, operation_id: version < 2 ? null : entry.operation_id },
      last,
    );
    database.prepare('update main.entries set previous = ?, hash = ? where number = ?').run(previous, hash, number);
    last = { number, hash };
  }
  database.close();
  renameSync(place.path('older.db'), place.path('switchboard.db'));
  rmSync(place.path('home/.local'), { recursive: true, force: true });
}

onFiles('an older database', () => {
  it.each(Array.from({ length: SCHEMA_VERSION - 1 }, (_, i) => i + 1))(
    'of version %i is named to who reads it, and brought to date by who writes, with all that is in it',
    async (version) => {
      const place = await large();
      const path = place.path('switchboard.db');
      const before = await contentsOf(place);
      await aged(place, version);
      expect(readHeader(path).version).toBe(version);
      const { code, err } = await place.run('users list');
      expect({ code, err }).toEqual({ code: 7, err: expect.stringContaining('run: switchboard db migrate') });
      expect(await place.ok('db migrate --dry-run')).toMatch(new RegExp(`from schema +${version}\\n`));
      expect(readHeader(path).version).toBe(version);

      await place.ok('lines add +15550100');
      expect(readHeader(path).version).toBe(SCHEMA_VERSION);
      expect(readHeader(`${path}.schema-${version}`).version).toBe(version);
      expect(await place.run('db check')).toMatchObject({ code: 0 });
      expect(await place.run('audit verify')).toMatchObject({ code: 0 });
      expect(await contentsOf(place)).toMatchObject({ memberships: before.memberships, users: before.users });
      expect(await place.run(`db check --db ${path}.schema-${version}`)).toMatchObject({ code: 0 });
    },
  );

  const another = () => ['create table another (id integer)'];

  it('is brought to date after a copy beside it, once', async () => {
    const place = await large();
    const path = place.path('switchboard.db');
    const copy = await upgrade(path, SCHEMA_VERSION, undefined, [...MIGRATIONS, another]);
    expect(copy).toBe(`${path}.schema-${SCHEMA_VERSION}`);
    expect(await place.run(`db check --db ${copy}`)).toMatchObject({ code: 0 });
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const { err } = await place.run('users list');
    expect(err).toContain(`made by a newer Switchboard (schema ${NEXT})`);
    const before = digestOf(copy);
    await upgrade(path, SCHEMA_VERSION, undefined, [...MIGRATIONS, another]);
    expect(digestOf(copy)).toBe(before);
  });

  it('is of its new version also while somebody still reads the old one', async () => {
    const place = await large();
    const path = place.path('switchboard.db');
    const reader = new Database(path);
    reader.exec('begin');
    reader.prepare('select count(*) from users').get();
    await upgrade(path, SCHEMA_VERSION, 0, [...MIGRATIONS, another]);
    expect(readHeader(path).version).toBe(SCHEMA_VERSION);
    expect(versionOf(path)).toBe(NEXT);
    reader.close();
  });

  it('stays as it was where a migration fails', async () => {
    const place = await large();
    const failing = () => ['create table another (id integer)', 'create table another (id integer)'];
    await expect(
      upgrade(place.path('switchboard.db'), SCHEMA_VERSION, undefined, [...MIGRATIONS, failing]),
    ).rejects.toThrow();
    expect(await place.run('db check')).toMatchObject({ code: 0 });
    expect(await place.json('db info')).toMatchObject({ schema: SCHEMA_VERSION });
  });

  it('needs nothing where it is of this version', async () => {
    expect(await (await acme()).ok('db migrate')).toContain('nothing to do');
  });
});

it.runIf(STORE === 'sqlite')('a file that was replaced after it was opened is not written', async () => {
  const place = await acme();
  await place.ok('db backup copy.db');
  const path = place.path('switchboard.db');
  const connection = openSqlite(path, { mode: 'write', toWal: false });
  renameSync(place.path('copy.db'), path);
  await expect(connection.begin('write')).rejects.toMatchObject({ kind: 'unavailable', code: 'replaced' });
  await connection.rollback();
  await connection.close();
});

onFiles('where no database is', () => {
  const ACME = 'workspace: {slug: acme, model: standard-admin, owner: ada@acme.com}\n';
  it.each([
    ['a rehearsal', 'workspaces create Acme --owner ada@acme.com --dry-run', 0],
    ['a plan', 'seed plan acme.yaml', 0],
    ['a document whose expectation does not hold', 'seed apply broken.yaml', 1],
  ])('%s leaves none behind', async (_, line, exit) => {
    const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    place.write('acme.yaml', ACME);
    place.write('broken.yaml', `${ACME}expect: [{member: ada@acme.com, action: users.invite, allowed: false}]\n`);
    expect(await place.run(line)).toMatchObject({ code: exit });
    expect(readdirSync(place.path('')).filter((name) => name.startsWith('switchboard.db'))).toEqual([]);
    expect((await place.run('users list')).err).toContain('there is no database');
    await place.ok('seed apply acme.yaml');
    await place.ok('db check');
  });
});
