import { invalid } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import type { Column } from './view.ts';

/** The fields a person chose with `--fields`, in their order. None, or an empty list: all of them. */
export type Fields = readonly string[] | undefined;

/** Whether a choice was made at all. */
export function hasChoice(fields: Fields): fields is readonly string[] {
  return fields !== undefined && fields.length > 0;
}

/** Refuses (`unknown-field`) the first of the chosen fields that is not known, naming the known ones and the nearest. */
export function checkFields(fields: readonly string[], known: Iterable<string>): void {
  const names = new Set(known);
  for (const field of fields) {
    if (names.has(field)) continue;
    const near = nearest(field, names);
    const all = [...names];
    throw invalid(
      'unknown-field',
      `There is no field ${JSON.stringify(field)} here. The fields are: ${all.join(', ')}.`,
      {
        hint: near === undefined ? undefined : `Did you mean ${near}?`,
        details: { field, known: all, nearest: near ?? null },
      },
    );
  }
}

/** The columns that were chosen, in their order. */
export function chooseColumns(columns: readonly Column[], fields: Fields): readonly Column[] {
  if (!hasChoice(fields)) return columns;
  const byKey = new Map(columns.map((column) => [column.key, column]));
  checkFields(fields, byKey.keys());
  return [...new Set(fields)].flatMap((field) => byKey.get(field) ?? []);
}

/** Refuses (`no-fields`) a choice of fields where the answer has none. */
export function refuseFields(fields: Fields): void {
  if (!hasChoice(fields)) return;
  throw invalid('no-fields', 'This answer is no list and no record, so there are no fields to choose from.', {
    hint: 'Leave --fields out.',
  });
}
