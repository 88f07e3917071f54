import { readFileSync, writeFileSync } from 'node:fs';

/** A table of figures; the first column names, the others count. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a measure found: tables and sentences, in the order in which they are read. */
export type Figures = readonly (Table | string)[];

const markdown = (part: Table | string): string => {
  if (typeof part === 'string') return `${part}\n`;
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = part.head.map((_, i) => (i === 0 ? '---' : '---:'));
  return `${[part.head, rule, ...part.rows].map(line).join('\n')}\n`;
};

/** Figures as Markdown, under the line that says where they come from. */
export const figuresText = (figures: Figures, origin: string): string =>
  `${[`*${origin}*\n`, ...figures.map(markdown)].join('\n')}`;

/** Puts a measure's figures into the page, between its markers. What stands around them is written by hand. */
export function putFigures(page: URL, measure: string, text: string): void {
  const whole = readFileSync(page, 'utf8');
  const begin = `<!-- figures: ${measure} -->\n`;
  const from = whole.indexOf(begin) + begin.length;
  const to = whole.indexOf('<!-- end -->', from);
  if (from < begin.length || to < 0) throw new Error(`${page.pathname} has no place for ${measure}`);
  writeFileSync(page, `${whole.slice(0, from)}\n${text}\n${whole.slice(to)}`);
}
