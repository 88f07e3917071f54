import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';

const CONFIRMED = '--confirm switchboard.db';
const RESET = `seed reset --to base ${CONFIRMED}`;
const emails = (place: Desk, flags = ''): Promise<string> => place.ok(`users list -q ${flags}`);

/** A desk with a snapshot in which bo is, and a database in which cy is too. */
async function kept(): Promise<Desk> {
  const place = await acme();
  await place.ok('users invite bo@acme.com --role standard --status active');
  await place.ok('seed snapshot base');
  await place.ok('users invite cy@acme.com --role standard --status active');
  return place;
}

const onFiles = describe.runIf(STORE === 'sqlite');

onFiles('seed snapshot', () => {
  it('keeps a whole database that only its owner can read, and tells when it was made', async () => {
    const place = await kept();
    expect(statSync(place.path('switchboard.db.snapshots')).mode & 0o777).toBe(0o700);
    expect(statSync(place.path('switchboard.db.snapshots/base.db')).mode & 0o777).toBe(0o600);
    expect(await emails(place, '--db switchboard.db.snapshots/base.db')).toBe('ada@acme.com\nbo@acme.com\n');
    expect(await place.json('seed snapshots')).toMatchObject({
      snapshots: [{ name: 'base', made: '2026-11-21T12:00:00Z' }],
    });
    expect(readdirSync(place.path('switchboard.db.snapshots'))).toEqual(['base.db']);
  });

  it('is taken anew only where that is said', async () => {
    const place = await kept();
    expect(await place.run('seed snapshot base')).toMatchObject({ code: 6 });
    await place.ok('seed snapshot base --replace');
    await place.ok('users remove bo@acme.com --confirm bo@acme.com');
    await place.ok(RESET);
    expect(await emails(place)).toBe('ada@acme.com\nbo@acme.com\ncy@acme.com\n');
  });

  it('has a name that is no path', async () => {
    const place = await acme();
    for (const name of ['../base', 'a/b', '.hidden', 'Base', 'a', 'con.db', '-x-', 'x'.repeat(41)]) {
      expect(await place.run(['seed', 'snapshot', '--', name])).toMatchObject({ code: 2 });
    }
    expect(await place.run('seed reset --to ../switchboard --confirm switchboard.db')).toMatchObject({ code: 2 });
    expect(existsSync(place.path('switchboard.db.snapshots'))).toBe(false);
  });

  it('rehearsed, makes nothing', async () => {
    const place = await acme();
    const before = readdirSync(place.folder);
    await place.ok('seed snapshot base --dry-run');
    expect(readdirSync(place.folder)).toEqual(before);
  });

  it('keeps nothing of a database whose pages are not in order', async () => {
    const place = await kept();
    const database = place.path('switchboard.db');
    writeFileSync(database, readFileSync(database).fill(7, 4096 * 6, 4096 * 9));
    expect((await place.run('seed snapshot other')).code).toBe(7);
    expect(readdirSync(place.path('switchboard.db.snapshots'))).toEqual(['base.db']);
  });
});

onFiles('seed reset', () => {
  it('puts a database back as often as wanted, and keeps it as it was the last time', async () => {
    const place = await kept();
    for (const name of ['dee', 'eve']) {
      await place.ok(`users invite ${name}@acme.com --role standard --status active`);
      expect(await place.json(RESET)).toMatchObject({
        kept: place.path('switchboard.db.before-reset'),
        workspaces: [{ workspace: 'acme', entry: 3, tokensVoided: 0 }],
      });
      expect(await emails(place)).toBe('ada@acme.com\nbo@acme.com\n');
      expect(await emails(place, '--db switchboard.db.before-reset')).toContain(`${name}@acme.com`);
    }
    expect(await emails(place, '--db switchboard.db.before-reset')).not.toContain('dee@acme.com');
    expect(readdirSync(place.folder).filter((name) => /-wal|-shm|^\./.test(name))).toEqual([]);
    expect(statSync(place.path('switchboard.db')).mode & 0o777).toBe(0o600);
    expect(await place.json('db info')).toMatchObject({ journal: 'wal' });
  });

  it('is an entry in each ledger, and nobody is told that a ledger went back', async () => {
    const place = await kept();
    await place.ok(RESET);
    expect(await place.json('audit show 3')).toMatchObject({ operation: 'seed reset', input: { to: 'base' } });
    expect((await place.run('users suspend bo@acme.com')).err).not.toContain('went');
    expect(await place.run('audit verify')).toMatchObject({ code: 0 });
    expect(await place.run('db check')).toMatchObject({ code: 0 });
  });

  it('makes invitation tokens of the snapshot void', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com --role standard --tokens tokens.csv');
    place.write('token', place.read('tokens.csv').split('\n')[1]?.split(',')[1] as string);
    await place.ok('seed snapshot base');
    expect(await place.json(RESET)).toMatchObject({ workspaces: [{ tokensVoided: 1 }] });
    expect((await place.run('users accept --as bo@acme.com --token-file token')).code).toBe(3);
  });

  it('leaves no workspace where no snapshot is named; then a snapshot can still be put back', async () => {
    const place = await kept();
    await place.ok(`seed reset ${CONFIRMED}`);
    expect(await place.run('workspaces list')).toMatchObject({ code: 4 });
    expect(await place.run('db check')).toMatchObject({ code: 0 });
    // Nobody is in it: whoever can write the file may empty it once more, and nothing of it is lost.
    await place.ok(`seed reset ${CONFIRMED} --as mallory@x.com`);
    expect(await place.run(`${RESET} --as mallory@x.com`)).toMatchObject({ code: 3 });
    await place.ok(RESET);
    expect(await emails(place)).toBe('ada@acme.com\nbo@acme.com\n');
    await place.ok(`seed reset ${CONFIRMED}`);
    await place.ok('workspaces create Other --owner mallory@x.com --as mallory@x.com');
    expect(await place.ok('audit list -q --as mallory@x.com')).toBe('1\n');
  });

  it('needs the right in every workspace of the database and of the snapshot', async () => {
    const place = await kept();
    for (const who of ['bo@acme.com', 'mallory@x.com']) {
      expect(await place.run(`${RESET} --as ${who}`)).toMatchObject({ code: 3 });
      expect(await place.run(`seed reset ${CONFIRMED} --as ${who}`)).toMatchObject({ code: 3 });
      expect(await place.run(`seed snapshot other --as ${who}`)).toMatchObject({ code: 3 });
    }
    // mallory puts a database of his own among the snapshots.
    const own = await acme();
    await own.ok('users invite mallory@x.com --role admin --status active');
    copyFileSync(own.path('switchboard.db'), place.path('switchboard.db.snapshots/his.db'));
    expect(await place.run(`seed reset --to his ${CONFIRMED} --as mallory@x.com`)).toMatchObject({ code: 3 });
    await place.ok('workspaces create Second --owner bo@acme.com');
    expect(await place.run(RESET)).toMatchObject({ code: 3 });
    expect(await emails(place, '--workspace acme')).toContain('cy@acme.com');
  });

  it('asks for the name of the file, and takes no other; rehearsed, it changes nothing', async () => {
    const place = await kept();
    for (const flags of ['', '--yes', '--confirm base']) {
      expect(await place.run(`seed reset --to base ${flags}`)).toMatchObject({ code: 2 });
    }
    const before = readFileSync(place.path('switchboard.db'));
    const names = readdirSync(place.folder);
    expect(await place.json('seed reset --to base --dry-run')).toMatchObject({ workspaces: [{ entry: 3 }] });
    await place.ok('seed reset --dry-run');
    expect(readFileSync(place.path('switchboard.db'))).toEqual(before);
    expect(readdirSync(place.folder)).toEqual(names);
  });

  it('waits for whoever has the database open, and then gives up, with everything as it was', async () => {
    const place = await kept();
    await place.ok(RESET);
    await place.ok('users invite eve@acme.com --role standard --status active');
    const reader = new Database(place.path('switchboard.db'));
    reader.exec('begin');
    reader.prepare('select count(*) from users').get();
    expect(await place.run(`${RESET} --wait 0.2`)).toMatchObject({ code: 7 });
    reader.close();
    expect(await emails(place)).toContain('eve@acme.com');
    expect(await emails(place, '--db switchboard.db.before-reset')).toContain('cy@acme.com');
  });

  it('names the nearest of the snapshots that are there, and does not touch a damaged database', async () => {
    const place = await kept();
    expect((await place.run(`seed reset --to bass ${CONFIRMED}`)).err).toContain('did you mean "base"?');
    writeFileSync(place.path('switchboard.db'), 'gone');
    expect(await place.run(`seed reset ${CONFIRMED}`)).toMatchObject({ code: 7 });
    expect(place.read('switchboard.db')).toBe('gone');
    await place.ok(`db restore switchboard.db.snapshots/base.db ${CONFIRMED}`);
    rmSync(place.path('switchboard.db.snapshots'), { recursive: true });
    expect(await place.json('seed snapshots')).toMatchObject({ snapshots: [] });
  });
});
