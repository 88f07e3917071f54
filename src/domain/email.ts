import { domainKey } from './domain-name.ts';
import { once } from './once.ts';
import { pointOf } from './text.ts';
import { plural } from './words.ts';

/** Plain ASCII, the one road for almost every address there is; `--` (and with it IDNA) takes the long one. */
const PLAIN =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** Characters without a shape of their own; IDNA would drop them silently and make two spellings of one domain. */
const unseen = once(() => /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);

/** The longest address, in characters (RFC 5321 §4.5.3.1, erratum 1690). */
export const LONGEST_EMAIL = 254;
const LONGEST_LOCAL = 64;

/**
 * The key by which an address is one person: trimmed, NFKC, lower case, local part in ASCII, domain in IDNA form.
 * Nothing where it is no address, or holds what a reader cannot see or would take for something else.
 */
export function emailKey(spelling: string): string | undefined {
  if (spelling.length <= LONGEST_EMAIL && PLAIN.test(spelling) && !spelling.includes('--')) {
    return spelling.indexOf('@') <= LONGEST_LOCAL ? spelling.toLowerCase() : undefined;
  }
  return spelling.length > 4 * LONGEST_EMAIL ? undefined : carefully(spelling.trim());
}

function carefully(spelling: string): string | undefined {
  if (!spelling.isWellFormed() || unseen().test(spelling)) return undefined;
  const written = spelling.normalize('NFKC').toLowerCase();
  const at = written.lastIndexOf('@');
  const local = written.slice(0, at);
  if (at < 1 || local.length > LONGEST_LOCAL || !LOCAL.test(local)) return undefined;
  const domain = domainKey(written.slice(at + 1));
  return domain === undefined || at + 1 + domain.length > LONGEST_EMAIL ? undefined : `${local}@${domain}`;
}

/** Why a spelling is no address, as the end of a sentence, and the address that was probably meant. */
export interface EmailProblem {
  readonly message: string;
  readonly suggestion: string | null;
}

/** What is wrong with an address that has no key, or nothing where it has one. */
export function emailProblem(spelling: string): EmailProblem | undefined {
  if (emailKey(spelling) !== undefined) return undefined;
  let mended = spelling.slice(0, 4 * LONGEST_EMAIL).trim();
  if (mended === '') return { message: 'it is empty', suggestion: null };
  const addresses = mended.split(/[\s,;|]+/).filter((part) => emailKey(part.replace(/^<|>$/g, '')) !== undefined);
  if (addresses.length > 1) {
    return {
      message: `it holds ${plural(addresses.length, 'address')}; each needs a row of its own`,
      suggestion: null,
    };
  }
  let message: string | undefined;
  for (const [slip, words, mend] of slips()) {
    if (!slip.test(mended)) continue;
    message ??= words;
    mended = mended.replaceAll(slip, mend);
  }
  return { message: message ?? remaining(mended), suggestion: emailKey(mended) === undefined ? null : mended };
}

/** Slips of the hand in the order in which they are mended; each says itself, and what to put in its place. */
const slips = once((): readonly (readonly [RegExp, string, string])[] => [
  [/^mailto:\s*/gi, 'it begins with “mailto:”', ''],
  [/^[^<>]*<\s*|\s*>$/g, 'it stands in angle brackets', ''],
  [/^["'“”‘’«»(]+|["'“”‘’«»)]+$/g, 'it stands in quotes', ''],
  [/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu, 'it holds an invisible character', ''],
  [/\s*(?:\(at\)|\[at\]|\s+at\s+)\s*/gi, 'it says “at” instead of @', '@'],
  [/\s+/g, 'it holds a blank', ''],
  [/@{2,}/g, 'it has more than one @', '@'],
  [/,(?=[^@]*$)/g, 'it has a comma where a dot belongs', '.'],
  [/\.{2,}/g, 'it has two dots in a row', '.'],
  [/^\.+|\.+(?=@)|(?<=@)\.+|\.+$/g, 'it has a dot at an end', ''],
  [/(?<=@(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton))$/gi, 'its domain has no ending', '.com'],
]);

function remaining(mended: string): string {
  const [local = '', domain, ...more] = mended.normalize('NFKC').split('@');
  if (domain === undefined) return 'it has no @';
  if (more.length > 0) return 'it has more than one @';
  if (local === '') return 'nothing stands before the @';
  if (domain === '') return 'nothing stands after the @';
  if (local.length > LONGEST_LOCAL) return `more than ${LONGEST_LOCAL} characters stand before the @`;
  if (mended.length > LONGEST_EMAIL) return `it is longer than ${LONGEST_EMAIL} characters`;
  const odd = /[^\u0020-\u007E]/u.exec(local)?.[0];
  if (odd !== undefined)
    return `“${odd}” (${pointOf(odd)}) stands before the @, where only plain letters, digits and signs may`;
  if (!LOCAL.test(local.toLowerCase())) return 'it holds a character that does not belong before the @';
  if (!domain.includes('.')) return 'its domain has no ending';
  return `“${domain}” is no domain, or could be taken for another`;
}
