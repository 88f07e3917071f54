// How many commands end when their process does: what was told is done, and what is done is whole.
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';
import { runProcess, start } from '../support/program.ts';

const MANY = 20_000;
const SCRIPT = Array.from({ length: MANY }, (_, i) => `contacts add +1617${5_000_000 + i}\n`).join('');

/** Ends a run of many commands when so many were told in its journal, or, with flags, when so many milliseconds are over. */
async function ended(place: Desk, signal: NodeJS.Signals, flags: readonly string[], after: number) {
  writeFileSync(place.path('many.txt'), SCRIPT);
  const { child, ended: ending } = start(place, ['batch', 'run', 'many.txt', '--journal', 'done.jsonl', ...flags]);
  // It is there once all lines were read, and the first is about to be run.
  while (!existsSync(place.path('done.jsonl'))) await pause(10);
  const told = () => place.read('done.jsonl').split('\n').length - 1;
  if (flags.length > 0) await pause(after);
  else while (told() < after) await pause(10);
  child.kill(signal);
  const end = await ending;
  const lines = place
    .read('done.jsonl')
    .split('\n')
    .filter((line) => line.endsWith('}'));
  return { end, told: lines.map((line) => JSON.parse(line) as { entry: number | null }) };
}

const contactsIn = async (place: Desk) =>
  (await place.json<{ contacts: unknown[] }>('contacts list --limit 0')).contacts.length;

it('the program as it is built takes a command that changes nothing for one', async () => {
  const place = await acme();
  await place.ok('contacts add +16175550100 --tags old');
  writeFileSync(place.path('same.txt'), 'contacts edit +16175550100 --tag old\ncontacts edit +16175550100 --tag new\n');
  for (const flags of [[], ['--atomic']]) {
    const { code, err } = await runProcess(place, ['batch', 'run', 'same.txt', ...flags]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  }
});

describe.runIf(STORE === 'sqlite')('a process that ends in the middle', () => {
  it.each([1, 40, 300])('by SIGKILL has done all that it told, after %i commands', async (after) => {
    const place = await acme();
    const { told } = await ended(place, 'SIGKILL', [], after);
    const entries = await entriesOf(place);
    const numbers = new Set(entries.map(({ number }) => number));
    expect(told.length).toBeGreaterThanOrEqual(after);
    expect(told.filter(({ entry }) => entry === null || !numbers.has(entry))).toEqual([]);
    expect(await contactsIn(place)).toBe(entries.length - 1);
    expect(await place.run('audit verify')).toMatchObject({ code: 0 });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s tells of all that it has done, and no more', async (signal, code) => {
    const place = await acme();
    const { end, told } = await ended(place, signal, [], 100);
    expect(end.code).toBe(code);
    expect(end.err).toMatch(/interrupted: \d[\d,]* commands were not run/);
    expect(told).toHaveLength((await entriesOf(place)).length - 1);
    expect(await place.run('audit verify')).toMatchObject({ code: 0 });
  });

  it.each(['SIGKILL', 'SIGINT'] as const)('by %s has done nothing with --atomic', async (signal) => {
    const place = await acme();
    await ended(place, signal, ['--atomic'], 500);
    expect(await entriesOf(place)).toHaveLength(1);
    expect(await contactsIn(place)).toBe(0);
  });
});
