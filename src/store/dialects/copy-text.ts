/** Rows in the text format of `COPY`: a line each, cells parted by tabs, `\N` where there is nothing. */
export const copyText = (rows: Iterable<readonly unknown[]>): string => {
  let text = '';
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      if (i > 0) text += '\t';
      text += cell(row[i]);
    }
    text += '\n';
  }
  return text;
};

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') {
    return value.replace(SPECIAL, (character) => ESCAPED[character] as string);
  }
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  return `${value as number | bigint | boolean}`;
}
