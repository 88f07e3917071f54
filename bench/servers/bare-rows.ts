// The limit of an import into a server: the same rows from the same file into the same tables, by `insert … values` of so
// many rows at a time in one transaction, as a login that no wall holds, with no rule and no ledger entry. A whole process:
// bare-rows ADDRESS ROSTER ROWS
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import pg from 'pg';

const [, , address = '', roster = '', size = ''] = process.argv;
const most = Number(size);
const client = new pg.Client(address);
await client.connect();
await client.query('set search_path = switchboard; begin');
const { rows: known } = await client.query<{ address: string; id: string }>('select address, id from lines');
const lines = new Map(known.map(({ address, id }) => [address, id]));

type Row = readonly unknown[];

/** Writes rows as one statement each `most` of them; statements of the full size are prepared once. */
async function insert(table: string, rows: readonly Row[], answers = ''): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const part = rows.slice(from, from + most);
    const width = part[0]?.length ?? 0;
    const marks = part.map((row, i) => `(${row.map((_, j) => `$${i * width + j + 1}`).join()})`).join();
    const text = `insert into ${table} values ${marks} ${answers}`;
    const name = part.length === most ? table.replaceAll(/\W+/g, '_') : undefined;
    found.push(...(await client.query<{ id: string }>({ text, values: part.flat(), ...(name && { name }) })).rows);
  }
  return found;
}

const expires = Date.now() + 7 * 86_400_000;
let at = 1;
let people: string[][] = [];

async function write(): Promise<void> {
  const users = people.map(([email = '']) => [email.toLowerCase(), email]);
  const ids = (await insert('users (email_key, email)', users, 'returning id')).map(({ id }) => id);
  const memberships = people.map(([, name, role], i) => [1, ids[i], role, 'invited', name, expires, null, 2, null]);
  const held = people.flatMap(([, , , held = ''], i) =>
    held.split(';').map((address) => [1, ids[i], lines.get(address), 2, null]),
  );
  const products = people.flatMap(([, , , , names = ''], i) =>
    names.split(';').map((product) => [1, ids[i], product, 2, null]),
  );
  const outcomes = people.map((_, i) => [1, 2, ++at, ids[i], 'invited']);
  await insert('memberships', memberships);
  await insert('line_grants', held);
  await insert('product_grants', products);
  await insert('batch_rows', outcomes);
  people = [];
}

for await (const cells of createReadStream(roster).pipe(parse({ from_line: 2 }))) {
  people.push(cells as string[]);
  if (people.length === most) await write();
}
if (people.length > 0) await write();
await client.query('commit');
await client.end();
