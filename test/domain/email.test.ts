import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailKey } from '../../src/domain/email.ts';

describe('one person is one key', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['  ada@example.com ', 'ada@example.com'],
    ['ada\u00a0', undefined],
    ['\u00a0ada@example.com\u3000', 'ada@example.com'],
    ['ａｄａ@example.com', 'ada@example.com'],
    ['ada＠example.com', 'ada@example.com'],
    ['ada@example。com', 'ada@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BU\u0308CHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['ADA@XN--BCHER-KVA.EXAMPLE', 'ada@xn--bcher-kva.example'],
    ['ada@пример.рф', 'ada@xn--e1afmkfd.xn--p1ai'],
    ['ada@例え.jp', 'ada@xn--r8jz45g.jp'],
    ['ada@παράδειγμα.gr', 'ada@xn--hxajbheg2az3al.gr'],
    ['\u212Ada@example.com', 'kda@example.com'],
    ['a+tag.b_c@ex--ample.co.uk', 'a+tag.b_c@ex--ample.co.uk'],
    ["o'brien!#$%&*/=?^`{|}~-@example.com", "o'brien!#$%&*/=?^`{|}~-@example.com"],
  ])('%j → %s', (spelling, key) => expect(emailKey(spelling)).toBe(key));

  it('a key is its own key', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const key = emailKey(address);
        if (key !== undefined)
          expect([emailKey(key), emailKey(address.toUpperCase()), emailKey(` ${address}\t`)]).toEqual([key, key, key]);
      }),
      { numRuns: 2000 },
    );
  });

  it('a key is plain lower-case ASCII with one @, whatever came in', () => {
    const odd = fc.array(
      fc.constantFrom('a', 'B', '.', '@', '-', 'é', 'а', 'ß', 'İ', 'ﬁ', '\u200b', 'xn--', '。', '1', 'com', ' '),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(odd, (parts) => {
        const key = emailKey(parts.join(''));
        if (key === undefined) return;
        expect(key).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/);
        expect(key).toBe(key.toLowerCase());
        expect(emailKey(key)).toBe(key);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('what is no address, or could pass for another, has no key', () => {
  it.each([
    '',
    '   ',
    'ada',
    'ada@',
    '@example.com',
    'ada@@example.com',
    'ada@b@example.com',
    'ada@example',
    'ada@example.c',
    'ada@example..com',
    'ada@.example.com',
    'ada@example.com.',
    'ada@-example.com',
    'ada@example-.com',
    'ada@ex_ample.com',
    'ada@127.0.0.1',
    'ada@[127.0.0.1]',
    'ada@１２７.1',
    '.ada@example.com',
    'ada.@example.com',
    'a..da@example.com',
    '"ada b"@example.com',
    'ada b@example.com',
    'ada@exam ple.com',
    'ada@example.com\nbo@example.com',
    'ada@example.com\0',
    'a\u200bda@example.com',
    'ada@exam\u00adple.com',
    'ada\u202e@example.com',
    'аda@example.com',
    'josé@example.com',
    'İda@example.com',
    'ada@exаmple.com',
    'ada@аррӏе.com',
    'ada@xn--80ak6aa92e.com',
    'ada@ααα.com',
    'ada@gооgle.com',
    'ada@xn--zzzzz999.com',
    'ada@xn--a.com',
    'ada@ｘn--80ak6aa92e.com',
    'ada@\ud800.com',
    `${'a'.repeat(65)}@example.com`,
    `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.com`,
    `ada@${'b'.repeat(64)}.com`,
    'a'.repeat(1_000_000),
    `${'a.'.repeat(500_000)}@x.com`,
    `ada@${'a-'.repeat(500_000)}`,
    '@'.repeat(1_000_000),
  ])('%.40j', (spelling) => expect(emailKey(spelling)).toBeUndefined());

  it('the longest that is allowed is allowed', () => {
    const longest = `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.com`;
    expect(longest.length).toBe(254);
    expect(emailKey(longest)).toBe(longest);
    expect(emailKey(longest.replace('.com', '.comm'))).toBeUndefined();
  });
});
