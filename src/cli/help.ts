// The pages of --help: real commands first, then what it is, how it is typed, and what it takes.
import { width, wrap } from '../render/width.ts';

/** One line of a list: what is typed, and what it does. */
export type Item = readonly [term: string, about: string];

/** A help page in its parts; lists and notes that are empty are left out. */
export interface Page {
  /** Real commands with what each does. */
  readonly examples: readonly (readonly [command: string, what: string])[];
  readonly about: string;
  readonly usage: string;
  readonly lists: readonly (readonly [title: string, items: readonly Item[]])[];
  readonly notes?: readonly string[];
}

/** The widest column of terms, also as a part of the line; a longer term has its description on the next line. */
const WIDEST_TERM = 30;
const PART = 1 / 3;
const MARGIN = 2;

/** A help page as text of at most so many columns; commands stay whole, so that they can be copied. */
export function pageText({ examples, about, usage, lists, notes = [] }: Page, columns: number): string {
  const shown = lists.filter(([, items]) => items.length > 0);
  const parts = [
    examples.map(([command, what]) => `  # ${what}\n  $ ${command}`).join('\n\n'),
    wrap(sentence(about), columns).join('\n'),
    `Usage: ${usage}`,
    ...shown.map(([title, items]) => `${title}:\n${itemLines(items, columns).join('\n')}`),
    ...notes.map(flowing).map((note) =>
      note
        .split('\n')
        .flatMap((line) => wrap(line, columns))
        .join('\n'),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Lines that were broken within a sentence, in one: they are broken anew. */
const flowing = (text: string): string => text.replace(/(?<![.:!?])\n/g, ' ');

/** A list in two columns: terms, and what they mean, which goes on below its beginning. */
export function itemLines(items: readonly Item[], columns: number): string[] {
  const terms = items.map(([term]) => width(term));
  const most = Math.min(WIDEST_TERM, Math.floor(columns * PART));
  const widest = Math.max(...terms.filter((term) => term <= most), 0);
  const indent = MARGIN + widest + MARGIN;
  return items.flatMap(([term, about], at) => {
    const [first = '', ...more] = wrap(about, Math.max(columns - indent, 20));
    const lead = ' '.repeat(MARGIN) + term;
    const below = more.map((line) => ' '.repeat(indent) + line);
    const gap = indent - MARGIN - (terms[at] ?? 0);
    return gap < MARGIN ? [lead, ' '.repeat(indent) + first, ...below] : [lead + ' '.repeat(gap) + first, ...below];
  });
}

/** Words as a sentence: a capital letter first, a full stop last. */
const sentence = (words: string): string => {
  const whole = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.?!:]$/.test(whole) ? whole : `${whole}.`;
};
