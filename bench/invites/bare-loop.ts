// The limit of an import: the same rows from the same file into the same tables, by one prepared statement a table,
// with no rule and no ledger entry. A whole process: bare-loop DATABASE ROSTER
import { createReadStream } from 'node:fs';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse';

const [, , database = '', roster = ''] = process.argv;
const db = new Database(database, { fileMustExist: true });
db.pragma('synchronous = full');
db.pragma('cache_size = -16000');

const ids = db.prepare<[], { address: string; id: number }>('select address, id from lines').all();
const lines = new Map(ids.map(({ address, id }) => [address, id]));
const user = db.prepare('insert into users (email_key, email) values (?, ?)');
const membership = db.prepare("insert into memberships values (1, ?, ?, 'invited', ?, ?, null, 2, null)");
const line = db.prepare('insert into line_grants values (1, ?, ?, 2, null)');
const product = db.prepare('insert into product_grants values (1, ?, ?, 2, null)');
const outcome = db.prepare("insert into batch_rows values (1, 2, ?, ?, 'invited')");
const expires = Date.now() + 7 * 86_400_000;

db.exec('begin immediate');
let at = 1;
for await (const cells of createReadStream(roster).pipe(parse({ from_line: 2 }))) {
  const [email, name, role, held, products] = cells as [string, string, string, string, string];
  at++;
  const id = user.run(email.toLowerCase(), email).lastInsertRowid;
  membership.run(id, role, name, expires);
  for (const address of held.split(';')) line.run(id, lines.get(address));
  for (const name of products.split(';')) product.run(id, name);
  outcome.run(at, id);
}
db.exec('commit');
db.close();
