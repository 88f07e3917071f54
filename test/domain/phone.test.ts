import { describe, expect, it } from 'vitest';
import { e164, phone } from '../../src/domain/phone.ts';

describe('an international number is taken by its shape', () => {
  it.each([
    ['+15550100', '+15550100'],
    ['+1 (555) 010-0100', '+15550100100'],
    ['+49.30.901820', '+4930901820'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    [' +15550100\u00a0', '+15550100'],
    ['+999999999999999', '+999999999999999'],
  ])('%s → %s', (text, number) => expect(e164(text)).toBe(number));

  it.each([
    '',
    '+',
    '15550100',
    '0044 20 7946 0958',
    '+0123456789',
    '+123456',
    '+1234567890123456',
    '+1555CALLNOW',
    '+1 555 0100 x5',
    '++15550100',
    `+${'1 '.repeat(100_000)}`,
  ])('%.30j is none', (text) => expect(e164(text)).toBeUndefined());
});

describe('a national number needs its country', () => {
  it.each([
    ['030 901820', 'DE', '+4930901820'],
    ['030 901820', 'de', '+4930901820'],
    ['(201) 555-0123', 'US', '+12015550123'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['+15550100', undefined, '+15550100'],
    ['030 901820', undefined, undefined],
    ['12', 'US', undefined],
    ['call 201 555 0123 now', 'US', undefined],
    ['201 555 0123', 'XX', undefined],
    ['201 555 0123', '__proto__', undefined],
  ])('%s in %s → %s', async (text, country, number) => expect(await phone(text, country)).toBe(number));
});
