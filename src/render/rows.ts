import { Paged } from '../domain/paged.ts';

/** Anything that can be listed: rows at hand, or rows that are still arriving. */
export type Rows<T> = Iterable<T> | AsyncIterable<T>;

/** Whether a value arrives piece by piece. */
export function isArriving(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Rows by the batch, so that whoever consumes them awaits once a batch instead of once a row. */
export async function* batches<T>(rows: Rows<T>, size: number): AsyncGenerator<readonly T[]> {
  if (rows instanceof Paged) return yield* namedPages<T>(rows);
  let batch: T[] = [];
  if (isArriving(rows)) {
    for await (const row of rows) {
      if (batch.push(row) < size) continue;
      yield batch;
      batch = [];
    }
  } else {
    for (const row of rows) {
      if (batch.push(row) < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function* namedPages<T>(rows: Paged): AsyncGenerator<T[]> {
  // Rows with names are what `T` stands for wherever rows are rendered.
  for await (const page of rows.pages()) yield page.map((cells) => rows.named(cells) as T);
}

/** How many turns of the microtask queue a row may take to be called prompt. */
const PATIENCE = 16;

/** The same, but what there is goes on as soon as the next row lets wait: an answer must not queue for the next question. */
export async function* liveBatches<T>(rows: Rows<T>, size: number): AsyncGenerator<readonly T[]> {
  if (!isArriving(rows) || rows instanceof Paged) return yield* batches<T>(rows as Rows<T>, size);
  const source = rows[Symbol.asyncIterator]();
  let batch: T[] = [];
  let waiting = false;
  try {
    for (;;) {
      waiting = true;
      const next = source.next();
      if (batch.length > 0 && !(await isPrompt(next))) {
        // The reader may leave now; the source's later failure would be one that nobody handles.
        next.catch(() => undefined);
        yield batch;
        batch = [];
      }
      const step = await next;
      waiting = false;
      if (step.done === true) break;
      if (batch.push(step.value) < size) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    // Closing a source that is itself waiting would wait with it.
    const closed = source.return?.();
    if (waiting) closed?.catch(() => undefined);
    else await closed;
  }
}

async function isPrompt(next: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  next.then(settle, settle);
  for (let turns = 0; !settled && turns < PATIENCE; turns++) await Promise.resolve();
  return settled;
}
