/** A quote where RFC 4180 allows none, or one that is never closed; `line` counts from 0, `column` from 1. */
export interface QuoteSlip {
  readonly kind: 'stray' | 'open';
  readonly line: number;
  readonly column: number;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * What is wrong with the quotes of the first record in `bytes`, in order; lines are counted from its first byte, blank lines included.
 * A quoted cell that runs over lines into a stray quote was left open: the slip is where it began.
 */
export function quoteSlips(bytes: Buffer, delimiter: number): QuoteSlip[] {
  const slips: QuoteSlip[] = [];
  let at = blanks(bytes);
  let line = breaksIn(bytes.subarray(0, at));
  for (let column = 1; ; column++) {
    const quoted = bytes[at] === QUOTE;
    const close = quoted ? closing(bytes, at + 1) : at;
    const end = cellEnd(bytes, quoted ? close + 1 : at, delimiter);
    const within = breaksIn(bytes.subarray(at, close));
    const untidy = quoted ? end > close + 1 : bytes.subarray(at, end).includes(QUOTE);
    if (quoted && (close >= bytes.length || (untidy && within > 0))) return [...slips, { kind: 'open', line, column }];
    if (untidy) slips.push({ kind: 'stray', line, column });
    if (bytes[end] !== delimiter) return slips;
    line += within;
    at = end + 1;
  }
}

/** How many line breaks there are; CR LF is one. */
export function breaksIn(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) count++;
  return count;
}

/** How many bytes of line breaks stand at the beginning. */
export function blanks(bytes: Uint8Array): number {
  let at = 0;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  return at;
}

/** Where the quote stands that ends a quoted cell, or the end; a doubled quote stands for itself. */
function closing(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(QUOTE, from);
  while (at >= 0 && bytes[at + 1] === QUOTE) at = bytes.indexOf(QUOTE, at + 2);
  return at < 0 ? bytes.length : at;
}

function cellEnd(bytes: Buffer, from: number, delimiter: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}
