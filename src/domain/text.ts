import { once } from './once.ts';

/** What is wrong with a text, as a fixed word. */
export type TextProblem = 'ill-formed' | 'control-character' | 'bidi-character' | 'too-long';

/** `max` counts characters (code points); `multiline` admits line breaks and tabs. */
export interface TextRule {
  readonly max: number;
  readonly multiline?: boolean;
}

/** What keeps a text from being stored, or nothing: characters that a reader cannot see or that turn the line around, and length. */
export function problemOf(text: string, { max, multiline = false }: TextRule): TextProblem | undefined {
  if (SUSPECT.test(text)) {
    const problem = closely(text, multiline);
    if (problem !== undefined) return problem;
  }
  return text.length > max && characters(text) > max ? 'too-long' : undefined;
}

/** The first character that `problemOf` refuses, written as `U+202E`, or nothing. */
export function offender(text: string, multiline = false): string | undefined {
  const seen = withoutHarmless(text, multiline);
  const found = seen.isWellFormed() ? (bidi().exec(seen) ?? unseen().exec(seen)) : /\p{Surrogate}/u.exec(seen);
  return found === null ? undefined : pointOf(found[0]);
}

/** The code point of a character as people look it up: `U+202E`. */
export function pointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Everything that might be wrong, surrogates among it: one look clears almost every text there is. */
const SUSPECT = new RegExp(
  `[${[
    '\\u0000-\\u001F\\u007F-\\u009F',
    '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F',
    '\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164',
    '\\uD800-\\uDFFF\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB',
  ].join('')}]`,
);

const bidi = once(() => /\p{Bidi_Control}/u);
const unseen = once(() => /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u);

/** Joiners and selectors that a script or an emoji needs: invisible, but not to be taken away. */
const harmless = once(() => {
  const letter = joining();
  return new RegExp(
    [
      '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]',
      '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
      '(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})',
      '(?<=\\u{1F3F4})[\\u{E0020}-\\u{E007E}]{1,8}\\u{E007F}',
      `(?<=${letter})[\\u200C\\u200D](?=${letter})`,
      `(?<=\\p{Script=Han})[\\u{E0100}-\\u{E01EF}]`,
    ].join('|'),
    'gu',
  );
});

function joining(): string {
  const scripts = 'Arab Syrc Thaa Nkoo Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mymr Khmr Tibt'.split(
    ' ',
  );
  return `[${scripts.map((script) => `\\p{Script=${script}}`).join('')}]`;
}

function closely(text: string, multiline: boolean): TextProblem | undefined {
  if (!text.isWellFormed()) return 'ill-formed';
  const seen = withoutHarmless(text, multiline);
  if (bidi().test(seen)) return 'bidi-character';
  return unseen().test(seen) ? 'control-character' : undefined;
}

function withoutHarmless(text: string, multiline: boolean): string {
  const seen = text.replace(harmless(), '');
  return multiline ? seen.replace(/[\t\n]|\r\n?/g, '') : seen;
}

function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) count--;
  return count;
}
