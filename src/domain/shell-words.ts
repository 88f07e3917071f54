/** What a shell would do something about where it stands unquoted in a line, and nobody does here. */
const OPERATOR = /[|&;<>]/;

/** The words of a line, or what is wrong with it, from which column (from 1) on. */
export type LineWords = { readonly words: readonly string[] } | { readonly wrong: string; readonly column: number };

/**
 * Parts a line into words as a shell does: blanks part them, quotes and backslashes keep them together, `#` at the beginning
 * of a word begins a comment. Nothing is replaced: no variables, no commands, no names of files.
 */
export function shellWords(line: string): LineWords {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at] as string)) {
      at++;
      continue;
    }
    if (line[at] === '#') break;
    const begun = at;
    let word = '';
    let operates = false;
    while (at < line.length && !/\s/.test(line[at] as string)) {
      const part = partAt(line, at);
      if (part === undefined) return { wrong: `the quote ${line[at]} is never closed`, column: at + 1 };
      if (part.end > line.length)
        return { wrong: 'it ends in a backslash: a command stands on one line', column: at + 1 };
      operates ||= part.isPlain && OPERATOR.test(part.text);
      word += part.text;
      at = part.end;
    }
    if (operates) {
      return {
        wrong: `no shell is started: "${word}" would be a word; put it in quotes if it is one`,
        column: begun + 1,
      };
    }
    words.push(word);
  }
  return { words };
}

interface Part {
  readonly text: string;
  readonly end: number;
  /** Neither quoted nor escaped. */
  readonly isPlain: boolean;
}

/** A quoted part, an escaped character, or a run of plain ones; undefined where a quote is not closed. */
function partAt(line: string, at: number): Part | undefined {
  const [first] = line.slice(at, at + 1);
  if (first === "'") {
    const end = line.indexOf("'", at + 1);
    return end < 0 ? undefined : { text: line.slice(at + 1, end), end: end + 1, isPlain: false };
  }
  if (first === '"') {
    const inside = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(line.slice(at));
    if (inside === null) return undefined;
    return { text: (inside[1] as string).replace(/\\(["\\$`])/g, '$1'), end: at + inside[0].length, isPlain: false };
  }
  if (first === '\\') return { text: line.slice(at + 1, at + 2), end: at + 2, isPlain: false };
  const [plain] = /^[^\s"'\\]+/.exec(line.slice(at)) as RegExpExecArray;
  return { text: plain, end: at + plain.length, isPlain: true };
}
