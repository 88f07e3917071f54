import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { acme, type Desk } from '../support/desk.ts';
import { NO_STACK, rosterOf } from '../support/program.ts';
import { contents, type Fault, faultsOf, kept, struck, whyNot } from './strike.ts';
import { Tally } from './tally.ts';

const reason = whyNot();
if (reason !== undefined) console.log(reason);
const tally = new Tally();
afterAll(() => tally.print('F1 and F2: backup, restore and reset'));

const CALLS = ['pwrite64', 'fsync', 'ftruncate', 'unlink', 'link', 'rename', 'rmdir', 'mkdir'];
const KINDS = [
  { with: 'SIGKILL' },
  { with: 'EIO' },
  { with: 'ENOSPC', lasts: true },
] as const satisfies readonly Partial<Fault>[];

const BACKUP = ['db', 'backup', 'copy.db'];
const RESTORE = ['db', 'restore', 'backup.db', '--confirm', 'switchboard.db'];
const RESET = ['seed', 'reset', '--to', 'base', '--confirm', 'switchboard.db'];
const BACK = CALLS.flatMap((call) => [[RESTORE, call] as const, [RESET, call] as const]);

/** A store of 51 people, and a backup and a snapshot of it from when there were 31. */
async function backedUp(): Promise<Desk> {
  const place = await acme();
  await place.ok('users invite -', rosterOf(30));
  await place.ok('db backup backup.db');
  await place.ok('seed snapshot base');
  await place.ok('users invite -', rosterOf(20, 'later'));
  return place;
}

describe.skipIf(reason).each(KINDS)('struck with $with at any moment', (kind) => {
  const named = `${kind.with}${'lasts' in kind ? ' from then on' : ''}`;

  it.each(CALLS)('a backup is whole or not there, and the database as it was: %s', async (call) => {
    const place = await backedUp();
    const back = kept(place);
    const before = await contents(place);
    for (let at = 1, hit = true; hit; at++) {
      back();
      const ended = await struck(place, BACKUP, { ...kind, call, at });
      hit = ended.hit;
      if (hit) tally.count(`backup: ${named}, ${call}`);
      const where = `backup, ${named} at ${call} ${at}, exit ${ended.code}: ${ended.out}${ended.err}`;
      expect([null, 0, 7], where).toContain(ended.code);
      expect(ended.err, where).toMatch(NO_STACK);
      const isThere = existsSync(place.path('copy.db'));
      if (ended.out !== '') expect(isThere, where).toBe(true);
      if (isThere) expect(await contents(place, 'copy.db'), where).toBe(before);
      if (isThere) expect((await place.run('db check --db copy.db')).code, where).toBe(0);
      expect([await contents(place), await faultsOf(place)], where).toEqual([before, '']);
      expect((await place.run(BACKUP)).code, where).toBe(isThere ? 6 : 0);
    }
  });

  it.each(BACK)('a database that is put back is the one or the other: %s, %s', async (words, call) => {
    const place = await backedUp();
    const back = kept(place);
    const before = await contents(place);
    await place.ok(words);
    const after = await contents(place);
    expect([before, after]).toEqual(['51 members, 3 entries', '31 members, 3 entries']);
    for (let at = 1, hit = true; hit; at++) {
      back();
      const ended = await struck(place, words, { ...kind, call, at });
      hit = ended.hit;
      if (hit) tally.count(`${words[1]}: ${named}, ${call}`);
      const where = `${words[1]}, ${named} at ${call} ${at}, exit ${ended.code}: ${ended.out}${ended.err}`;
      expect([null, 0, 7], where).toContain(ended.code);
      expect(ended.err, where).toMatch(NO_STACK);
      const there = await contents(place);
      expect([before, after], where).toContain(there);
      if (ended.out !== '') expect(there, where).toBe(after);
      if (ended.code === 7) expect(there, where).toBe(before);
      const faults = await faultsOf(place);
      const isRemembered = ended.code === 0 && !ended.err.includes('could not be remembered');
      if (there === before || isRemembered) expect(faults, where).toBe('');
      // It could not remember any more that the ledger went back on purpose: a person may say so.
      else if (faults !== '') {
        expect(faults, where).toContain('audit accept-rollback');
        await place.ok('audit accept-rollback');
        expect(await faultsOf(place), where).toBe('');
      }
      expect(await place.run(['users', 'invite', 'next@acme.com']), where).toMatchObject({ code: 0 });
      expect((await place.run(words)).code, where).toBe(0);
    }
  });
});
