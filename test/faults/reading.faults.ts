import { afterAll, describe, expect, it } from 'vitest';
import { acme } from '../support/desk.ts';
import { NO_STACK, rosterOf } from '../support/program.ts';
import { callsOf, contents, faultsOf, kept, struck, whyNot } from './strike.ts';
import { Tally } from './tally.ts';

const reason = whyNot();
if (reason !== undefined) console.log(reason);
const tally = new Tally();
afterAll(() => tally.print('F2: a call that reads the store fails'));

const STORE = ['switchboard.db', 'switchboard.db-wal', 'switchboard.db-shm'];
const LINES = [
  'users list',
  'users show user1@acme.com',
  'audit verify',
  'db check',
  'whoami',
  'access can user1@acme.com billing.edit',
  'users invite roster.csv',
];

describe.skipIf(reason)('where the disk cannot be read, a command says so, and changes nothing', () => {
  for (const call of ['pread64', 'fstat', 'fcntl', 'mmap']) {
    it.each(LINES)(`%s, at ${call}`, async (line) => {
      const place = await acme();
      await place.ok('users invite -', rosterOf(50));
      place.write('roster.csv', rosterOf(10, 'more'));
      const back = kept(place);
      const before = await contents(place);
      const words = line.split(' ');
      const calls = await callsOf(place, words, call, STORE);
      for (let at = 1; at <= calls + 1; at++) {
        back();
        const ended = await struck(place, words, { call, with: 'EIO', at, on: STORE });
        if (ended.hit) tally.count(`${line}: EIO, ${call}`);
        const where = `${line}, EIO at ${call} ${at}, exit ${ended.code}: ${ended.out}${ended.err}`;
        expect([0, 1, 7], where).toContain(ended.code);
        expect(ended.err, where).toMatch(NO_STACK);
        if (ended.code === 7) {
          expect(ended.err, where).toContain(place.path('switchboard.db'));
          expect(await contents(place), where).toBe(before);
        }
        expect(await faultsOf(place), where).toBe('');
      }
    });
  }
});
