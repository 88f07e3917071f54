const QUOTE = 34;
const NUL = 0;

/** The bytes of a stream from a mark on, which moves forward as they are done with; offsets count from the stream's first byte. */
export class HeldBytes {
  #chunks: Buffer[] = [];
  #from = 0;
  #to = 0;
  #last = -1;
  /** Whether a quote, or a byte of value zero, is among them. */
  hasQuote = false;
  hasNul = false;

  get length(): number {
    return this.#to - this.#from;
  }

  get end(): number {
    return this.#to;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#to += chunk.length;
    this.#last = chunk.at(-1) ?? this.#last;
    this.hasQuote ||= chunk.includes(QUOTE);
    this.hasNul ||= chunk.includes(NUL);
  }

  /** Whether the last byte that came ends a line. */
  endsLine(): boolean {
    return this.#last === 10 || this.#last === 13;
  }

  between(from: number, to: number): Buffer {
    const newest = this.#chunks.at(-1) ?? Buffer.alloc(0);
    const begin = this.#to - newest.length;
    if (from >= begin) return newest.subarray(from - begin, to - begin);
    return Buffer.concat(this.#chunks).subarray(from - this.#from, to - this.#from);
  }

  /** Lets go of everything before an offset. */
  drop(before: number): void {
    if (before <= this.#from) return;
    const rest = this.between(before, this.#to);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#from = before;
    this.hasQuote = rest.includes(QUOTE);
    this.hasNul = rest.includes(NUL);
  }
}
