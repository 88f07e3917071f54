import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';

interface Restored {
  readonly restored: string;
  readonly kept: string | null;
  readonly workspaces: readonly { workspace: string; entry: number; tokensVoided: number }[];
}

const emails = async (place: Desk, flags = ''): Promise<string[]> =>
  (await place.json<{ users: { email: string }[] }>(`users list ${flags}`)).users.map(({ email }) => email);

/** A desk with a backup in which bo is, and a database in which cy is too. */
async function backedUp(): Promise<Desk> {
  const place = await acme();
  await place.ok('users invite bo@acme.com --role standard --status active');
  await place.ok('db backup monday.db');
  await place.ok('users invite cy@acme.com --role standard --status active');
  return place;
}

/** All of this is about files: a server's owner has tools of their own for it. */
const onFiles = describe.runIf(STORE === 'sqlite');

const CONFIRMED = '--confirm switchboard.db';

onFiles('db info', () => {
  it('tells figures to anybody, and nothing of what is in the rows', async () => {
    const place = await backedUp();
    const out = await place.ok('db info --as mallory@x.com --format json');
    expect(JSON.parse(out)).toMatchObject({
      schema: SCHEMA_VERSION,
      current: SCHEMA_VERSION,
      journal: 'wal',
      workspaces: 1,
    });
    expect(JSON.parse(out).tables).toContainEqual({ table: 'users', rows: 3 });
    for (const word of ['bo@', 'cy@', 'ada@', 'acme']) expect(out.replaceAll(place.folder, '')).not.toContain(word);
  });
});

onFiles('db backup', () => {
  it('makes a whole database that only its owner can read, and leaves nothing else behind', async () => {
    const place = await backedUp();
    expect(statSync(place.path('monday.db')).mode & 0o777).toBe(0o600);
    expect(await emails(place, '--db monday.db')).toEqual(['ada@acme.com', 'bo@acme.com']);
    expect(await place.run('db check --db monday.db')).toMatchObject({ code: 0 });
    expect(readdirSync(place.folder).sort()).toEqual(['home', 'monday.db', 'switchboard.db']);
  });

  it('is for those who may edit every workspace; a refusal is an entry in each', async () => {
    const place = await backedUp();
    expect(await place.run('db backup x.db --as bo@acme.com')).toMatchObject({ code: 3 });
    expect(await place.run('db backup x.db --as mallory@x.com')).toMatchObject({ code: 3 });
    await place.ok('workspaces create Second --owner bo@acme.com');
    const { code, err } = await place.run('db backup x.db');
    expect(code).toBe(3);
    expect(err).toContain('every workspace');
    expect(existsSync(place.path('x.db'))).toBe(false);
    expect(await place.json('audit list --workspace acme --operation db --outcome refused')).toMatchObject({
      entries: [
        { actor: 'mallory@x.com', codes: ['member.stranger'] },
        { actor: 'bo@acme.com', codes: ['role.lacks-action'] },
      ],
    });
    expect(await place.json('audit list --workspace second --operation db --as bo@acme.com')).toMatchObject({
      entries: [{ actor: 'ada@acme.com', codes: ['member.stranger'] }],
    });
  });

  it('writes over nothing, not through a link, and only into a folder that is there', async () => {
    const place = await backedUp();
    place.write('taken', 'mine');
    symlinkSync(place.path('nowhere'), place.path('link'));
    expect(await place.run('db backup taken')).toMatchObject({ code: 6 });
    expect(await place.run('db backup link')).toMatchObject({ code: 6 });
    expect(await place.run('db backup switchboard.db')).toMatchObject({ code: 6 });
    expect(await place.run('db backup none/x.db')).toMatchObject({ code: 2 });
    expect(await place.run('db backup taken/x.db')).toMatchObject({ code: 2 });
    expect(place.read('taken')).toBe('mine');
    expect(existsSync(place.path('nowhere'))).toBe(false);
  });

  it('rehearsed, or only asked about, makes nothing', async () => {
    const place = await backedUp();
    const before = readdirSync(place.folder);
    await place.ok('db backup x.db --dry-run');
    expect(await place.ok('db backup x.db --can-i')).toBe('yes\n');
    expect(await place.run('db backup x.db --can-i --as bo@acme.com')).toMatchObject({ code: 1 });
    expect(await place.ok('db backup x.db --explain')).toContain('yes: ada@acme.com workspace.edit on workspace acme');
    expect((await place.run('db backup x.db --explain --as mallory@x.com')).out).not.toContain('acme');
    expect(readdirSync(place.folder)).toEqual(before);
  });

  it('is consistent while another process writes, and so is a snapshot', async () => {
    const place = await acme();
    const writer = spawn(process.execPath, ['-e', WRITER, place.path('switchboard.db')], {
      stdio: 'pipe',
      cwd: process.cwd(),
    });
    await new Promise((resolve) => writer.stdout.once('data', resolve));
    const counts: number[] = [];
    for (const i of [1, 2, 3, 4, 5, 6]) {
      const file = i % 2 === 0 ? `switchboard.db.snapshots/during-${i}.db` : `during-${i}.db`;
      await place.ok(i % 2 === 0 ? `seed snapshot during-${i}` : `db backup ${file}`);
      const { out } = await place.run(`db check --db ${file}`);
      expect(out).toContain('✓ pages');
      const copy = new Database(place.path(file), { readonly: true });
      // The writer writes the same number of rows into both, in one transaction each.
      const [restrictions, users] = ['restrictions', 'users'].map(
        (table) => copy.prepare(`select count(*) from ${table}`).pluck().get() as number,
      );
      copy.close();
      expect(restrictions).toBe((users as number) - 1);
      counts.push(users as number);
    }
    writer.kill();
    expect(new Set(counts).size).toBeGreaterThan(1);
  }, 30_000);
});

const WRITER = `
  const database = require('better-sqlite3')(process.argv[1], { timeout: 10000 });
  database.pragma('foreign_keys = off');
  const user = database.prepare("insert into users (email_key, email) values (?, ?)");
  const restriction = database.prepare("insert into restrictions values (1, ?, 'x', 1, null)");
  const both = database.transaction((i) => {
    user.run('w' + i, 'w' + i);
    restriction.run(i);
  });
  let i = 1000;
  setInterval(() => {
    for (let n = 0; n < 20; n++) both.immediate(i++);
    if (i === 1020) console.log('under way');
  }, 1);`;

onFiles('db restore', () => {
  it('puts the backup back, keeps what was there beside it, and is an entry in each ledger', async () => {
    const place = await backedUp();
    const { kept, workspaces } = await place.json<Restored>(`db restore monday.db ${CONFIRMED}`);
    expect(kept).toBe(place.path('switchboard.db.before-restore-20261121T120000Z'));
    expect(workspaces).toEqual([{ workspace: 'acme', entry: 3, tokensVoided: 0 }]);
    expect(await emails(place)).toEqual(['ada@acme.com', 'bo@acme.com']);
    expect(await emails(place, `--db ${kept}`)).toEqual(['ada@acme.com', 'bo@acme.com', 'cy@acme.com']);
    expect(await place.json('audit show 3')).toMatchObject({
      operation: 'db restore',
      actor: 'ada@acme.com',
      outcome: 'done',
      input: { from: 'monday.db' },
      counts: { entries: 2 },
    });
    expect(await place.run('db check')).toMatchObject({ code: 0 });
    expect(await place.run('audit verify')).toMatchObject({ code: 0 });
    expect(await place.json('db info')).toMatchObject({ journal: 'wal' });
    expect(statSync(place.path('switchboard.db')).mode & 0o777).toBe(0o600);
    expect(readdirSync(place.folder).filter((name) => /-wal|-shm|^\./.test(name))).toEqual([]);
    expect((await place.run('users suspend bo@acme.com')).err).not.toContain('went');
  });

  it('can be done twice in a second, and what was kept can be put back', async () => {
    const place = await backedUp();
    const first = await place.json<Restored>(`db restore monday.db ${CONFIRMED}`);
    const second = await place.json<Restored>(`db restore ${first.kept} ${CONFIRMED}`);
    expect(second.kept).toBe(`${first.kept}-2`);
    expect(await emails(place)).toEqual(['ada@acme.com', 'bo@acme.com', 'cy@acme.com']);
  });

  it('makes invitation tokens of the backup void, and leaves the invitations open', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com --role standard --tokens tokens.csv');
    const token = place.read('tokens.csv').split('\n')[1]?.split(',')[1] as string;
    place.write('token', token);
    await place.ok('db backup monday.db');
    const { workspaces } = await place.json<Restored>(`db restore monday.db ${CONFIRMED}`);
    expect(workspaces).toMatchObject([{ tokensVoided: 1 }]);
    expect((await place.run('users accept --as bo@acme.com --token-file token')).code).toBe(3);
    expect(await place.json('users show bo@acme.com')).toMatchObject({
      status: 'invited',
      by: 'ada@acme.com',
      entry: 2,
    });
    expect(await place.run('audit verify')).toMatchObject({ code: 0 });
    expect(await place.run('users resend bo@acme.com --tokens new.csv')).toMatchObject({ code: 0 });
    place.write('token', place.read('new.csv').split('\n')[1]?.split(',')[1] as string);
    expect(await place.run('users accept --as bo@acme.com --token-file token')).toMatchObject({ code: 0 });
  });

  it('needs the right in every workspace of the database and of the backup', async () => {
    const place = await backedUp();
    expect(await place.run(`db restore monday.db ${CONFIRMED} --as bo@acme.com`)).toMatchObject({ code: 3 });
    expect(await emails(place)).toContain('cy@acme.com');

    // mallory owns a database of his own, and would put it in the place of this one.
    const own = await acme({ SWITCHBOARD_AS: 'ada@acme.com' });
    await own.ok('users invite mallory@x.com --role admin --status active');
    copyFileSync(own.path('switchboard.db'), place.path('mallory.db'));
    expect(await place.run(`db restore mallory.db ${CONFIRMED} --as mallory@x.com`)).toMatchObject({ code: 3 });
    // And the other way round: a backup in which ada may do nothing.
    await own.ok('workspaces create Second --owner mallory@x.com --as mallory@x.com');
    copyFileSync(own.path('switchboard.db'), place.path('mallorys.db'));
    expect(await place.run(`db restore mallorys.db ${CONFIRMED}`)).toMatchObject({ code: 3 });
    expect(await emails(place)).toContain('cy@acme.com');
  });

  it('asks for the name of the file, and takes no other', async () => {
    const place = await backedUp();
    for (const flags of ['', '--yes', '--confirm other.db']) {
      expect(await place.run(`db restore monday.db ${flags}`)).toMatchObject({ code: 2 });
    }
    expect(await emails(place)).toContain('cy@acme.com');
  });

  it('rehearsed, changes nothing', async () => {
    const place = await backedUp();
    const before = readFileSync(place.path('switchboard.db'));
    const names = readdirSync(place.folder);
    expect(await place.json('db restore monday.db --dry-run')).toMatchObject({ workspaces: [{ entry: 3 }] });
    expect(readFileSync(place.path('switchboard.db'))).toEqual(before);
    expect(readdirSync(place.folder)).toEqual(names);
    expect(await place.run('audit verify')).toMatchObject({ code: 0 });
  });

  for (const [what, damage] of [
    ['cut off', (path: string) => truncateSync(path, 50)],
    ['written over', (path: string) => writeFileSync(path, 'gone')],
    ['full of damaged pages', (path: string) => writeFileSync(path, readFileSync(path).fill(7, 4096))],
    ['gone', (path: string) => rmSync(path)],
  ] as const) {
    it(`repairs a database that is ${what}, and keeps what is left of it`, async () => {
      const place = await backedUp();
      damage(place.path('switchboard.db'));
      place.write('switchboard.db-wal', 'stale');
      expect(await place.run(`db restore monday.db ${CONFIRMED} --as bo@acme.com`)).toMatchObject({ code: 3 });
      const { kept } = await place.json<Restored>(`db restore monday.db ${CONFIRMED}`);
      if (what === 'gone') expect(kept).toBeNull();
      else expect(existsSync(kept as string)).toBe(true);
      expect(place.read('switchboard.db.before-restore-20261121T120000Z-wal')).toBe('stale');
      expect(existsSync(place.path('switchboard.db-wal'))).toBe(false);
      expect(await place.run('db check')).toMatchObject({ code: 0 });
      expect(await emails(place)).toEqual(['ada@acme.com', 'bo@acme.com']);
    });
  }

  it('takes no backup that is damaged, tampered with, or none', async () => {
    const place = await backedUp();
    writeFileSync(place.path('damaged.db'), readFileSync(place.path('monday.db')).fill(7, 4096 * 4, 4096 * 6));
    copyFileSync(place.path('monday.db'), place.path('tampered.db'));
    const database = new Database(place.path('tampered.db'));
    database.exec("update entries set actor = 'mallory@x.com' where number = 2");
    database.close();
    place.write('text.db', 'Dear ada');
    for (const [name, code, says] of [
      ['damaged.db', 7, 'damaged'],
      ['tampered.db', 7, 'is not what it was'],
      ['text.db', 7, 'is not a Switchboard database'],
      ['none.db', 4, 'there is no database at'],
      ['switchboard.db', 2, 'is the database itself'],
    ] as const) {
      const ran = await place.run(`db restore ${name} ${CONFIRMED}`);
      expect({ name, code: ran.code, err: ran.err }).toEqual({ name, code, err: expect.stringContaining(says) });
    }
    expect(await emails(place)).toContain('cy@acme.com');
    expect(readdirSync(place.folder).filter((name) => name.includes('before-restore'))).toEqual([]);
  });

  it('takes the place of no other program’s database and of no newer one', async () => {
    const place = await backedUp();
    const other = new Database(place.path('other.db'));
    other.exec('create table notes (text)');
    other.pragma('application_id = 1');
    other.close();
    copyFileSync(place.path('switchboard.db'), place.path('newer.db'));
    const newer = new Database(place.path('newer.db'));
    newer.pragma('user_version = 99');
    newer.close();
    for (const name of ['other.db', 'newer.db']) {
      const before = readFileSync(place.path(name));
      expect(await place.run(`db restore monday.db --db ${name} --confirm ${name}`)).toMatchObject({ code: 7 });
      expect(readFileSync(place.path(name))).toEqual(before);
    }
  });

  it('waits for whoever has the database open, and then gives up, with everything as it was', async () => {
    const place = await backedUp();
    const reader = new Database(place.path('switchboard.db'));
    reader.exec('begin');
    reader.prepare('select count(*) from users').get();
    const { code, err } = await place.run(`db restore monday.db ${CONFIRMED} --wait 0.2`);
    reader.close();
    expect(code).toBe(7);
    expect(err).toContain('is being written by another process');
    expect(await emails(place)).toContain('cy@acme.com');
    expect(await place.json('db info')).toMatchObject({ journal: 'wal' });
  });

  it('puts a backup where no database was', async () => {
    const place = await backedUp();
    expect(await place.run('db restore monday.db --db new/folder/acme.db --confirm acme.db')).toMatchObject({
      code: 0,
    });
    expect(await emails(place, '--db new/folder/acme.db')).toEqual(['ada@acme.com', 'bo@acme.com']);
    expect(await emails(place)).toContain('cy@acme.com');
  });
});
