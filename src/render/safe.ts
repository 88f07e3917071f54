import { once } from '../domain/once.ts';

/**
 * Characters that steer a terminal or show as nothing: controls (C0 with ESC, CR, LF and tab, DEL, C1), format
 * characters (bidi overrides and isolates, zero width), line and paragraph separators, lone surrogates, noncharacters.
 */
const SUSPECT = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]`;

const PICTURE = String.raw`\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|[\uFE0E\uFE0F])?`;

/**
 * One emoji as terminals draw it, as the source of a `v` expression: flags, keycaps, and pictures joined by U+200D.
 * After Unicode's UTS #51, section 1.4.9, with bounds, so that no text hides in tags or in endless joins.
 * (`\p{RGI_Emoji}` says the same and takes 46 µs a text.)
 */
export const EMOJI = String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}|\p{RI}\p{RI}|[0-9#*]\uFE0F\u20E3|${PICTURE}(?:\u200D${PICTURE}){0,4}`;

const suspect = once(() => new RegExp(SUSPECT, 'v'));
const suspectInJson = once(() => new RegExp(`[${SUSPECT}--[\\n]]`, 'gv'));
const harmlessOrSuspect = once(() => {
  // What Persian, Syriac or an Indic script needs between two letters, and the variant of a Chinese character.
  const scripts = 'Arab Syrc Thaa Nkoo Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mymr Khmr Tibt';
  const joining = `[${scripts.replace(/\w+ ?/g, (script) => `\\p{scx=${script.trim()}}`)}]`;
  const spelling = String.raw`(?<=${joining})[\u200C\u200D](?=${joining})|(?<=\p{sc=Han})[\u{E0100}-\u{E01EF}]`;
  return new RegExp(`(${EMOJI}|${spelling})|${SUSPECT}`, 'gv');
});

// Printable ASCII is most of what there is, and needs none of these patterns.
const BEYOND = /[^\x20-\x7e]/;
const BEYOND_LINES = /[^\x20-\x7e\n]/;

const shown = (found: string, harmless: string | undefined): string =>
  harmless ?? `\\u{${found.codePointAt(0)?.toString(16)}}`;

/**
 * Text from the database or the command line made harmless, on one line: what a terminal would obey or hide shows as
 * `\u{1b}`; what an emoji or a script's spelling needs stays.
 */
export function safe(text: string): string {
  return BEYOND.test(text) && suspect().test(text) ? text.replace(harmlessOrSuspect(), shown) : text;
}

/** The same for text that may span lines, such as a message of ours: line feeds stay. */
export function safeLines(text: string): string {
  return BEYOND_LINES.test(text) ? text.split('\n').map(safe).join('\n') : text;
}

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** JSON text with every such character inside its strings written `\u001b`: the same JSON value, harmless to print. */
export function safeJson(json: string): string {
  if (!BEYOND_LINES.test(json)) return json;
  return json.replace(suspectInJson(), (found) =>
    Array.from({ length: found.length }, (_, at) => unit(found.charCodeAt(at))).join(''),
  );
}
