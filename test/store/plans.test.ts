import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import type { Desk } from '../support/desk.ts';
import { type Walk, walksOf, walksOfAll } from '../support/plans.ts';
import { statementsOf } from '../support/statements.ts';
import { prepared, TRIALS, type Trial } from '../support/trials.ts';

/** The commands that are about everything that a workspace has of something: each with its reason. */
const ABOUT_ALL: Readonly<Record<string, string>> = {
  'workspaces show': 'it counts members',
  'users list': 'it tells of all members',
  'users export': 'it tells of all members',
  'roles list': 'it counts the members of each role, along the index of roles',
  'roles show': 'it counts the members of each role, along the index of roles',
  'grants list': 'it tells of all grants',
  'contacts assign': 'it is about whoever is nobody’s',
  'conversations list': 'it tells of all conversations, from the latest on',
  'seed export': 'it tells of all that there is',
  'audit verify': 'it looks at all that there is',
  'audit show': 'what an entry began and ended is not kept by the entry',
  'batch diff': 'what an entry began and ended is not kept by the entry',
  'batch undo': 'what an entry began and ended is not kept by the entry',
};

/** The statements that seem to read through a table, and do not, or may: each with its reason. */
const ALLOWED: readonly (readonly [of: RegExp, because: string])[] = [
  [/^select coalesce\(max\(\w\.id\), 0\)/, 'the last number is the last of its key'],
  [/^select case when exists \(select 1 from contact_tags h/, 'whether there is any at all is seen from the first'],
  [/^update blast_messages set contact_id/, 'messages of blasts are not kept by contact: who is merged is looked for'],
];

const unallowed = (walks: readonly Walk[]) => walks.filter((one) => !ALLOWED.some(([of]) => of.test(one.statement)));

/** A desk whose file says nothing of how much is in it, as those did that were made before. */
async function untold(place: Desk): Promise<Desk> {
  await place.store.meddle('delete from sqlite_stat1');
  return place;
}

describe.runIf(STORE === 'sqlite')('SQLite reads through nothing that grows', () => {
  describe('for a command about one record, or some', () => {
    it.each(
      Object.entries(TRIALS).filter(
        ([, { isCounted, apart, only = STORE, line }]) =>
          isCounted !== false && !apart && only === STORE && !line.startsWith('db '),
      ),
    )('%s', async (name, trial) => {
      const walks = unallowed(await walksOf(await prepared(trial), trial.line));
      if (ABOUT_ALL[name] === undefined) expect(walks).toEqual([]);
      else expect(walks).not.toEqual([]);
    });
  });

  it('and it is noticed where it does', async () => {
    const place = await acmeAtWork();
    const database = new Database(place.path('switchboard.db'));
    const tablesIn = (statement: string) => walksOfAll(database, [statement]).map(({ table }) => table);
    expect(tablesIn('select 1 from contacts c where c.workspace_id = $1 and c.id = $2')).toEqual([]);
    expect(tablesIn('select 1 from contacts c where c.workspace_id = $1 and c.first_name = $2')).toEqual(['contacts']);
    expect(tablesIn('select 1 from messages m where m.body = $1')).toEqual(['messages']);
    expect(
      tablesIn('select 1 from contacts c where c.workspace_id = $1 and c.phone in (select name from teams)'),
    ).toEqual([]);
    expect(tablesIn('delete from lines where workspace_id = $1 and id = $2')).toEqual(['line_grants']);
    database.close();
  });

  it('to find the contacts that are named, even where it was told nothing', async () => {
    const place = await untold(await acmeAtWork());
    await place.ok('contacts add +16175550100');
    const line = 'contacts show +16175550100';
    const isLookUp = (statement: string) => /c\.phone in .* union select .* c\.email_key in /s.test(statement);
    expect((await statementsOf(place, line)).filter(isLookUp)).not.toEqual([]);
    expect((await walksOf(place, line)).filter(({ statement }) => isLookUp(statement))).toEqual([]);
  });

  it.each([
    ...(['templates add', 'templates edit', 'templates preview', 'lists add', 'lists fill'] as const),
    ...(['blasts create', 'teams add', 'teams join'] as const),
  ])('to find a name and what may be taken for it: %s', async (name) => {
    const table = name.split(' ', 1)[0] as string;
    const trial = TRIALS[name] as Trial;
    const found = await walksOf(await untold(await prepared(trial)), trial.line, [table]);
    const looking = found.filter(({ statement }) => statement.startsWith('select'));
    expect(new Set(looking.map(({ index }) => index))).toEqual(new Set([`${table}_beyond_words`]));
  });

  it('to export contacts with all that belongs to them, even where it was told nothing', async () => {
    const place = await untold(await acmeAtWork());
    await place.ok('fields add city');
    await place.ok('lists add sale');
    await place.ok('contacts add +16175550100 --set city=Boston --tags vip');
    await place.ok('lists fill sale +16175550100');
    const found = (table: string) => (statement: string) => statement.includes(`cross join ${table} h`);
    const ran = await statementsOf(place, 'contacts export');
    for (const table of ['contact_tags', 'list_members', 'contact_values']) {
      expect(ran.filter(found(table))).toHaveLength(1);
    }
    expect(unallowed(await walksOf(place, 'contacts export'))).toEqual([]);
  });
});

describe.runIf(STORE === 'sqlite')('a file says how much is to be expected in its tables', () => {
  const told = (place: Desk) => place.store.rows<{ idx: string; stat: string }>('select idx, stat from sqlite_stat1');

  it('once it is made, index by index', async () => {
    const place = await acmeAtWork();
    const said = new Map((await told(place)).map(({ idx, stat }) => [idx, stat]));
    expect(said.get('contacts_by_phone')).toBe('1000000 1000000 1');
    expect(said.get('contact_tags')).toBe('1000000 1000000 4 4');
    expect(said.has('lines')).toBe(false);
  });

  it('and what was found out since stays when it is brought to date', async () => {
    const place = await acmeAtWork();
    await place.store.meddle('delete from sqlite_stat1', 'analyze');
    const found = (await told(place)).filter(({ idx }) => idx === 'memberships');
    expect(found).toHaveLength(1);
    const { expectMany } = await import('../../src/store/dialects/weight.ts');
    const { withStore } = await import('../../src/store/open.ts');
    await withStore(place.path('switchboard.db'), 'write', {}, async (connection) => {
      await expectMany(connection);
      await connection.commit();
    });
    const now = await told(place);
    expect(now.filter(({ idx }) => idx === 'memberships')).toEqual(found);
    expect(now.map(({ idx }) => idx)).toContain('contacts_by_phone');
  });
});
