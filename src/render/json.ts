import { isPlain, listedRows, withFields } from './answer.ts';
import type { Fields } from './fields.ts';
import { batches, isArriving, liveBatches, type Rows } from './rows.ts';
import { safeJson } from './safe.ts';
import type { View } from './view.ts';

const BATCH = 1000;
const text = (value: unknown): string => JSON.stringify(value, null, 2) ?? 'null';

/** The answer as one JSON document, indented by two, ending in a newline. A long or arriving list, as the answer or a member of it, streams. */
export async function* json(answer: unknown, view: View, fields?: Fields): AsyncGenerator<string> {
  const shown = withFields(answer, view, fields);
  if (streams(shown)) {
    yield* list(shown, '');
  } else if (isPlain(shown) && Object.values(shown).some(streams)) {
    yield* members(shown);
  } else {
    yield safeJson(text(shown));
  }
  yield '\n';
}

function streams(value: unknown): value is Rows<unknown> {
  return isArriving(value) || (Array.isArray(value) && value.length > BATCH);
}

async function* members(answer: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  let before = '{\n  ';
  for (const [name, value] of Object.entries(answer)) {
    const whole = streams(value) ? '' : JSON.stringify(value, null, 2);
    if (whole === undefined) continue;
    yield safeJson(`${before}${JSON.stringify(name)}: ${whole.replaceAll('\n', '\n  ')}`);
    if (streams(value)) yield* list(value, '  ');
    before = ',\n  ';
  }
  yield '\n}';
}

async function* list(rows: Rows<unknown>, margin: string): AsyncGenerator<string> {
  const newline = `\n${margin}  `;
  let before = '[';
  for await (const batch of batches(rows, BATCH)) {
    const items = batch.map((row) => newline + text(row).replaceAll('\n', newline));
    yield safeJson(before + items.join(','));
    before = ',';
  }
  yield before === '[' ? '[]' : `\n${margin}]`;
}

/** JSON lines: the rows of a listing one a line, as soon as they are there; any other answer whole on one line. */
export async function* jsonLines(answer: unknown, view: View, fields?: Fields): AsyncGenerator<string> {
  const rows = listedRows(answer, view, fields) ?? [withFields(answer, view, fields)];
  for await (const batch of liveBatches(rows, BATCH)) {
    yield safeJson(batch.map((row) => `${JSON.stringify(row) ?? 'null'}\n`).join(''));
  }
}
