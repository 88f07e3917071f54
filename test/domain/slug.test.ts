import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slug, slugOf } from '../../src/domain/slug.ts';

describe('slugs', () => {
  it.each(['ab', 'acme', 'acme-2', '2024', 'a-b--c', 'a'.repeat(40)])('%s is one', (text) =>
    expect(slug(text)).toBe(text),
  );

  it.each(['', 'a', 'Acme', 'acme-', '-acme', 'ac me', 'ac_me', 'acmé', '../etc', 'a\nb', 'ab\n', 'a'.repeat(41)])(
    '%j is none',
    (text) => {
      expect(() => slug(text, 'role name')).toThrow(
        expect.objectContaining({ kind: 'invalid', code: 'bad-name', message: expect.stringContaining('role name') }),
      );
    },
  );

  it('the one that was meant is offered', () => {
    expect(() => slug('Ada’s Café')).toThrow(expect.objectContaining({ hint: 'did you mean adas-cafe?' }));
    expect(() => slug('東京')).toThrow(expect.objectContaining({ hint: undefined }));
  });

  it.each([
    ['Ada’s Café', 'adas-cafe'],
    ['Łódź & Straße', 'lodz-strasse'],
    ['  --x--y--  ', 'x-y'],
    [`${'ab '.repeat(30)}`, 'ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-a'],
    ['東京', undefined],
    ['a', undefined],
  ])('%j → %s', (name, found) => expect(slugOf(name)).toBe(found));

  it('whatever is made from a name is a slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const found = slugOf(name);
        if (found !== undefined) expect(slug(found)).toBe(found);
      }),
      { numRuns: 2000 },
    );
  });
});
