const QUOTE = 34;
const LF = 10;
const CR = 13;
const BLANK = 32;
const DELIMITERS = [44, 59, 9];

/** Where the first line that is not blank ends, quoted line breaks apart; -1 where it goes on behind these bytes. */
export function headerEnd(bytes: Uint8Array): number {
  let quoted = false;
  let begun = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) quoted = !quoted;
    if (quoted || (byte !== LF && byte !== CR)) begun ||= byte !== BLANK;
    else if (begun) return i;
  }
  return -1;
}

/** The delimiter's byte: comma, semicolon or tab, whichever the header has most of outside its quotes. */
export function delimiterOf(header: Uint8Array): number {
  const counts = DELIMITERS.map(() => 0);
  let quoted = false;
  for (const byte of header) {
    if (byte === QUOTE) quoted = !quoted;
    const which = quoted ? -1 : DELIMITERS.indexOf(byte);
    if (which >= 0) counts[which] = (counts[which] ?? 0) + 1;
  }
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? 44;
}
