import { describe, expect, it } from 'vitest';
import { whereTexts } from '../../src/domain/contact-filter.ts';
import { Failure } from '../../src/domain/errors.ts';
import type { ContactField } from '../../src/domain/field-definition.ts';
import { readWhere } from '../../src/domain/read-where.ts';

const FIELDS: readonly ContactField[] = [
  { id: 1, name: 'city', kind: 'text', choices: null },
  { id: 2, name: 'plan', kind: 'choice', choices: ['free', 'silver', 'Gold'] },
  { id: 3, name: 'age', kind: 'number', choices: null },
  { id: 4, name: 'renewed on', kind: 'date', choices: null },
  { id: 5, name: 'insured', kind: 'yes-no', choices: null },
  { id: 6, name: 'sign in', kind: 'text', choices: null },
];

const canonical = (...texts: string[]) => whereTexts(readWhere(texts, FIELDS));

const wrong = (text: string) => {
  try {
    return canonical(text);
  } catch (error) {
    if (error instanceof Failure) return `${error.code}: ${error.message}${error.hint ? ` (${error.hint})` : ''}`;
    throw error;
  }
};

describe('a filter', () => {
  it.each([
    ['city = Boston', 'city = Boston'],
    ['CITY=Boston', 'city = Boston'],
    ['city is Boston, MA', 'city = Boston, MA'],
    ['city is not Boston', 'city != Boston'],
    ['city in Boston, "Salem, MA" ,Lynn', 'city in Boston,"Salem, MA",Lynn'],
    ['city = "Boston"', 'city = Boston'],
    ['city = " Boston "', 'city = Boston'],
    ['city starts-with "Bos or "', 'city starts-with "Bos or "'],
    ['plan in gold,SILVER,gold', 'plan in Gold,silver'],
    ['age >= 021.50', 'age >= 21.5'],
    ['age<>3', 'age != 3'],
    ['Renewed_On > 2026-01-31', 'renewed on > 2026-01-31'],
    ['insured = TRUE', 'insured = yes'],
    ['sign in in a,b', 'sign in in a,b'],
    ['sign in is empty', 'sign in is empty'],
    ['email is empty', 'email is empty'],
    ['E-Mail IS NOT EMPTY', 'email is not empty'],
    ['name starts with Mar', 'name starts-with mar'],
    ['tags = VIP', 'tag = vip'],
    ['list not in newsletter,old', 'list not in newsletter,old'],
    ['assignee = Bo@Acme.com', 'assignee = bo@acme.com'],
    ['phone starts-with 1 (617)', 'phone starts-with +1617'],
    ['phone = +1 (555) 010-0000', 'phone = +15550100000'],
    ['added > 2026-01-01', 'added > 2026-01-01'],
    ['changed < 2026-01-01T02:00:00+01:00', 'changed < 2026-01-01T01:00:00.000Z'],
    ['consent on +15550100 = Opted In', 'consent on +15550100 = opted-in'],
    ['consent on Front desk in opted-in,unknown', 'consent on Front desk in opted-in,unknown'],
    ['city = Boston or age >= 21', 'city = Boston or age >= 21'],
    ['city = Boston or Bust', 'city = "Boston or Bust"'],
    ['city = "Boston or age >= 21"', 'city = "Boston or age >= 21"'],
    ['city is empty or plan = gold or tag in a,b', 'city is empty or plan = Gold or tag in a,b'],
    ['city = say ""hi""', 'city = say ""hi""'],
    [`city = "say ""hi"", and go"`, 'city = "say ""hi"", and go"'],
  ])('%s is %s', (typed, said) => {
    expect(canonical(typed)).toEqual([said]);
    expect(canonical(said)).toEqual([said]);
  });

  it('says what does not fit, and names the nearest', () => {
    expect(wrong('citi = Boston')).toBe('unknown-field: contacts have no "citi" (did you mean "city"?)');
    expect(wrong('Boston')).toMatch(/^bad-filter: "Boston" is no filter/);
    expect(wrong('city > Boston')).toMatch(/^bad-filter: city cannot be compared by ">" \(what fits: =, !=/);
    expect(wrong('plan = gol')).toMatch(/did you mean "Gold"\?/);
    expect(wrong('age = old')).toMatch(/^bad-filter: age: "old": it is no plain number/);
    expect(wrong('age >= 1,234')).toMatch(/did you mean "1234"\?/);
    expect(wrong('city =')).toBe('bad-filter: city: no value is given (write "city is empty" for no value)');
    expect(wrong('city in a,,b')).toMatch(/no value is given/);
    expect(wrong('city = Boston and age > 3')).toMatch(/not joined by "and"/);
    expect(wrong('city is empty really')).toMatch(/"really" stands behind a term/);
    expect(wrong('consent on +15550100 = opted')).toMatch(/is no state of consent/);
    expect(wrong('added > soon')).toMatch(/bad-time/);
    expect(wrong('constructor = 1')).toMatch(/unknown-field/);
  });

  it('is plain JSON', () => {
    const condition = readWhere(['plan = gold or consent on +15550100 = opted-in', 'tag = vip'], FIELDS);
    expect(JSON.parse(JSON.stringify(condition))).toEqual(condition);
    expect(whereTexts(condition)).toEqual(['plan = Gold or consent on +15550100 = opted-in', 'tag = vip']);
  });
});
