import { expect, it } from 'vitest';
import type { Connection } from '../../src/store/connection.ts';
import { openStore } from '../../src/store/open.ts';
import { acme } from '../support/desk.ts';

it('what one operation laid into temporary tables is gone for the next, whatever that makes of the same name', async () => {
  const place = await acme();
  const connection = await openStore(await place.store.address('ada@acme.com'), 'write', { workspace: 'acme' });
  const { all, run, dialect } = connection;
  const { integer, text } = dialect.words;
  const pile = `create temporary table pile (n ${integer} primary key)`;
  const inIt = async () => (await all<{ n: number }>('select n from pile order by n')).map(({ n }) => Number(n));
  const fills = async ({ run }: Connection) => {
    await run(pile);
    await run('create index pile_by_n on pile (n)');
    expect(await inIt()).toEqual([]);
    await run('insert into pile (n) values (1), (2)');
    expect(await inIt()).toEqual([1, 2]);
  };
  await fills(connection);
  await dialect.sweep(connection);
  await fills(connection);
  await dialect.sweep(connection);
  await run(`create temporary table pile (word ${text} not null)`);
  await run(`insert into pile (word) values ('other')`);
  expect(await all('select word from pile')).toEqual([{ word: 'other' }]);
  await dialect.sweep(connection);
  await run('savepoint before');
  await fills(connection);
  await run('rollback to savepoint before');
  await run('release savepoint before');
  await dialect.sweep(connection);
  await fills(connection);
  await connection.rollback();
  await connection.close();
});
