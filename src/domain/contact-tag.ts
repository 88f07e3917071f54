import { invalid } from './errors.ts';
import { problemOf } from './text.ts';

const LONGEST_TAG = 80;

/** A tag as it is kept and compared: in lower case, so that VIP and vip are one; nothing where a text is none. */
export function tagOf(typed: string): string | undefined {
  const tag = typed.trim().replace(/\s+/g, ' ').normalize('NFKC').toLowerCase();
  return tag === '' || problemOf(tag, { max: LONGEST_TAG }) !== undefined || /[,;|]/.test(tag) ? undefined : tag;
}

/** The same, where a text that is none is wrong usage. */
export function readTag(typed: string): string {
  const tag = tagOf(typed);
  if (tag !== undefined) return tag;
  throw invalid('bad-tag', `"${typed}" is no tag`, {
    hint: `write at most ${LONGEST_TAG} characters, without , ; and |, which part tags in lists`,
  });
}
