import { once } from '../domain/once.ts';
import { EMOJI } from './safe.ts';

// East Asian Width W and F (Unicode 16) outside emoji.
const WIDE = String.raw`[\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\u303E\u3041-\u4DFF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1D300}-\u{1D376}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]`;
const MARK = String.raw`[\p{Mn}\p{Me}\u1160-\u11FF\u200C\u200D]`;

// One column each, and the fast path: printable ASCII, Latin, Greek, Cyrillic, Armenian, dashes, quotes, the ellipsis.
const BEYOND = /[^\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027]/;
// Repetitions have bounds: without them V8 runs out of stack on texts of megabytes.
const clusters = once(() => new RegExp(`(${EMOJI}|${WIDE}${MARK}{0,99})|(${MARK}{1,99})|.${MARK}{0,99}`, 'gsv'));
const words = once(() => {
  const picture = `(?:${EMOJI}|${WIDE})`;
  return new RegExp(` {1,999}|${picture}${MARK}{0,99}|(?:(?!${picture})[^ ]){1,999}`, 'gsv');
});
// Pictures that are text by default (©, ☎) take one column, unless U+FE0F or a joiner follows.
const narrow = once(
  () => /^(?:\p{Extended_Pictographic}(?<!\p{Emoji_Presentation})|\p{Extended_Pictographic}\uFE0E)$/v,
);

function clusterWidth(wide: string | undefined, mark: string | undefined): number {
  if (mark !== undefined) return 0;
  return wide === undefined || narrow().test(wide) ? 1 : 2;
}

/** The columns a terminal gives to harmless text: CJK and emoji take two, combining marks none. */
export function width(text: string): number {
  if (!BEYOND.test(text)) return text.length;
  let columns = 0;
  for (const [, wide, mark] of text.matchAll(clusters())) columns += clusterWidth(wide, mark);
  return columns;
}

/** Text cut to at most so many columns, with … where something is left out; emoji and accents stay whole. */
export function cut(text: string, columns: number): string {
  if (text.length <= columns && !BEYOND.test(text)) return text;
  if (width(text) <= columns) return text;
  let kept = '';
  let room = columns - 1;
  for (const [cluster, wide, mark] of text.matchAll(clusters())) {
    room -= clusterWidth(wide, mark);
    if (room < 0) break;
    kept += cluster;
  }
  return `${kept.trimEnd()}…`;
}

/** Text broken at blanks (and between CJK characters) into lines of at most so many columns; a longer word stays whole, so that it can be copied. */
export function wrap(text: string, columns: number): string[] {
  if (!(width(text) > columns)) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const [word] of text.matchAll(words())) {
    const wide = width(word);
    if (used + wide > columns && used > 0 && word[0] !== ' ') {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += word;
    used += wide;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
