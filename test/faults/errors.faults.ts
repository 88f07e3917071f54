import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { NO_STACK } from '../support/program.ts';
import { creating, ends, importing, updating } from './scenes.ts';
import { contents, type Fault, faultsOf, kept, struck, whyNot } from './strike.ts';
import { Tally } from './tally.ts';

const reason = whyNot();
if (reason !== undefined) console.log(reason);
const tally = new Tally();
afterAll(() => tally.print('F2: a call that writes fails, once or from then on'));

const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'link', 'mkdir'];
const FAULTS = [
  { with: 'EIO' },
  { with: 'EIO', lasts: true },
  { with: 'ENOSPC' },
  { with: 'ENOSPC', lasts: true },
] as const satisfies readonly Partial<Fault>[];

describe.skipIf(reason)('where the disk fails or is full, a change says so and is not there, or it is there', () => {
  for (const scene of [creating, importing, updating]) {
    for (const kind of FAULTS) {
      const named = `${kind.with}${'lasts' in kind ? ' from then on' : ' once'}`;
      it.each(CALLS)(`${scene.name}: ${named}, at %s`, async (call) => {
        const place = await scene.prepare();
        const back = kept(place);
        const { before, after } = await ends(scene, place, back);
        for (let at = 1, hit = true; hit; at++) {
          back();
          const ended = await struck(place, scene.words, { ...kind, call, at });
          hit = ended.hit;
          const where = `${scene.name}, ${named} at ${call} ${at}, exit ${ended.code}: ${ended.out}${ended.err}`;
          if (hit) tally.count(`${scene.name}: ${named}, ${call}`);
          expect([0, 7], where).toContain(ended.code);
          expect(ended.err, where).toMatch(NO_STACK);
          if (ended.code === 7)
            expect(ended.err, where).toMatch(
              new RegExp(`^error: ${place.folder}/\\S+ .*\\b(?:SQLITE_\\w+|EIO|ENOSPC)\\b`),
            );
          const there = await contents(place);
          const [made] = scene.makes ?? [];
          const isMade = made !== undefined && existsSync(place.path(made));
          expect([there, isMade], where).toEqual(ended.code === 0 ? [after, made !== undefined] : [before, false]);
          expect(await faultsOf(place), where).toBe('');
          const again = await place.run(scene.words);
          expect([0, ended.code === 0 ? scene.again : 0], where + again.err).toContain(again.code);
          expect(await contents(place), where).toBe(after);
          expect(await faultsOf(place), where).toBe('');
        }
      });
    }
  }
});
