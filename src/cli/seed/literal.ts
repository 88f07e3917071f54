const HEADER = /\|([-+]?)(?: +#[^\n]*| *)\r?\n/y;
const LINE = /( *)([^\r\n]*)(?:\r?\n|$)/y;
/** What YAML may take for something else than it looks like. */
const UNSEEN = /[^\P{Cc}\t]/u;

/** A text that was written as it stands, line by line, and where what comes behind it begins. */
interface Literal {
  readonly said: string;
  readonly end: number;
}

/**
 * The literal block of YAML whose `|`, `|-` or `|+` stands at an offset, its lines further in than the `margin` of what it
 * belongs to. Nothing where there is none, where nothing is in it, or where blanks alone say what is meant.
 */
export function literalAt(text: string, start: number, margin: number): Literal | undefined {
  HEADER.lastIndex = start;
  const chomping = HEADER.exec(text)?.[1];
  if (chomping === undefined) return undefined;
  const lines: string[] = [];
  let end = HEADER.lastIndex;
  let indent = 0;
  /** The first line that says something, the one behind the last that does, and how many line ends come from there. */
  let [first, last, ends] = [0, 0, 0];
  while (end < text.length) {
    LINE.lastIndex = end;
    const [whole, blanks = '', said = ''] = LINE.exec(text) ?? [];
    if (whole === undefined || UNSEEN.test(said)) return undefined;
    if (said !== '') {
      if (blanks.length <= margin || blanks.length < indent) break;
      if (last === 0) [first, indent] = [lines.length, blanks.length];
      last = lines.length + 1;
      ends = 0;
    }
    lines.push(blanks + said);
    end += whole.length;
    if (whole.endsWith('\n')) ends++;
  }
  const around = [...lines.slice(0, first), ...lines.slice(last)];
  if (last === 0 || around.some(({ length }) => length > indent)) return undefined;
  const said = lines.slice(0, last).map((line) => line.slice(indent));
  return { said: said.join('\n') + '\n'.repeat(KEPT[chomping]?.(ends) ?? 1), end };
}

/** How many of the line ends at its end belong to a text. */
const KEPT: Readonly<Record<string, (ends: number) => number>> = { '-': () => 0, '+': (ends) => Math.max(1, ends) };
