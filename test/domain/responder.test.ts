import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/errors.ts';
import { neverTogether, offHours, readHours, readKind, usualCooldown } from '../../src/domain/responder.ts';
import { actionTexts, readActions } from '../../src/domain/responder-action.ts';
import { type Claim, clashOf } from '../../src/domain/responder-clash.ts';
import { readMode, readWords } from '../../src/domain/responder-mode.ts';

const told = (act: () => unknown): string => {
  try {
    return JSON.stringify(act());
  } catch (error) {
    if (error instanceof Failure) return `${error.kind} ${error.code}: ${error.message} (${error.hint})`;
    throw error;
  }
};

describe('words of a responder are read', () => {
  it('modes, kinds and hours by their names, the nearest named', () => {
    expect([readMode(' Exact '), readKind('AWAY'), readHours('always')]).toEqual(['exact', 'away', 'always']);
    expect(told(() => readMode('containz'))).toContain('did you mean "contains"?');
    expect(told(() => readMode('zzzz'))).toContain('exact, first-word, starts-with, whole-word, contains or regex');
    expect(told(() => readKind('wellcome'))).toContain('did you mean "welcome"?');
    expect(told(() => readKind('opt-out'))).toContain('invalid unknown-kind');
    expect(told(() => readHours('busines-hours'))).toContain('did you mean "business-hours"?');
    expect([usualCooldown('keyword'), usualCooldown('away'), usualCooldown('welcome')]).toEqual([
      0, 86_400_000, 86_400_000,
    ]);
  });

  it('keywords each once, as they were written first', () => {
    expect(readWords([' Price ', 'PRICE!', 'cost'], 'exact')).toEqual(['Price', 'cost']);
    expect(readWords(['$5', '5'], 'contains')).toEqual(['$5', '5']);
  });

  it.each([
    ['none', [], 'a keyword responder needs a word'],
    ['an empty one', ['a', ' '], 'it is empty'],
    ['a long one', ['x'.repeat(101)], 'too long'],
    ['one that is not seen', ['a\u202eb'], 'bidi character'],
    ['fifty-one', Array.from({ length: 51 }, (_, i) => `w${i}`), 'at most 50'],
  ])('refused: %s', (_, words, said) => expect(told(() => readWords(words, 'exact'))).toContain(said));

  it('a mark is no word, but may be a whole message', () => {
    expect(told(() => readWords(['?'], 'whole-word'))).toContain('use the mode exact or contains');
    expect(readWords(['?'], 'exact')).toEqual(['?']);
  });
});

describe('a schedule', () => {
  it('without an end never ends', () => {
    expect(offHours({ during: 'always' }, { at: 0, isOpen: false })).toBeUndefined();
  });

  it('is never together with another only if no moment is in both', () => {
    const schedule = fc.record({
      during: fc.constantFrom('always' as const, 'business-hours' as const, 'outside-hours' as const),
      from: fc.constantFrom(undefined, 1, 2),
      until: fc.constantFrom(undefined, 3, 4, 2),
    });
    fc.assert(
      fc.property(schedule, schedule, (one, other) => {
        const moments = [0, 1, 2, 3, 4].flatMap((at) => [true, false].map((isOpen) => ({ at, isOpen })));
        const both = moments.some((now) => offHours(one, now) === undefined && offHours(other, now) === undefined);
        if (neverTogether(one, other)) expect(both).toBe(false);
        else expect(both || (one.from ?? 0) >= (one.until ?? 9) || (other.from ?? 0) >= (other.until ?? 9)).toBe(true);
      }),
    );
  });
});

describe('a keyword clashes', () => {
  const claim = (parts: Partial<Claim>): Claim => ({
    id: 0,
    name: 'new',
    kind: 'keyword',
    line: 1,
    mode: 'exact',
    words: ['price'],
    pattern: null,
    schedule: { during: 'always' },
    ...parts,
  });
  const old = claim({ id: 7, name: 'PRICES' });
  const clash = (candidate: Partial<Claim>, other: Claim = old) => {
    const found = clashOf(claim(candidate), [other], { yesOptsIn: false });
    return found === undefined ? 'none' : `${found.kind} ${found.code}: ${found.message}`;
  };

  it.each<[string, Partial<Claim>, Claim?]>([
    ['however it is written', { words: ['hello', '“PRICE!”'] }],
    ['from all lines', { line: null }],
    ['with one on all lines', {}, { ...old, line: null }],
    ['where no mode is said', { mode: null }],
    ['in part of its hours', { schedule: { during: 'business-hours' } }],
    [
      'by its pattern',
      { mode: 'regex', words: [], pattern: 'pri.e' },
      { ...old, mode: 'regex', words: [], pattern: 'pri.e' },
    ],
  ])('%s, and the other is named', (_, candidate, other) =>
    expect(clash(candidate, other)).toMatch(/^conflict keyword-taken: .* is taken: "PRICES" answers it/),
  );

  it.each<[string, Partial<Claim>, Claim?]>([
    ['on another line', { line: 2 }],
    ['in another mode', { mode: 'contains' }],
    ['with itself', { id: 7 }],
    ['with a welcome', {}, { ...old, kind: 'welcome' }],
    ['at other hours', { schedule: { during: 'business-hours' } }, { ...old, schedule: { during: 'outside-hours' } }],
    [
      'at another season',
      { schedule: { during: 'always', from: 5 } },
      { ...old, schedule: { during: 'always', until: 5 } },
    ],
    ['with another word', { words: ['prices'] }],
  ])('not %s', (_, candidate, other) => expect(clash(candidate, other)).toBe('none'));

  it.each<[Partial<Claim>, string]>([
    [{ words: ['Stop!'] }, 'STOP is an opt-out word'],
    [{ words: ['opt–out'], mode: 'contains' }, 'OPT OUT is an opt-out word'],
    [{ words: ['info'], mode: 'first-word' }, 'INFO is a help word'],
    [{ words: ['START'], mode: 'whole-word' }, 'START is an opt-in word'],
    [{ mode: 'regex', pattern: '^(stop|halt)$' }, 'STOP is an opt-out word'],
    [{ mode: 'regex', pattern: 'QUIT' }, 'QUIT is an opt-out word'],
  ])('with a compliance word always: %j', (candidate, said) => {
    expect(clash(candidate)).toContain(`compliance-word: ${said}`);
    expect(clash({ ...candidate, line: 99 })).toContain(said);
  });

  it.each<Partial<Claim>>([
    { words: ['stop sign'] },
    { words: ['yes'] },
    ...['.*', '\\w+', '[a-z]{4}', 'st.*', '^stop sign$', '\\d+'].map((pattern) => ({
      mode: 'regex' as const,
      pattern,
    })),
  ])('what is more than a compliance word is free: %j', (candidate) => expect(clash(candidate)).toBe('none'));

  it('YES is taken where it opts in', () => {
    expect(clashOf(claim({ words: ['yes'] }), [], { yesOptsIn: true })?.code).toBe('compliance-word');
  });
});

describe('actions', () => {
  it('are read, each once, and told in one order', () => {
    const read = readActions([
      'tag=lead',
      'assign=team:Sales',
      'list=VIP',
      ' Tag = LEAD',
      'consent=Opted-In',
      'list=A',
      'reply=Hi = {first_name|there}',
    ]);
    expect(read).toEqual([
      { does: 'reply', body: 'Hi = {first_name|there}' },
      { does: 'consent', state: 'opted-in' },
      { does: 'list', name: 'A' },
      { does: 'list', name: 'VIP' },
      { does: 'tag', name: 'lead' },
      { does: 'assign', team: 'Sales' },
    ]);
    expect(actionTexts(read)).toEqual([
      'reply=Hi = {first_name|there}',
      'consent=opted-in',
      'list=A',
      'list=VIP',
      'tag=lead',
      'assign=team:Sales',
    ]);
    expect(readActions(['assign=Ada@ACME.com'])).toEqual([{ does: 'assign', member: 'ada@acme.com' }]);
    expect(readActions([])).toEqual([]);
  });

  it.each([
    ['lst=VIP', 'did you mean "list="?'],
    ['frobnicate', 'write one of reply=…, consent=…, list=…, tag=… and assign=…'],
    ['__proto__=x', 'there is no action'],
    ['list', 'the action list says nothing'],
    ['tag= ', 'write tag=lead'],
    ['consent=opted-inn', 'did you mean "opted-in"?'],
    ['consent=unknown', 'consent cannot be "unknown"'],
    ['assign=Sales', 'a team is written team:NAME'],
    ['assign=ada@gmail,com', 'did you mean ada@gmail.com?'],
    ['assign=team:', 'no name of a team'],
    ['list=a;b', 'holds a , ; or |'],
    ['tag=a\u200bb', 'control character'],
    [`reply=${'x'.repeat(1_601)}`, 'too long'],
  ])('refused: %.40s', (text, said) => expect(told(() => readActions([text]))).toContain(said));

  it('answer once and assign to one', () => {
    expect(told(() => readActions(['assign=team:A', 'assign=team:B']))).toContain('one assign at most');
    expect(told(() => readActions(['reply=A', 'reply=a']))).toContain('one reply at most');
    expect(told(() => readActions(['consent=opted-in', 'consent=opted-out']))).toContain('one consent at most');
  });

  it('are the same when read again, in whatever order', () => {
    const text = fc.constantFrom(
      'list=VIP',
      'list=vip',
      'list=Élan',
      'tag=a',
      'tag=B',
      'assign=team:Sales',
      'consent=opted-out',
      'reply=Hi\nthere',
    );
    fc.assert(
      fc.property(fc.uniqueArray(text), (texts) => {
        const read = readActions(texts);
        expect(readActions(actionTexts(read).toReversed())).toEqual(read);
      }),
    );
  });
});
