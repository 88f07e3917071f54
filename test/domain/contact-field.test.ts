import { describe, expect, it } from 'vitest';
import { readValue } from '../../src/domain/contact-field.ts';
import type { FieldKind } from '../../src/domain/field-definition.ts';

const read = (kind: FieldKind, text: string, choices: string[] | null = null) => {
  const { value, fault } = readValue({ kind, choices }, text);
  return fault === undefined
    ? value
    : fault.suggestion === null
      ? `(${fault.code})`
      : `(${fault.code}: ${fault.suggestion})`;
};

describe('a value of a field is read', () => {
  it.each<[FieldKind, string, string]>([
    ['text', '  Boston ', 'Boston'],
    ['text', 'x'.repeat(1001), '(too-long)'],
    ['text', 'a\u202Eb', '(bidi-character)'],
    ['text', ' ', '(missing-value)'],
    ['number', '007.50', '7.5'],
    ['number', '+3', '3'],
    ['number', '-0.0', '0'],
    ['number', '-0.5', '-0.5'],
    ['number', '1,234.5', '(bad-number: 1234.5)'],
    ['number', '1 234', '(bad-number: 1234)'],
    ['number', '1,5', '(bad-number)'],
    ['number', '1e3', '(bad-number)'],
    ['number', '.5', '(bad-number)'],
    ['number', '1234567890123456', '(bad-number)'],
    ['number', '123456789012345', '123456789012345'],
    ['date', '2026-11-21', '2026-11-21'],
    ['date', '2026-02-29', '(bad-date)'],
    ['date', '2026/1/2', '(bad-date: 2026-01-02)'],
    ['date', '11/21/2026', '(bad-date)'],
    ['yes-no', 'TRUE', 'yes'],
    ['yes-no', '0', 'no'],
    ['yes-no', 'maybe', '(bad-yes-no)'],
  ])('%s %j is %s', (kind, text, said) => expect(read(kind, text)).toBe(said));

  it('a choice is spelt as the field spells it, and the nearest is named', () => {
    expect(read('choice', ' GOLD', ['free', 'Gold'])).toBe('Gold');
    expect(read('choice', 'gld', ['free', 'Gold'])).toBe('(unknown-choice: Gold)');
    expect(read('choice', 'x', ['free', 'Gold'])).toBe('(unknown-choice)');
  });
});
