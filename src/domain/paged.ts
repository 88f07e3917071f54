/** A row with a name for each of its cells. */
export type NamedRow = Readonly<Record<string, unknown>>;

/**
 * Rows that arrive many at a time, each an array of its cells: whoever takes them so neither waits for each nor has an
 * object made of it. To everybody else they are rows with names, one by one.
 */
export class Paged implements AsyncIterable<NamedRow> {
  /** The names of the cells, in their order. */
  readonly keys: readonly string[];
  readonly pages: () => AsyncIterable<readonly (readonly unknown[])[]>;

  constructor(keys: readonly string[], pages: () => AsyncIterable<readonly (readonly unknown[])[]>) {
    this.keys = keys;
    this.pages = pages;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<NamedRow> {
    for await (const page of this.pages()) for (const cells of page) yield this.named(cells);
  }

  /** A row with its names. */
  named(cells: readonly unknown[]): NamedRow {
    return Object.fromEntries(this.keys.map((key, i) => [key, cells[i]]));
  }
}
