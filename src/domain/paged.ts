/** Things that arrive many at a time: whoever takes them by the page does not wait for each. */
export class Paged<T> implements AsyncIterable<T> {
  readonly pages: () => AsyncIterable<readonly T[]>;

  constructor(pages: () => AsyncIterable<readonly T[]>) {
    this.pages = pages;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for await (const page of this.pages()) yield* page;
  }
}
