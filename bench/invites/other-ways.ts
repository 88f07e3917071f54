// Other ways to write what the bare loop writes, each of which somebody will propose: other-ways DATABASE ROSTER WAY
import { createReadStream, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';

const [, , database = '', roster = '', way = ''] = process.argv;
const db = new Database(database, { fileMustExist: true });
db.pragma('synchronous = full');
db.pragma(`cache_size = ${way === 'small-cache' ? -2_000 : -16_000}`);

type Row = readonly unknown[];

/** Takes rows for a table, and writes them so many at a time. */
function writer(table: string, width: number) {
  const marks = `(${Array(width).fill('?').join()})`;
  const one = db.prepare(`insert into ${table} values ${marks}`);
  const several = db.prepare(`insert into ${table} values ${Array(500).fill(marks).join()}`);
  const cells = Array.from({ length: width }, (_, i) => `value ->> ${i}`).join();
  const list = db.prepare(`insert into ${table} select ${cells} from json_each(?)`);
  let held: Row[] = [];
  const write = () => {
    if (way === 'json') list.run(JSON.stringify(held));
    else if (way === 'values' && held.length === 500) several.run(held.flat());
    else for (const row of held) one.run(row);
    held = [];
  };
  const most = way === 'json' ? 5_000 : way === 'values' ? 500 : 1;
  const add = (...row: Row): void => {
    held.push(row);
    if (held.length === most) write();
  };
  return { add, write };
}

const [{ last } = { last: 0 }] = db.prepare<[], { last: number }>('select max(id) as last from users').all();
const ids = db.prepare<[], { address: string; id: number }>('select address, id from lines').all();
const lines = new Map(ids.map(({ address, id }) => [address, id]));
const tables = {
  users: writer('users', 3),
  memberships: writer('memberships', 9),
  lines: writer('line_grants', 5),
  products: writer('product_grants', 5),
  outcomes: writer('batch_rows', 5),
};
const expires = Date.now() + 7 * 86_400_000;

db.exec('begin immediate');
// Tables are written at different moments: a grant may come before its person.
db.pragma('defer_foreign_keys = on');
let id = last;
const rows: AsyncIterable<string[]> | Iterable<string[]> =
  way === 'whole-file'
    ? parseWhole(readFileSync(roster), { from_line: 2 })
    : createReadStream(roster).pipe(parse({ from_line: 2 }));
for await (const [email = '', name, role, held = '', products = ''] of rows) {
  id++;
  tables.users.add(id, email.toLowerCase(), email);
  tables.memberships.add(1, id, role, 'invited', name, expires, null, 2, null);
  for (const address of held.split(';')) tables.lines.add(1, id, lines.get(address), 2, null);
  for (const product of products.split(';')) tables.products.add(1, id, product, 2, null);
  tables.outcomes.add(1, 2, id - last + 1, id, 'invited');
}
for (const { write } of Object.values(tables)) write();
db.exec('commit');
db.close();
