import { type Failure, invalid } from '../domain/errors.ts';
import { chooseColumns, type Fields, hasChoice, refuseFields } from './fields.ts';
import type { Shown } from './render.ts';
import type { Format, View } from './view.ts';

/** An answer that is no tree. */
export const noTree = (view: View): Failure =>
  invalid('no-tree', 'This answer is no tree.', {
    hint: `Formats that fit: table, json, jsonl, ${'columns' in view ? 'csv, ' : ''}markdown.`,
  });

/** An answer that is no table. */
export const noTable = (view: View): Failure =>
  invalid('no-table', 'This answer is no table, so it cannot be written as CSV.', {
    hint: `Formats that fit: ${'tree' in view ? 'tree, ' : ''}table, json, jsonl, markdown.`,
  });

/**
 * Throws what `render` would throw: where the format does not fit the answer, or a chosen field is none of its own. Rows that
 * are still to arrive are not read: what only they hold is known when they are written.
 */
export async function refuseUnfit(format: Format, { answer, view }: Shown, fields: Fields): Promise<void> {
  if (format === 'tree' && !('tree' in view)) throw noTree(view);
  if (format === 'csv' && !('columns' in view)) throw noTable(view);
  if (!hasChoice(fields)) return;
  if (format === 'json' || format === 'jsonl') {
    const { listedRows, withFields } = await import('./answer.ts');
    if (format === 'json' || listedRows(answer, view, fields) === undefined) withFields(answer, view, fields);
  } else if ('columns' in view) chooseColumns(view.columns, fields);
  else refuseFields(fields);
}
