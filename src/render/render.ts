import { chooseColumns, type Fields, hasChoice, refuseFields } from './fields.ts';
import { notesText, recordText } from './record.ts';
import { safe } from './safe.ts';
import { paintFor, type Terminal } from './terminal.ts';
import { noTable, noTree } from './unfit.ts';
import type { Format, View } from './view.ts';

/** An operation's answer, and what a face shows of it. */
export interface Shown {
  readonly answer: unknown;
  readonly view: View;
}

/** Where the text goes, which fields were chosen, and whether CSV leaves formulas as they are. */
export interface RenderOptions {
  readonly terminal: Terminal;
  readonly fields?: Fields;
  readonly rawCsv?: boolean;
}

/**
 * An answer as text, in chunks. Throws before the first chunk: `unknown-field` and `no-fields` for what `--fields`
 * names, `no-table` and `no-tree` where the format does not fit the answer.
 */
export async function* render(format: Format, { answer, view }: Shown, options: RenderOptions): AsyncGenerator<string> {
  const { terminal, fields } = options;
  switch (format) {
    case 'json':
      return yield* (await import('./json.ts')).json(answer, view, fields);
    case 'jsonl':
      return yield* (await import('./json.ts')).jsonLines(answer, view, fields);
    case 'csv':
      return yield* await csvOf(view, options);
    case 'markdown':
      return yield* markdownOf(view, fields);
    case 'tree':
      if (!('tree' in view)) throw noTree(view);
      return yield* forPeople(view, terminal, fields);
    case 'table':
      return yield* forPeople(view, terminal, fields);
  }
}

async function* forPeople(view: View, terminal: Terminal, fields: Fields): AsyncGenerator<string> {
  if ('rows' in view) {
    const { table } = await import('./table.ts');
    if (view.lead && !hasChoice(fields)) {
      yield `${recordText(view.lead.record, view.lead.columns, terminal, await paintFor(terminal))}\n`;
    }
    yield* table({ ...view, columns: chooseColumns(view.columns, fields) }, terminal);
  } else if ('record' in view) {
    const paint = await paintFor(terminal);
    yield recordText(view.record, chooseColumns(view.columns, fields), terminal, paint) + notesText(view.notes, paint);
  } else {
    refuseFields(fields);
    yield 'tree' in view
      ? await (await import('./tree.ts')).treeText(view.tree, terminal)
      : view.lines.map((line) => `${safe(line)}\n`).join('');
  }
}

async function csvOf(view: View, { terminal, fields, rawCsv }: RenderOptions): Promise<AsyncGenerator<string>> {
  if (!('columns' in view)) throw noTable(view);
  const { csv } = await import('./csv.ts');
  const rows = 'rows' in view ? view.rows : [view.record];
  return csv(rows, chooseColumns(view.columns, fields), terminal, rawCsv);
}

async function* markdownOf(view: View, fields: Fields): AsyncGenerator<string> {
  const { markdownLines, markdownRecord, markdownTable, markdownTree } = await import('./markdown.ts');
  if ('rows' in view) {
    if (view.lead && !hasChoice(fields)) yield `${markdownRecord(view.lead.record, view.lead.columns)}\n`;
    yield* markdownTable(view.rows, chooseColumns(view.columns, fields), view.notes);
  } else if ('record' in view) {
    yield markdownRecord(view.record, chooseColumns(view.columns, fields), view.notes);
  } else {
    refuseFields(fields);
    yield 'tree' in view ? markdownTree(view.tree) : markdownLines(view.lines);
  }
}
