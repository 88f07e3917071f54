// Batches undone at any time, in any order, with other changes in between: long, because what must hold then has four parts.
import { describe, expect, it } from 'vitest';
import { betaAfter } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import type { Desk } from '../support/desk.ts';
import { ROUNDS } from '../support/rounds.ts';
import { type State, said, standing } from '../support/undo-standing.ts';
import { dice, type Step, stepsOf, WORLD } from '../support/undo-steps.ts';

/** Something that was done, with what there was right before it and right after it. */
interface Done {
  readonly line: string;
  readonly entry: number;
  readonly operation: string;
  readonly before: State;
  readonly after: State;
  /** Of an undo: what it undid, what of it is as before since, and how much it left. */
  readonly of?: Done;
  readonly right: ReadonlySet<string>;
  readonly left: number;
}

interface Undone {
  readonly left: number;
  readonly leftovers: readonly { readonly what: string; readonly says: string; readonly touched: number | null }[];
}

/** What an operation undoes as one: a contact with all that belongs to it, or each thing by itself. */
const unitOf = (key: string, done: Done): string =>
  operationOf(done).startsWith('contacts ') ? `${key.split('|')[0]}|contact` : key;

/** What was done in the first place, where it is an undo of an undo of it. */
const operationOf = ({ of, operation }: Done): string => (of ? operationOf(of) : operation);

const touched = ({ before, after }: Done): string[] =>
  [...after.keys()].filter((key) => said(before, key).id !== said(after, key).id);

/** What was done since and is not as if it had not been: undone as a whole since too, or an undo that did it. */
function inForce(since: readonly Done[]): readonly Done[] {
  const gone = new Set<Done>();
  for (const done of since.toReversed()) {
    if (done.of && done.left === 0 && !gone.has(done) && since.includes(done.of)) gone.add(done).add(done.of);
  }
  return since.filter((one) => !gone.has(one));
}

/** What is not undone: what people agreed to, what was said, and where the work of people went who parted from it. */
const isKept = (key: string, done: Done): boolean =>
  /\|(consent|conversation)/.test(key) || (isContact(key) && operationOf(done).startsWith('users '));
const isMembership = (key: string): boolean => key.endsWith('|membership');
const isShared = (key: string): boolean => /\|(line|product|role)$/.test(key);

/** A history of one seed, command by command. */
class History {
  readonly done: Done[] = [];
  now: State = new Map();
  private ids = 1;
  private readonly place: Desk;

  constructor(place: Desk) {
    this.place = place;
  }

  get told(): string {
    return this.done.map(({ entry, line }) => `${entry}: ${line}`).join('\n');
  }

  private async last(): Promise<{ number: number; operation: string; outcome: string }> {
    const [last] = await this.place.store.rows<{ number: number; operation: string; outcome: string }>(
      'select number, operation, outcome from entries order by number desc limit 1',
    );
    return last as { number: number; operation: string; outcome: string };
  }

  async look(undone?: { readonly as: State; readonly keys: ReadonlySet<string> }): Promise<void> {
    this.now = await standing(this.place, this.now, (key) =>
      undone?.keys.has(key) ? said(undone.as, key).id : this.ids++,
    );
  }

  async does({ line, file }: Step): Promise<void> {
    if (file) this.place.write(...file);
    const entries = (await this.last()).number;
    const { code, err } = await this.place.run(line);
    expect(code, `${line}: ${err}`).not.toBe(70);
    const before = this.now;
    await this.look();
    const { number: entry, operation, outcome } = await this.last();
    if (entry === entries || outcome !== 'done') return;
    const told = `${line} ${file?.[1] ?? ''}`;
    this.done.push({ line: told, entry, operation, before, after: this.now, right: new Set(), left: 0 });
  }

  /** Undoes something, and sees to it that what is left is listed, and that nothing else changed than what is undone. */
  async undoes(of: Done): Promise<void> {
    const before = this.now;
    const { code, out, err } = await this.place.run(`batch undo ${of.entry} --partly --format json`);
    if (code === 6 && err.match(/undone already|is not undone as a batch/)) return;
    const told = `undo of ${of.entry}\n${this.told}\n${out}`;
    expect([0, 5], `${told}: ${err}`).toContain(code);
    const { left, leftovers } = JSON.parse(out) as Undone;
    expect([leftovers.length, code], told).toEqual([left, left > 0 ? 5 : 0]);
    const later = this.done.filter((one) => one.entry > of.entry);
    const since = inForce(later);
    const earlier = since.filter((one) => one.of === of).flatMap(({ right }) => [...right]);
    const undoing = touched(of).filter((key) => !isKept(key, of) && !earlier.includes(key));
    const units = new Map(undoing.map((key) => [unitOf(key, of), key.split('|')[0] as string]));
    const listed = new Set(leftovers.map(({ what, says }) => keyOf(what, says)));
    const right = new Set(undoing.filter((key) => !listed.has(unitOf(key, of))));
    await this.look({ as: of.before, keys: right });

    // What is as it was right before it, is; everything else is as it was right before the undo.
    const parts = undoing.some(isMembership);
    for (const key of new Set([...before.keys(), ...this.now.keys()])) {
      const then = right.has(key) ? of.before : before;
      if (parts && !right.has(key) && isContact(key)) continue;
      expect(said(this.now, key).says, `${key}\n${told}`).toBe(said(then, key).says);
    }
    // What others changed since is left, and listed.
    for (const key of right) {
      const isOthers = said(before, key).id !== said(of.after, key).id;
      if (isOthers) expect(said(before, key).says, `${key} not listed\n${told}`).toBe(said(of.before, key).says);
    }
    // What is listed was touched by it and by others since, of whom the last says which entry it was.
    for (const { what, says, touched: by } of leftovers) {
      const key = keyOf(what, says);
      const [who, kind] = key.split('|') as [string, string];
      if (kind === 'conversation') {
        expect(
          touched(of).some((one) => one.startsWith(`${who}|conversation`)),
          `${key}\n${told}`,
        ).toBe(true);
        continue;
      }
      expect([...units.keys()], `${key} listed\n${told}`).toContain(key);
      const others = since.filter((one) => touched(one).some((on) => bears(on, key)));
      expect(others, `${key} listed by ${by}\n${told}`).not.toHaveLength(0);
      if (by !== null)
        expect(
          [of, ...later].map(({ entry }) => entry),
          `${key}\n${told}`,
        ).toContain(by);
    }
    // What went with a contact is told.
    for (const key of touched(of)) {
      const who = key.split('|')[0] as string;
      if (/\|conversation/.test(key) && right.has(`${who}|contact`) && said(of.after, key).says === '')
        expect([...listed], told).toContain(`${who}|conversation`);
    }
    const { number: entry, operation } = await this.last();
    if (operation !== 'batch undo' || this.done.some((one) => one.entry === entry)) return;
    const after = this.now;
    this.done.push({ line: `undo of ${of.entry}, ${left} left`, entry, operation, before, after, of, right, left });
  }
}

const isContact = (key: string): boolean => key.startsWith('+');

/** Whether what happened to one thing may be why another is left. */
const bears = (on: string, key: string): boolean =>
  on.split('|')[0] === key.split('|')[0] || isShared(on) || isShared(key) || (isContact(key) && isMembership(on));

/** What is left, as the state calls it. */
function keyOf(what: string, says: string): string {
  const [who, part] = says.split(': ') as [string, string?];
  return `${who}|${what.replace(/s$/, '')}${part === undefined || what === 'conversations' ? '' : `: ${part}`}`;
}

describe('undoing batches in random histories', () => {
  const [from, often] = [Number(process.env.FROM ?? 0), Number(process.env.MANY ?? 300)];
  it.each(Array.from({ length: ROUNDS(STORE === 'sqlite' ? 100 : 20, often) }, (_, i) => from + i))(
    'history %i',
    async (seed) => {
      const roll = dice(seed);
      const history = new History(await betaAfter('beta_in_histories', WORLD));
      await history.look();
      const next = stepsOf(roll, seed % 3 > 0);
      for (let n = 0; n < 12; n++) {
        await history.does(next(n));
        const recent = history.done.slice(-4);
        if (n > 1 && recent.length > 0 && roll.below(3) === 0) await history.undoes(roll.one(recent));
      }
      for (let n = 0; n < 4 && history.done.length > 0; n++) await history.undoes(roll.one(history.done));
    },
    60_000,
  );
});
