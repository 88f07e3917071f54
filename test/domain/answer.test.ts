import { describe, expect, it } from 'vitest';
import { type Answering, answered, unsaid } from '../../src/domain/answer.ts';
import { COMPLIANCE_KINDS, usualReply } from '../../src/domain/compliance-reply.ts';
import type { Situation } from '../../src/domain/responder.ts';
import { complianceNamed, conductOf } from '../../src/domain/responder-draft.ts';
import { segmentsOf } from '../../src/domain/segments.ts';
import { rfc3339 } from '../../src/domain/time.ts';

const greeting = (parts: Partial<Answering>): Answering => ({
  ...{
    id: 1,
    name: 'greeting',
    line: null,
    since: 1,
    reply: 'Hi {first_name}{last_name|!}',
    template: null,
    deeds: [],
  },
  ...conductOf({ keywords: ['hi'] }, undefined, 'UTC'),
  ...parts,
});

const situation: Situation = {
  ...{ text: 'Hi!', at: 0, isFirstContact: false, isClaimed: false, isAutomatic: false, isOpen: true },
  ...{ lastAnswered: () => undefined, yesOptsIn: false, lineIsText: true },
};

const said = (parts: Partial<Answering>, variables: [string, string | null][] = []) =>
  answered([greeting(parts)], situation, new Map(variables)).answer;

describe('an answer', () => {
  it('leaves out what is not known, and says which that is', () => {
    expect(said({}, [['first_name', 'Di']])).toMatchObject({ text: 'Hi Di!', missing: [] });
    expect(said({}, [['last_name', 'Fu']])).toMatchObject({ text: 'Hi Fu', missing: ['first_name'] });
  });

  it('says what was written before variables were read as it stands', () => {
    expect(said({ reply: 'A smile :{' })).toMatchObject({ text: 'A smile :{', missing: [] });
  });

  it('is none where nobody answers, and not said to a machine or to whoever opted out', () => {
    expect(said({ isOn: false })).toBeUndefined();
    expect(said({ reply: null })?.text).toBeNull();
    const to = (isAutomatic: boolean, staysOut: boolean) => unsaid(said({}), { isAutomatic, staysOut });
    expect([to(false, false), to(true, false), to(false, true)]).toEqual([
      null,
      'an automatic message is never answered',
      'they opted out',
    ]);
  });

  it('to a compliance word is one message, names who writes and how to stop', () => {
    for (const kind of COMPLIANCE_KINDS) {
      const reply = usualReply(kind, 'Thirty letters and blanks long');
      expect(segmentsOf(reply).segments).toBe(1);
      expect(reply).toMatch(/^Thirty .*(STOP|START)/);
    }
  });
});

describe('a responder as it is written', () => {
  const kept = (words: Parameters<typeof conductOf>[0], zone = 'America/New_York') => conductOf(words, undefined, zone);

  it('answers in the usual way where nothing is said', () => {
    expect(kept({ keywords: ['hi', 'HI!'] })).toMatchObject({
      kind: 'keyword',
      mode: 'exact',
      words: ['hi'],
      cooldown: 0,
    });
    expect(kept({ pattern: 'hi+' })).toMatchObject({ mode: 'regex', words: [], pattern: 'hi+' });
    expect(kept({ kind: 'away' })).toMatchObject({ schedule: { during: 'outside-hours' }, cooldown: 86_400_000 });
    expect(kept({ kind: 'welcome', cooldown: '0' })).toMatchObject({ schedule: { during: 'always' }, cooldown: 0 });
  });

  it.each([
    ['2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 'America/New_York'],
    ['2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 'America/New_York'],
    ['2026-06-01', '2026-05-31T12:00:00Z', '2026-06-01T12:00:00Z', 'Pacific/Auckland'],
  ])('lasts the whole of the day %s where its line is', (day, begins, ends, zone) => {
    const { from, until } = kept({ kind: 'away', from: day, until: day }, zone).schedule;
    expect([from, until].map((at) => rfc3339(at ?? 0))).toEqual([begins, ends]);
  });

  it('keeps what is not said, and goes from words to a pattern and back', () => {
    const words = kept({ keywords: ['hi'], mode: 'contains', priority: 3, from: '2026-01-01' });
    const pattern = conductOf({ pattern: 'h.' }, words, 'UTC');
    expect(pattern).toMatchObject({ mode: 'regex', words: [], priority: 3, schedule: words.schedule });
    expect(conductOf({ keywords: ['ho'] }, pattern, 'UTC')).toMatchObject({
      mode: 'exact',
      words: ['ho'],
      pattern: null,
    });
    expect(conductOf({ from: '' }, words, 'UTC').schedule).toEqual({ during: 'always' });
    expect(() => conductOf({ mode: 'exact' }, pattern, 'UTC')).toThrow('needs a word');
  });

  it('is a compliance answer by its name, of one line or of all', () => {
    expect(complianceNamed('Opt-Out')).toEqual({ kind: 'opt-out', line: null });
    expect(complianceNamed('Front desk/help')).toEqual({ kind: 'help', line: 'Front desk' });
    expect(complianceNamed('helping')).toBeUndefined();
  });
});
