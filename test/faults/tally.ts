/** Counts what was struck, and says so when a file of faults is over. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #notes: string[] = [];

  /** One more point of a kind. */
  count(kind: string, by = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + by);
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** Prints a line for each kind, with the sum below. */
  print(title: string): void {
    const lines = [...this.#counts].map(([kind, count]) => `${String(count).padStart(6)}  ${kind}`);
    const sum = [...this.#counts.values()].reduce((all, count) => all + count, 0);
    console.log([title, ...lines, `${String(sum).padStart(6)}  points in all`, ...this.#notes].join('\n'));
  }
}
