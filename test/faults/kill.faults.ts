import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Desk } from '../support/desk.ts';
import { creating, ends, importing, type Scene, scripted, seeding, undoing, updating } from './scenes.ts';
import { callsOf, contents, faultsOf, kept, struck, whyNot } from './strike.ts';
import { Tally } from './tally.ts';

const reason = whyNot();
if (reason !== undefined) console.log(reason);
const tally = new Tally();
afterAll(() => tally.print('F1: killed at every call that writes'));

const MOST = 300;
const CALLS = ['pwrite64', 'write', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'rename', 'link', 'mkdir'];

/** Where to strike: at every call, and once behind the last; at an even sample of a very long command. */
async function points(place: Desk, scene: Scene, call: string): Promise<number[]> {
  const calls = await callsOf(place, scene.words, call);
  const every = Math.ceil(calls / MOST);
  if (every > 1) tally.note(`${scene.name}: ${call} is made ${calls} times; killed at every ${every}th`);
  return Array.from({ length: Math.ceil(calls / every) }, (_, i) => 1 + i * every);
}

describe.skipIf(reason)('killed at any moment, a change is there whole or not at all', () => {
  for (const scene of [creating, importing, updating, seeding, undoing, scripted]) {
    it.each(CALLS)(`${scene.name}, at %s`, async (call) => {
      const place = await scene.prepare();
      const back = kept(place);
      const { before, after } = await ends(scene, place, back);
      const at = await points(place, scene, call);
      // One more than there seem to be, until the command passes untouched.
      for (let i = 0, hit = true; hit; i++) {
        back();
        const n = at[i] ?? (at.at(-1) ?? 0) + 1 + i - at.length;
        const ended = await struck(place, scene.words, { call, with: 'SIGKILL', at: n });
        hit = ended.hit;
        const where = `${scene.name}, killed at ${call} ${n}: ${ended.out}${ended.err}`;
        if (hit) tally.count(`${scene.name}: ${call}`);
        const [made, lines] = scene.makes ?? [];
        const isMade = made !== undefined && existsSync(place.path(made));
        if (isMade) expect(place.read(made).split('\n').length - 1, where).toBe(lines);
        // The next command finds what is there, unaided.
        const there = await contents(place);
        expect([before, after], where).toContain(there);
        if (ended.out.includes(scene.says) || !hit) expect([there, isMade], where).toEqual([after, made !== undefined]);
        else if (there === before) expect(isMade, where).toBe(false);
        expect(await faultsOf(place), where).toBe('');
        // And the same one does what is still to be done.
        const again = await place.run(scene.words);
        if (there === before) expect(again, where).toMatchObject({ code: 0 });
        else expect([0, scene.again], where + again.err).toContain(again.code);
        expect(await contents(place), where).toBe(after);
        expect(await faultsOf(place), where).toBe('');
      }
    });
  }
});
