import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { bound, unpeeked } from '../../src/store/dialects/sqlite-values.ts';

describe('SQLite does not look at values when it plans', () => {
  it.each([
    [
      'select 1 where $1 = 2 and x in (select value from json_each($12))',
      'select 1 where +$1 = 2 and x in (select value from json_each(+$12))',
    ],
    [`insert into "a?" values (?, ?, '?', 'it''s $1')`, `insert into "a?" values (+?, +?, '?', 'it''s $1')`],
    ['select 1', 'select 1'],
  ])('%s', (statement, prepared) => expect(unpeeked(statement)).toBe(prepared));

  it('and they are the same values', () => {
    const database = new Database(':memory:');
    database.exec('create table kept (whole integer, told text, bytes blob, number real) strict');
    const values = [7, '08', Buffer.from([0, 255]), 0.5];
    const statement = 'insert into kept values ($1, $2, $3, $4)';
    database.prepare(unpeeked(statement)).run(bound(statement, values));
    expect(database.prepare('select * from kept').raw().get()).toEqual(values);
    const found =
      'select typeof($1) || typeof($2) || typeof($3), $2 = 8, $2 || $1, -$1 from kept where told = $2 and whole = $1';
    const row = (one: string) =>
      database
        .prepare(one)
        .raw()
        .get(bound(one, values.slice(0, 3)));
    expect(row(unpeeked(found))).toEqual(row(found));
    database.close();
  });
});
