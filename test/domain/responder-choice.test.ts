import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Responder, ResponderKind, Situation } from '../../src/domain/responder.ts';
import { answering, ranked } from '../../src/domain/responder-choice.ts';
import { MODES } from '../../src/domain/responder-mode.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 26, 12);

const responder = (parts: Partial<Responder>): Responder => ({
  id: 1,
  name: 'PRICES',
  kind: 'keyword',
  line: null,
  mode: 'exact',
  words: ['price'],
  pattern: null,
  schedule: { during: 'always' },
  cooldown: 0,
  priority: 0,
  quietWhenClaimed: false,
  isOn: true,
  since: 1,
  ...parts,
});

const compliance = (['opt-out', 'opt-in', 'help'] as const).map((kind, i) =>
  responder({ id: 100 + i, name: kind, kind, mode: null, words: [] }),
);

const situation = (text: string, parts: Partial<Situation> = {}): Situation => ({
  text,
  at: NOON,
  isFirstContact: false,
  isClaimed: false,
  isAutomatic: false,
  isOpen: true,
  lastAnswered: () => undefined,
  yesOptsIn: false,
  lineIsText: true,
  ...parts,
});

const one = (parts: Partial<Responder>, text: string, now: Partial<Situation> = {}) => {
  const [verdict] = ranked([responder(parts)], situation(text, now));
  return `${verdict?.outcome}: ${verdict?.why}`;
};

const winner = (responders: readonly Responder[], text: string, now: Partial<Situation> = {}) =>
  answering(responders, situation(text, now))?.responder.name;

describe('a mode says how words and messages agree', () => {
  it.each<[Partial<Responder>, string, string]>([
    [{}, '“Price?” 🙏', 'answers: exact "price"'],
    [{ mode: null }, 'PRICE', 'answers: exact "price"'],
    [{}, 'price list', 'no-match: the message is not "price"'],
    [{ words: ['price', 'cost'] }, 'Cost!', 'answers: exact "cost"'],
    [{ words: ['price', 'cost'] }, 'hello', 'no-match: the message is not "price" or "cost"'],
    [{ words: ['👍'] }, '👍', 'answers: exact "👍"'],
    [{ words: ['?'] }, ' ?', 'answers: exact "?"'],
    [{ words: ['Straße'] }, 'STRASSE', 'answers: exact "strasse"'],
    [{ mode: 'first-word' }, 'Price, please', 'answers: first-word "price"'],
    [{ mode: 'first-word' }, '🙏 price please', 'answers: first-word "price"'],
    [{ mode: 'first-word', words: ['🍕'] }, '🍕 please', 'answers: first-word "🍕"'],
    [{ mode: 'first-word' }, 'pricey', 'no-match: the first word is not "price"'],
    [{ mode: 'first-word' }, 'the price', 'no-match: the first word is not "price"'],
    [{ mode: 'starts-with' }, 'Pricey!', 'answers: starts-with "price"'],
    [{ mode: 'starts-with' }, 'a price', 'no-match: the message does not start with "price"'],
    [{ mode: 'whole-word' }, "What's the PRICE?", 'answers: whole-word "price" at word 3'],
    [{ mode: 'whole-word' }, 'size/price', 'answers: whole-word "price" at word 2'],
    [{ mode: 'whole-word' }, 'pricey', 'no-match: no word of the message is "price"'],
    [{ mode: 'whole-word' }, 'price-list', 'no-match: no word of the message is "price"'],
    [
      { mode: 'whole-word', words: ['opening hours'] },
      'your opening\nhours?',
      'answers: whole-word "opening hours" at word 2',
    ],
    [{ mode: 'contains' }, 'Pricey', 'answers: contains "price" at character 1'],
    [{ mode: 'contains', words: ['$5'] }, 'for $5?', 'answers: contains "$5" at character 5'],
    [{ mode: 'contains', words: ['$5'] }, 'at 5', 'no-match: the message does not contain "$5"'],
    [{ mode: 'contains', words: ['🍕'] }, 'i want 🍕!', 'answers: contains "🍕" at character 8'],
    [{ mode: 'regex', pattern: 'pri[cs]e' }, 'the PRISE', 'answers: regex /pri[cs]e/ at character 5'],
    [{ mode: 'regex', pattern: '^price$' }, 'prices', 'no-match: nothing in the message fits /^price$/'],
    [
      { mode: 'regex', pattern: '(a)\\1' },
      'aa',
      'no-match: a pattern cannot use \\1, which looks back: it would not be sure to end in time',
    ],
  ])('%j and %j: %s', (parts, text, told) => expect(one(parts, text)).toBe(told));
});

describe('one answers: the one that is most to the point', () => {
  const all = [
    responder({ id: 1, name: 'welcome', kind: 'welcome', mode: null, words: [] }),
    responder({ id: 2, name: 'away', kind: 'away', mode: null, words: [], schedule: { during: 'outside-hours' } }),
    responder({ id: 3, name: 'regex', mode: 'regex', words: [], pattern: 'price' }),
    responder({ id: 4, name: 'contains', mode: 'contains' }),
    responder({ id: 5, name: 'whole', mode: 'whole-word' }),
    responder({ id: 6, name: 'starts', mode: 'starts-with', words: ['pri'] }),
    responder({ id: 7, name: 'first', mode: 'first-word' }),
    responder({ id: 8, name: 'exact' }),
    ...compliance,
  ];

  it.each([
    ['price', 'exact'],
    ['price list', 'first'],
    ['pricey price', 'starts'],
    ['the price', 'whole'],
    ['the prices', 'contains'],
    ['hello', 'away'],
    ['Stop!', 'opt-out'],
    ['unstop', 'opt-in'],
    ['HELP', 'help'],
  ])('%s → %s, on first contact outside hours', (text, name) =>
    expect(winner(all, text, { isFirstContact: true, isOpen: false })).toBe(name),
  );

  it('a welcome where no one is away', () => {
    expect(winner(all, 'hello', { isFirstContact: true })).toBe('welcome');
    expect(winner(all, 'hello')).toBeUndefined();
  });

  it('the others that would have are told, in the order in which they have a say', () => {
    const told = ranked(all, situation('price', { isFirstContact: true, isOpen: false }));
    expect(told.map(({ responder: { name }, outcome }) => `${name} ${outcome}`)).toEqual([
      ...['exact answers', 'first would-answer', 'starts would-answer', 'whole would-answer', 'contains would-answer'],
      ...['regex would-answer', 'away would-answer', 'welcome would-answer'],
      ...['opt-out no-match', 'opt-in no-match', 'help no-match'],
    ]);
    expect(told[1]?.why).toBe('first-word "price", but "exact" goes first');
  });

  it('among beginnings the longer, then the higher priority, then the older', () => {
    const starts = (id: number, word: string, parts: Partial<Responder> = {}) =>
      responder({ id, name: `${id}`, mode: 'starts-with', words: [word], since: id, ...parts });
    expect(winner([starts(1, 'pr'), starts(2, 'pric'), starts(3, 'p', { priority: 9 })], 'price')).toBe('2');
    expect(winner([starts(1, 'pr'), starts(2, 'pr', { priority: 1 })], 'price')).toBe('2');
    expect(winner([starts(5, 'pr'), starts(4, 'pr')], 'price')).toBe('4');
    expect(winner([starts(5, 'pr', { since: 1 }), starts(4, 'pr')], 'price')).toBe('5');
    expect(
      winner([starts(1, 'x'), responder({ name: 'first', mode: 'first-word' }), starts(2, 'pri')], 'price it'),
    ).toBe('first');
  });
});

describe('a responder keeps silent', () => {
  it.each<[string, Partial<Responder>, Partial<Situation>, string]>([
    ['while it is off', { isOn: false }, {}, 'off: exact "price", but switched off'],
    [
      'towards machines',
      {},
      { isAutomatic: true },
      'automatic: exact "price", but an automatic message is never answered',
    ],
    [
      'while a person has the conversation, if it shall',
      { quietWhenClaimed: true },
      { isClaimed: true },
      'claimed: exact "price", but quiet while a person has claimed the conversation',
    ],
    ['not otherwise', {}, { isClaimed: true }, 'answers: exact "price"'],
    [
      'out of hours',
      { schedule: { during: 'business-hours' } },
      { isOpen: false },
      'not-now: exact "price", but answers within business hours only',
    ],
    [
      'within hours',
      { schedule: { during: 'outside-hours' } },
      {},
      'not-now: exact "price", but answers outside business hours only',
    ],
    [
      'before its time',
      { schedule: { during: 'always', from: NOON + 1 } },
      {},
      'not-now: exact "price", but answers from 2026-11-26T12:00:00.001Z on',
    ],
    ['not at its first moment', { schedule: { during: 'always', from: NOON } }, {}, 'answers: exact "price"'],
    [
      'after its last moment',
      { schedule: { during: 'always', until: NOON } },
      {},
      'not-now: exact "price", but answered until 2026-11-26T12:00:00Z',
    ],
    [
      'while it cools down',
      { cooldown: HOUR },
      { lastAnswered: () => NOON - HOUR + 1 },
      'cooling-down: exact "price", but answered this contact already, and will again from 2026-11-26T12:00:00.001Z on',
    ],
    ['not after that', { cooldown: HOUR }, { lastAnswered: () => NOON - HOUR }, 'answers: exact "price"'],
    ['never for having answered, without a cooldown', {}, { lastAnswered: () => NOON }, 'answers: exact "price"'],
  ])('%s', (_, parts, now, told) => expect(one(parts, 'price', now)).toBe(told));

  it('and leaves the message to the next', () => {
    const both = [responder({ cooldown: HOUR }), responder({ id: 2, name: 'CONTAINS', mode: 'contains' })];
    expect(winner(both, 'price', { lastAnswered: (id) => (id === 1 ? NOON : undefined) })).toBe('CONTAINS');
  });
});

describe('compliance words', () => {
  const catchAll = responder({ name: 'everything', mode: 'regex', words: [], pattern: '.*' });

  it('are answered by their own responder, whatever else is so', () => {
    const off = compliance.map((each) => ({
      ...each,
      isOn: false,
      cooldown: HOUR,
      quietWhenClaimed: true,
      priority: -9,
    }));
    const now = { isAutomatic: true, isClaimed: true, isOpen: false, isFirstContact: true, lastAnswered: () => NOON };
    expect(winner([catchAll, ...off], '“Stop!”', now)).toBe('opt-out');
  });

  it('are answered by no other, where their own is missing', () => {
    expect(one({ mode: 'regex', words: [], pattern: '.*' }, 'stop')).toBe(
      'would-answer: regex /.*/ at character 1, but STOP is an opt-out word',
    );
    expect(one({ kind: 'welcome' }, 'help', { isFirstContact: true })).toContain('but HELP is a help word');
  });

  it('are words like others where the line is none for texts', () => {
    expect(winner([catchAll, ...compliance], 'stop', { lineIsText: false })).toBe('everything');
  });

  it('YES only where the line says so', () => {
    expect(winner([catchAll, ...compliance], 'Yes')).toBe('everything');
    expect(winner([catchAll, ...compliance], 'Yes', { yesOptsIn: true })).toBe('opt-in');
  });
});

describe('whatever the responders and the message', () => {
  const words = fc.constantFrom('price', 'Price list', 'pri', 'list', 'stop', '?', '🍕', 'hello');
  const kinds: readonly ResponderKind[] = ['keyword', 'keyword', 'keyword', 'welcome', 'away', 'opt-out', 'help'];
  const some = fc
    .record({
      kind: fc.constantFrom(...kinds),
      mode: fc.constantFrom(...MODES),
      words: fc.array(words, { maxLength: 3 }),
      pattern: fc.constantFrom('.*', 'pr.c', '^list', '(a)\\1'),
      during: fc.constantFrom('always', 'business-hours', 'outside-hours'),
      cooldown: fc.constantFrom(0, HOUR),
      priority: fc.integer({ min: -1, max: 1 }),
      quietWhenClaimed: fc.boolean(),
      isOn: fc.boolean(),
      since: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ during, ...parts }) => responder({ ...parts, schedule: { during } }));
  const many = fc.array(some, { maxLength: 8 }).map((each) => each.map((it, id) => ({ ...it, id, name: `${id}` })));
  const now = fc
    .record({
      text: fc.array(words, { maxLength: 3 }).map((parts) => parts.join(' ')),
      isFirstContact: fc.boolean(),
      isClaimed: fc.boolean(),
      isAutomatic: fc.boolean(),
      isOpen: fc.boolean(),
      last: fc.constantFrom(undefined, NOON - 1),
    })
    .map(({ text, last, ...parts }) => situation(text, { ...parts, lastAnswered: () => last }));

  it('each is told of once, and one answers at most', () => {
    fc.assert(
      fc.property(many, now, (responders, when) => {
        const verdicts = ranked(responders, when);
        expect(verdicts.length).toBe(responders.length);
        expect(new Set(verdicts.map((told) => told.responder))).toEqual(new Set(responders));
        const answers = verdicts.filter(({ outcome }) => outcome === 'answers');
        expect(answers.length).toBeLessThanOrEqual(1);
        expect(answers[0]).toEqual(answering(responders, when));
        const would = verdicts.filter(({ outcome }) => outcome === 'would-answer');
        for (const told of would)
          if (answers[0]) expect(verdicts.indexOf(answers[0])).toBeLessThan(verdicts.indexOf(told));
      }),
      { numRuns: 2_000 },
    );
  });

  it('their order of saving is no matter', () => {
    fc.assert(
      fc.property(many, now, (responders, when) => {
        expect(ranked(responders.toReversed(), when)).toEqual(ranked(responders, when));
      }),
      { numRuns: 1_000 },
    );
  });

  it('taking away any that does not answer changes nothing about who does', () => {
    fc.assert(
      fc.property(many, now, fc.nat(), (responders, when, at) => {
        const chosen = answering(responders, when)?.responder;
        const others = responders.filter((it) => it !== chosen);
        const gone = others[at % Math.max(1, others.length)];
        expect(
          answering(
            responders.filter((it) => it !== gone),
            when,
          )?.responder,
        ).toBe(chosen);
      }),
      { numRuns: 2_000 },
    );
  });
});

it('a message among a thousand responders takes less than a tenth of a second', () => {
  const thousand = Array.from({ length: 1_000 }, (_, id) => {
    const mode = MODES[id % MODES.length] as (typeof MODES)[number];
    return responder({ id, name: `${id}`, mode, words: [`Wörd ${id}`, `other${id}`], pattern: `^(w|o)+${id}$` });
  });
  const ask = () => answering(thousand, situation(`${'lorem ipsum '.repeat(100)} other999`));
  const times = [1, 2, 3, 4].map(() => {
    const began = performance.now();
    expect(ask()?.responder.name).toBe('999');
    return performance.now() - began;
  });
  expect(Math.min(...times)).toBeLessThan(100);
});
