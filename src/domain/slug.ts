import { invalid } from './errors.ts';

/** Letters that Unicode does not take apart. */
const SPELT: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };

const SHAPE = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/;

/** A workspace's slug or a role's name as it is kept: a–z, 0–9 and `-`, 2 to 40 characters, no dash at either end. */
export function slug(text: string, what = 'slug'): string {
  if (SHAPE.test(text)) return text;
  const meant = slugOf(text);
  throw invalid('bad-name', `“${text}” is no ${what}: 2 to 40 of a–z, 0–9 and -, beginning and ending without a dash`, {
    hint: meant === undefined ? undefined : `did you mean ${meant}?`,
  });
}

/** The slug that a display name suggests (`Ada’s Café` → `adas-cafe`), or nothing where no two letters or digits are left. */
export function slugOf(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, (letter) => SPELT[letter] ?? '')
    .replace(/['’\p{M}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40)
    .replace(/-$/, '');
  return SHAPE.test(plain) ? plain : undefined;
}
