// Batches undone at any time, in any order, with other changes in between: long, because what must hold then has four parts.
import { describe, expect, it } from 'vitest';
import { betaAfter } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import type { Desk } from '../support/desk.ts';
import { ROUNDS } from '../support/rounds.ts';
import { broken, type State, said, standing } from '../support/undo-standing.ts';
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
    const { of, left } = done;
    const isWhole = of && left === 0 && !touched(of).some((key) => isKept(key, of));
    if (isWhole && !gone.has(done) && since.includes(of)) gone.add(done).add(of);
  }
  return since.filter((one) => !gone.has(one));
}

/** What is not undone: what people agreed to, what was said, and where the work of people went who parted from it. */
const isKept = (key: string, done: Done): boolean =>
  /\|(consent|conversation)/.test(key) || (isContact(key) && operationOf(done).startsWith('users '));
const isMembership = (key: string): boolean => key.endsWith('|membership');
const isShared = (key: string): boolean => /\|(line|product|role|list|field|team)$/.test(key);

/** A history of one seed, command by command. */
class History {
  readonly done: Done[] = [];
  now: State = new Map();
  private ids = 1;
  readonly place: Desk;

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

  /** Undoes something, as a whole or what nobody changed since, and sees to it that it is as it should be then. */
  async undoes(of: Done): Promise<void> {
    const before = this.now;
    const undo = `batch undo ${of.entry} --format json`;
    const whole = await this.place.run(undo);
    if (/undone-already|not-undoable/.test(whole.err)) return;
    const isPart = whole.code === 6;
    if (isPart) {
      await this.look();
      expect(this.now, `nothing of ${of.entry}\n${this.told}`).toEqual(before);
    }
    const { code, out } = isPart ? await this.place.run(`${undo} --partly`) : whole;
    const told = `undo of ${of.entry}\n${this.told}\n${out}`;
    expect(code, told).toBe(isPart ? 5 : 0);
    const { left, leftovers } = JSON.parse(out) as Undone;
    expect(leftovers, told).toHaveLength(left);
    expect(left > 0, told).toBe(isPart);

    const later = this.done.filter((one) => one.entry > of.entry);
    const since = inForce(later);
    const earlier = since.filter((one) => one.of === of).flatMap(({ right }) => [...right]);
    const undoing = touched(of).filter((key) => !isKept(key, of) && !earlier.includes(key));
    const listed = new Map(leftovers.map(({ what, says, touched: by }) => [keyOf(what, says), by]));
    const right = new Set(undoing.filter((key) => !listed.has(unitOf(key, of))));
    await this.look({ as: of.before, keys: right });
    expect(await broken(this.place), told).toEqual([]);
    expectAsBefore(of, { before, now: this.now, right, undoing }, told);
    expectSameGround(of, { right, since, now: this.now }, told);
    for (const [key, by] of listed) {
      const others = since.filter((one) => touched(one).some((on) => bears(on, key, by)));
      const went = touched(of).some((one) => one.startsWith(key) && isKept(one, of));
      if (went) continue;
      expect(
        undoing.map((one) => unitOf(one, of)),
        `${key} listed\n${told}`,
      ).toContain(key);
      expect(others, `${key} listed\n${told}`).not.toHaveLength(0);
      expect([null, of.entry, ...later.map(({ entry }) => entry)], `${key} listed\n${told}`).toContain(by);
    }
    // What was said went with the contact, which is told where that comes back.
    for (const key of touched(of).filter((one) => one.includes('|conversation'))) {
      const [who] = key.split('|') as [string];
      if (right.has(`${who}|contact`) && said(of.after, key).says === '') {
        expect([...listed.keys()], told).toContain(`${who}|conversation`);
      }
    }
    const { number: entry, operation } = await this.last();
    if (operation !== 'batch undo' || this.done.some((one) => one.entry === entry)) return;
    const line = `undo of ${of.entry}, ${left} left`;
    this.done.push({ line, entry, operation, before, after: this.now, of, right, left });
  }
}

interface Comparison {
  readonly before: State;
  readonly now: State;
  /** What is undone, and what there was to undo. */
  readonly right: ReadonlySet<string>;
  readonly undoing: readonly string[];
}

/** What is undone is as it was right before that was done, but not where others changed it since; all else as it was. */
function expectAsBefore(of: Done, { before, now, right, undoing }: Comparison, told: string): void {
  const parts = undoing.some(isMembership);
  for (const key of now.keys()) {
    // Whoever ceases to be a member parts from their contacts.
    if (parts && isContact(key)) continue;
    const then = right.has(key) && !isOfAnother(key, of.before, before) ? said(of.before, key) : said(before, key);
    expect(said(now, key).says, `${key}\n${told}`).toBe(then.says);
    // A contact that was removed may come back where another has its number no more.
    const isGone = [of.after, before].every((state) => said(state, `${key.split('|')[0]}|contact`).says === '');
    const isOthers = right.has(key) && said(before, key).id !== said(of.after, key).id && !(isContact(key) && isGone);
    if (isOthers) expect(said(before, key).says, `${key} not listed\n${told}`).toBe(then.says);
  }
}

/** What somebody holds again rests on what it rested on: not on what went in between, although there is another by now. */
function expectSameGround(
  of: Done,
  { right, since, now }: { right: ReadonlySet<string>; since: readonly Done[]; now: State },
  told: string,
): void {
  for (const key of right) {
    if (said(of.after, key).says !== '' || said(of.before, key).says === '') continue;
    for (const ground of groundsOf(key)) {
      const goers = since.filter(({ before, after, of: undone }) => undone !== of && went(ground, before, after));
      expect(
        goers.map(({ entry }) => entry),
        `${key} rests on ${ground}\n${told}`,
      ).toEqual([]);
      const isOthers = went(ground, of.before, of.after) && said(now, ground).id !== said(of.before, ground).id;
      if (isOthers)
        expect(
          since.some((one) => one.of === of && one.right.has(ground)),
          `${key} rests on ${ground}\n${told}`,
        ).toBe(true);
    }
  }
}

const went = (key: string, before: State, after: State): boolean =>
  said(before, key).says !== '' && said(after, key).says === '';

/** What must be there for a grant, a restriction or a place in a team to hold. */
function groundsOf(key: string): string[] {
  const [, who, what, part] = /^(.+)\|(line grant|product grant|restriction|team membership): (.+)$/.exec(key) ?? [];
  if (what === undefined) return [];
  const [shared] = what.split(' ');
  return [`${who}|membership`, ...(what === 'restriction' ? [] : [`${part}|${shared}`])];
}

const isContact = (key: string): boolean => key.startsWith('+');

/** Whether what happened to one thing may be why another is left; where no entry tells of it, a new contact has its number. */
const bears = (on: string, key: string, by: number | null): boolean =>
  (by === null && isContact(key) && isContact(on)) ||
  on.split('|')[0] === key.split('|')[0] ||
  isShared(on) ||
  isShared(key) ||
  (isContact(key) && isMembership(on));

/** Whether a place or a value was on a list or in a field that is gone by now, or that is another one of that name. */
function isOfAnother(key: string, then: State, now: State): boolean {
  const [, list, field] = /\|(?:place on list: (.+)|contact: (\w+))$/.exec(key) ?? [];
  const of = list === undefined ? `${field}|field` : `${list}|list`;
  return said(then, of).id !== said(now, of).id;
}

/** What is left, as the state calls it. */
function keyOf(what: string, says: string): string {
  // No other list ever goes.
  const [who, part] = says.replace('a list that is gone', 'news').split(': ') as [string, string?];
  return `${who}|${what.replace(/s$/, '')}${part === undefined || what === 'conversations' ? '' : `: ${part}`}`;
}

describe('undoing batches in random histories', () => {
  const [from, often] = [Number(process.env.FROM ?? 0), Number(process.env.MANY ?? 300)];
  it.each(Array.from({ length: ROUNDS(STORE === 'sqlite' ? 90 : 6, often) }, (_, i) => from + i))(
    'history %i',
    async (seed) => {
      const roll = dice(seed);
      const history = new History(await betaAfter('beta_in_histories', WORLD));
      await history.look();
      const next = stepsOf(roll, seed);
      for (let n = 0; n < 10; n++) {
        await history.does(next(n));
        const recent = history.done.slice(roll.below(3) === 0 ? -1 : -4);
        const partly = history.done.flatMap(({ of, left }) => (of && left > 0 ? [of] : []));
        if (recent.length > 0 && roll.below(2) === 0) await history.undoes(roll.one([...recent, ...partly]));
      }
      for (let n = 0; n < 3 && history.done.length > 0; n++) await history.undoes(roll.one(history.done));
      expect(await history.place.run('audit verify')).toMatchObject({ code: 0 });
    },
    60_000,
  );
});
