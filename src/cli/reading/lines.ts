const LF = 10;

/** Of a longer line only a sign is kept, with which no JSON begins. */
const LONGEST = 1024 * 1024;
const TOO_LONG = Buffer.from('…');

/** The lines of UTF-8 text, as many at a time as are there: whoever waits for an answer before the next one gets it. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let held: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const end = bytes.lastIndexOf(LF);
    held = bytes.subarray(end + 1);
    if (held.length > LONGEST) held = TOO_LONG;
    if (end < 0) continue;
    yield linesIn(bytes.subarray(0, end), begun);
    begun = true;
  }
  if (held.length > 0) yield linesIn(held, begun);
}

function linesIn(bytes: Buffer, begun: boolean): string[] {
  const text = bytes.toString();
  return (begun ? text : text.replace(/^\uFEFF/, '')).split('\n');
}
