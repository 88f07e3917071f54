// A command for each row of a file. The command is understood once, with marks in place of cells, and cells are put in
// afterwards: whatever they hold, they are never read as options or commands.
import { basename, resolve } from 'node:path';
import { Failure, invalid } from '../../domain/errors.ts';
import { headingKey } from '../../domain/heading.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { type TemplateColumn, type TemplatePart, templateParts } from '../../domain/template-word.ts';
import { nearest } from '../../domain/words.ts';
import type { Given, Options } from '../face.ts';
import { readRecords } from '../files.ts';
import type { Chosen } from '../program.ts';
import { progressOf } from '../progress.ts';
import type { Surroundings } from '../surroundings.ts';
import { faultOf, faultyLines, type LineFault } from './faults.ts';
import type { Line, Together } from './line.ts';
import { lineReader } from './reader.ts';

/** Reads a file of rows as commands: all of them, or everything that is wrong with it is thrown. */
export async function readRows(
  { args, behind }: Given,
  around: Surroundings,
  together: Together,
): Promise<readonly Line[]> {
  if (behind.length === 0 || args.length !== 1) {
    throw invalid('usage', 'each takes one file, and a command behind " -- "', {
      hint: 'for example: switchboard each people.csv -- users set-role {email} {role}',
    });
  }
  const source = args[0] as string;
  const template = readTemplate(behind);
  const { walk, fit } = lineReader(together, around.cwd);
  const chosen = await walk(template.marked).catch((error: unknown) => {
    throw template.unmarked(error);
  });
  const name = source === '-' ? 'standard input' : basename(source);
  const progress = await progressOf(around, 'reading');
  const from = source === '-' ? source : resolve(around.cwd, source);
  const options = { format: 'csv', stdin: around.stdin(), onProgress: progress.at, signal: around.signal } as const;
  const file = await readRecords(from, options);
  const lines: Line[] = [];
  const faults: LineFault[] = [];
  try {
    const places = file.header === null ? [] : placesIn(file.header.cells, template.columns);
    for await (const { records, lines: at, faults: unread } of file.batches) {
      faults.push(...unread);
      for (const [i, row] of (records as readonly (readonly string[])[]).entries()) {
        const line = at[i] as number;
        try {
          const cells = template.columns.map((column, place) => cellOf(column, row[places[place] as number] ?? ''));
          const text = behind.map((_, word) => shellWord(template.filled(word, cells))).join(' ');
          lines.push(
            await fit(
              line,
              text,
              filledIn(chosen, (typed) => template.put(typed, cells)),
            ),
          );
        } catch (error) {
          faults.push(faultOf(line, error));
        }
      }
    }
  } finally {
    progress.end();
    await file.close();
  }
  if (faults.length > 0) throw faultyLines(faults, name);
  return lines;
}

/** What no word that was typed can hold: the ends of a mark. */
const [OPEN, CLOSE] = ['\0{', '}\0'];
const MARK = /\0\{(\d+)\}\0/g;

function readTemplate(words: readonly string[]) {
  const columns: TemplateColumn[] = [];
  const parted = words.map((word): readonly TemplatePart[] => {
    const parts = templateParts(word);
    if (parts !== undefined) return parts;
    throw invalid('bad-template', `"${word}": a brace names a column, as {email} or {role|standard}`, {
      hint: 'write {{ for a brace itself',
    });
  });
  const marked = parted.map((parts) =>
    parts.map((part) => (typeof part === 'string' ? part : `${OPEN}${columns.push(part) - 1}${CLOSE}`)).join(''),
  );
  const put = (typed: string, cells: readonly string[]): string =>
    typed.includes('\0') ? typed.replace(MARK, (_, i: string) => cells[Number(i)] as string) : typed;
  return {
    columns,
    marked,
    put,
    filled: (word: number, cells: readonly string[]) => put(marked[word] as string, cells),
    /** A failure of the command itself, in the words that were typed. */
    unmarked: (error: unknown): unknown => {
      if (!(error instanceof Failure)) return error;
      const typed = (text: string) => text.replace(MARK, (_, i: string) => `{${columns[Number(i)]?.column}}`);
      const hint = error.message.includes('\0')
        ? 'a cell is never a command or an option: write those out'
        : error.hint && typed(error.hint);
      return new Failure(error.kind, error.code, typed(error.message), { hint });
    },
  };
}

/** Where each column of the template is in a row. */
function placesIn(header: readonly string[], columns: readonly TemplateColumn[]): readonly number[] {
  const known = header.map(headingKey);
  return columns.map(({ column }) => {
    const place = known.indexOf(headingKey(column));
    if (place >= 0 && known.indexOf(headingKey(column), place + 1) < 0) return place;
    if (place >= 0) throw invalid('duplicate-column', `there are two columns "${column}"`);
    const near = nearest(column, header);
    throw invalid('unknown-column', `there is no column "${column}"`, {
      hint: near === undefined ? `the columns are ${header.join(', ')}` : `did you mean {${near.trim()}}?`,
    });
  });
}

function cellOf({ column, fallback }: TemplateColumn, cell: string): string {
  if (cell.trim() !== '') return cell;
  if (fallback !== null) return fallback;
  throw invalid('missing-value', `there is no ${column}`, {
    hint: `{${column}|…} says what stands there then`,
  });
}

function filledIn(chosen: Chosen, put: (typed: string) => string): Chosen {
  const filled = (value: Options[string]): Options[string] =>
    typeof value === 'string' ? put(value) : Array.isArray(value) ? value.map((one: string) => put(one)) : value;
  return {
    ...chosen,
    args: chosen.args.map(put),
    behind: chosen.behind.map(put),
    options: Object.fromEntries(Object.entries(chosen.options).map(([name, value]) => [name, filled(value)])),
  };
}
