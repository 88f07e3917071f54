import { afterAll, describe, expect, it } from 'vitest';
import { NO_STACK } from '../support/program.ts';
import { creating, ends, importing } from './scenes.ts';
import { callsOf, contents, type Fault, faultsOf, kept, struck, whyNot } from './strike.ts';
import { Tally } from './tally.ts';

const reason = whyNot();
if (reason !== undefined) console.log(reason);
const tally = new Tally();
afterAll(() => tally.print('F3: killed, and then a fault strikes the command that recovers'));

const CALLS = ['pwrite64', 'fsync', 'ftruncate', 'unlink'];
const KINDS = [
  { with: 'SIGKILL' },
  { with: 'EIO' },
  { with: 'ENOSPC', lasts: true },
] as const satisfies readonly Partial<Fault>[];
/** At how many moments of the change itself the process is killed, and at how many of the recovery at most, a call. */
const [CRASHES, MOMENTS] = [5, 10];

const evenly = (count: number, most: number): number[] => {
  const every = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => count - i * every).reverse();
};

describe.skipIf(reason)('a recovery that is itself struck is taken up by the next command', () => {
  for (const scene of [creating, importing]) {
    for (const words of [['users', 'list'], scene.words]) {
      it.each(KINDS)(`${scene.name}, recovered by ${words.slice(0, 2).join(' ')}: $with`, async (kind) => {
        const place = await scene.prepare();
        const fresh = kept(place);
        const { before, after } = await ends(scene, place, fresh);
        for (const crash of evenly(await callsOf(place, scene.words, 'pwrite64'), CRASHES)) {
          fresh();
          await struck(place, scene.words, { call: 'pwrite64', with: 'SIGKILL', at: crash });
          const crashed = kept(place, '-crashed');
          for (const call of CALLS) {
            for (const at of evenly(await callsOf(place, words, call), MOMENTS)) {
              crashed();
              const ended = await struck(place, words, { ...kind, call, at });
              if (ended.hit)
                tally.count(`${scene.name}, recovered by ${words.slice(0, 2).join(' ')}: ${kind.with}, ${call}`);
              const where = `killed at pwrite64 ${crash}, then ${kind.with} at ${call} ${at}, exit ${ended.code}: ${ended.out}${ended.err}`;
              expect(ended.err, where).toMatch(NO_STACK);
              expect([0, 4, 6, 7, null], where).toContain(ended.code);
              const there = await contents(place);
              expect([before, after], where).toContain(there);
              if (ended.out.includes(scene.says)) expect(there, where).toBe(after);
              expect(await faultsOf(place), where).toBe('');
              const again = await place.run(scene.words);
              expect([0, scene.again], where + again.err).toContain(again.code);
              expect([await contents(place), await faultsOf(place)], where).toEqual([after, '']);
            }
            crashed();
          }
        }
      });
    }
  }
});
