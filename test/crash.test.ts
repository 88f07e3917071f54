import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { acme, type Desk } from './support/desk.ts';
import { rosterOf, start } from './support/program.ts';

const CREATE = 'workspaces create Acme --owner ada@acme.com';

/** Whether readers of a file need not wait for writers. */
const isWal = (place: Desk): boolean => readFileSync(place.path('switchboard.db'))[18] === 2;

/** A store as it stands when its process is killed while the first tables are on their way into the file. */
async function killedWhileItFounds(): Promise<Desk> {
  const place = await acme();
  const database = new Database(place.path('switchboard.db'));
  database.pragma('journal_mode = delete');
  database.close();
  // The header of a rollback journal (sqlite.org/fileformat2.html, section 3): before, there were no pages at all.
  const journal = Buffer.alloc(512);
  journal.write('d9d505f920a163d7', 'hex');
  journal.writeUInt32BE(512, 20);
  journal.writeUInt32BE(4096, 24);
  place.write('switchboard.db-journal', journal);
  rmSync(place.path('home'), { recursive: true });
  return place;
}

describe('a store that was being made when its process was killed', () => {
  it.each(['users list', 'users show ada@acme.com', 'audit verify', 'db check', 'db info', 'users invite bo@acme.com'])(
    'is empty, not broken: %s',
    async (line) => {
      const place = await killedWhileItFounds();
      expect(await place.run(line)).toMatchObject({
        code: 4,
        err: expect.stringContaining('is an empty file, not yet a database'),
      });
      await place.ok(CREATE);
      expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
    },
  );

  it('is made by the next who makes it, and then as good as any', async () => {
    const place = await killedWhileItFounds();
    await place.ok(CREATE);
    expect(isWal(place)).toBe(true);
    await place.ok('db check');
    await place.ok('audit verify');
  });
});

it('a store that could not be turned to WAL when it was made is turned by the next who writes', async () => {
  const place = await acme();
  const other = new Database(place.path('switchboard.db'));
  other.pragma('journal_mode = delete');
  other.close();
  expect(isWal(place)).toBe(false);
  await place.ok('users list');
  expect(isWal(place)).toBe(false);
  await place.ok('lines add +15550100');
  expect(isWal(place)).toBe(true);
});

it('an import that is killed leaves no tokens under their name, and can be run again as it is', async () => {
  const place = await acme();
  place.write('roster.csv', rosterOf(50_000));
  const words = ['users', 'invite', 'roster.csv', '--tokens', 'tokens.csv'];
  const running = start(place, words);
  const parts = () => readdirSync(place.folder).filter((name) => name.startsWith('tokens.csv'));
  for (let i = 0; i < 2000 && parts().length === 0; i++) await pause(5);
  running.child.kill('SIGKILL');
  await running.ended;
  expect(parts()).toEqual([expect.stringMatching(/^tokens\.csv\.[0-9a-f]{8}\.part$/)]);
  expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
  place.write('roster.csv', rosterOf(500));
  expect(await place.run(words)).toMatchObject({ code: 0 });
  expect(place.read('tokens.csv').split('\n')).toHaveLength(502);
}, 60_000);

it('a restored database that nobody could remember is restored, and a note says so', async () => {
  const place = await acme();
  await place.ok('db backup backup.db');
  await place.ok('lines add +15550100');
  place.env.XDG_STATE_HOME = place.write('state', 'in the way');
  const { code, err } = await place.run('db restore backup.db --confirm switchboard.db');
  expect([code, err]).toEqual([0, expect.stringContaining('could not be remembered')]);
  expect(await place.ok('lines list -q')).toBe('');
});

it('tokens are not lost when somebody takes their name meanwhile', async () => {
  const place = await acme();
  const { secretFile } = await import('../src/cli/secret-file.ts');
  const sink = secretFile(place.path('tokens.csv'));
  await sink.write([{ email: 'bo@acme.com', token: 'swi_x', expires: '2026-11-28T12:00:00Z' }]);
  place.write('tokens.csv', 'mine');
  await expect(sink.settle(true)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('.part'),
  });
  const [part = ''] = readdirSync(place.folder).filter((name) => name.endsWith('.part'));
  expect([place.read('tokens.csv'), place.read(part)]).toEqual(['mine', expect.stringContaining('bo@acme.com,swi_x')]);
});
