import { copyFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FACT_TABLES } from '../../src/store/facts.ts';
import { chained, hashOf } from '../../src/store/ledger.ts';
import type { EntriesTable } from '../../src/store/schema.ts';
import { wentBack } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';

interface Verified {
  readonly holds: boolean;
  readonly checks: readonly {
    check: string;
    outcome: string;
    code?: string;
    entry?: number;
    expected?: string;
    found?: string;
  }[];
}

const COLUMNS = [
  'workspace_id',
  'number',
  'at',
  'actor',
  'impersonator',
  'vouched',
  'os_user',
  'host',
  'operation',
  'outcome',
  'input',
  'digest',
  'counts',
  'codes',
  'operation_id',
  'previous',
  'hash',
] as const satisfies readonly (keyof EntriesTable)[];

/** What an entry that was put in says otherwise than the one before it. */
const OTHERWISE = (number: number): Partial<Record<keyof EntriesTable, string>> => ({
  number: String(number),
  operation_id: 'null',
  previous: 'hash',
});

/** A ledger of eight entries. */
async function ledger(): Promise<Desk> {
  const place = await acme();
  for (const name of ['bo', 'cy', 'di', 'ed', 'fay', 'gus', 'hal']) {
    await place.ok(`users invite ${name}@acme.com --role standard --status active`);
  }
  return place;
}

async function verified(place: Desk, flags = ''): Promise<{ code: number; fails: Verified['checks'] }> {
  const { code, out } = await place.run(`audit verify --format json ${flags}`);
  const { holds, checks } = JSON.parse(out) as Verified;
  expect(code).toBe(holds ? 0 : 1);
  return { code, fails: checks.filter(({ outcome }) => outcome === 'fail') };
}

describe('a ledger that was tampered with does not hold', () => {
  it('holds before', async () => {
    expect(await verified(await ledger())).toEqual({ code: 0, fails: [] });
  });

  const columns: readonly (keyof EntriesTable)[] = [
    'at',
    'actor',
    'operation',
    'outcome',
    'input',
    'counts',
    'codes',
    'os_user',
    'vouched',
    'host',
    'digest',
    'impersonator',
    'operation_id',
  ];
  for (const column of columns) {
    it(`an edited ${column} is found at its entry, with what was expected and what is there`, async () => {
      const place = await ledger();
      await place.store.meddle(`update entries set ${column} = ${column === 'at' ? 1 : "'x'"} where number = 4`);
      const { fails } = await verified(place);
      expect(fails[0]).toMatchObject({ check: 'chain', code: 'ledger.changed', entry: 4 });
      expect(fails[0]?.expected).not.toBe(fails[0]?.found);
    });
  }

  it('an edited entry whose own hash was made to fit is found at the next one', async () => {
    const place = await ledger();
    const [entry] = await place.store.rows<EntriesTable>('select * from entries where number = 4');
    const forged = { ...(entry as EntriesTable), actor: 'mallory@x.com' };
    await place.store.meddle(
      `update entries set actor = '${forged.actor}', hash = '${hashOf(forged)}' where number = 4`,
    );
    expect((await verified(place)).fails[0]).toMatchObject({ code: 'ledger.broken', entry: 5 });
  });

  it('a deleted entry is found by its number', async () => {
    const place = await ledger();
    await place.store.meddle('delete from entries where number = 4');
    expect((await verified(place)).fails[0]).toMatchObject({ code: 'ledger.gap', entry: 4, found: 'entry 5' });
  });

  it('a deleted first entry is found', async () => {
    const place = await ledger();
    await place.store.meddle('delete from entries where number = 1');
    expect((await verified(place)).fails[0]).toMatchObject({ code: 'ledger.gap', entry: 1 });
  });

  it('a deleted entry is found when the others were renumbered', async () => {
    const place = await ledger();
    await place.store.meddle(
      'delete from entries where number = 4',
      'update entries set number = -number where number > 4',
      'update entries set number = -number - 1 where number < 0',
    );
    expect((await verified(place)).fails[0]).toMatchObject({ code: 'ledger.broken', entry: 4 });
  });

  for (const [where, number, found] of [
    ['in front', 0, 1],
    ['in the middle', 5, 5],
    ['at the end', 9, 9],
  ] as const) {
    it(`an entry put in ${where} is found`, async () => {
      const place = await ledger();
      await place.store.meddle(
        `update entries set number = -number - 1 where number >= ${number} and ${number} > 0`,
        'update entries set number = -number where number < 0',
        `insert into entries (${COLUMNS.join(', ')})
           select ${COLUMNS.map((column) => OTHERWISE(number)[column] ?? column).join(', ')}
           from entries where number = ${Math.max(number - 1, 1)}`,
      );
      const code = number === 0 ? 'ledger.gap' : 'ledger.changed';
      expect((await verified(place)).fails[0]).toMatchObject({ check: 'chain', code, entry: found });
    });
  }

  it('two entries that changed places are found', async () => {
    const place = await ledger();
    await place.store.meddle(
      'update entries set number = -1 where number = 3',
      'update entries set number = 3 where number = 4',
      'update entries set number = 4 where number = -1',
    );
    expect((await verified(place)).fails[0]).toMatchObject({ code: 'ledger.broken', entry: 3 });
  });

  it('a tail that was cut off is found by the remembered head', async () => {
    const place = await ledger();
    await wentBack(place, 7);
    expect((await verified(place)).fails).toMatchObject([
      { check: 'remembered head', code: 'ledger.behind', entry: 8 },
    ]);
  });

  it('an older store that was put back is found by the remembered head, also once it has gone on', async () => {
    const place = await ledger();
    await place.ok('users suspend bo@acme.com');
    await wentBack(place, 8);
    expect((await verified(place)).fails).toMatchObject([{ code: 'ledger.behind', entry: 9 }]);

    const { err } = await place.run('users suspend cy@acme.com');
    expect(err).toContain('the ledger of acme went backwards');
    await place.ok('users suspend di@acme.com');
    expect((await verified(place)).fails).toMatchObject([{ code: 'ledger.sideways', entry: 9 }]);
  });

  it('a fact that rests on no entry, or on a refused one, is found', async () => {
    const place = await ledger();
    expect(await place.run('users list --as mallory@x.com')).toMatchObject({ code: 3 });
    const upgrade = (entry: number) =>
      place.store.meddle(`update memberships set role = 'admin', since = ${entry} where user_id = 2`);
    await upgrade(99);
    expect((await verified(place)).fails).toMatchObject([{ check: 'facts', code: 'ledger.unfounded-fact', entry: 99 }]);
    await upgrade(9);
    expect((await verified(place)).fails).toMatchObject([{ check: 'facts', entry: 9 }]);
  });

  it('of every table of facts', async () => {
    const place = await ledger();
    const columns =
      place.store.name === 'sqlite'
        ? "select m.name as name from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'until'"
        : "select table_name as name from information_schema.columns where table_schema = 'switchboard' and column_name = 'until'";
    const tables = (await place.store.rows<{ name: string }>(columns)).map(({ name }) => name);
    expect(new Set(tables)).toEqual(new Set(Object.keys(FACT_TABLES)));
  });

  it('is walked piece by piece, and found at the borders of the pieces', async () => {
    const place = await acme();
    for (const length of [499, 500, 501, 1001]) {
      await grow(place, length);
      expect(await verified(place)).toEqual({ code: 0, fails: [] });
    }
    for (const number of [1, 500, 501, 1000, 1001]) {
      const other = await acme();
      await grow(other, 1001);
      await other.store.meddle(`update entries set actor = 'x' where number = ${number}`);
      expect((await verified(other)).fails[0]).toMatchObject({ code: 'ledger.changed', entry: number });
    }
  }, 60_000);
});

/** Lengthens the ledger to so many entries, chained as the product would. */
async function grow({ store }: Desk, length: number): Promise<void> {
  const [head] = await store.rows<EntriesTable>('select * from entries order by number desc limit 1');
  let last = head as EntriesTable;
  const rows: string[] = [];
  while (last.number < length) {
    // An operation is known again by its id: no two have one.
    last = chained({ ...last, operation: 'users list', operation_id: null }, last);
    rows.push(`(${COLUMNS.map((column) => literal(last[column])).join(', ')})`);
  }
  if (rows.length > 0) await store.meddle(`insert into entries (${COLUMNS.join(', ')}) values ${rows.join(', ')}`);
}

const literal = (value: string | number | null): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

describe('a line kept elsewhere', () => {
  it('holds as long as its entry is there, and no longer', async () => {
    const place = await ledger();
    const line = (await place.ok('audit anchor')).trim();
    expect(line).toMatch(/^switchboard-anchor [0-9a-f]{32} acme 8 [0-9a-f]{64}$/);
    await place.ok('users suspend bo@acme.com');
    expect(await verified(place, `--expect "${line}"`)).toEqual({ code: 0, fails: [] });

    // The whole store is forged, and what this user remembers with it: only the line is left to tell.
    rmSync(place.path('home'), { recursive: true });
    await wentBack(place, 7);
    expect(await verified(place)).toMatchObject({ code: 0 });
    expect((await verified(place, `--expect "${line}"`)).fails).toMatchObject([
      { check: 'expected line', code: 'ledger.behind', entry: 8 },
    ]);
    await place.ok('users invite ida@acme.com --role standard');
    expect((await verified(place, `--expect "${line}"`)).fails).toMatchObject([{ code: 'ledger.sideways', entry: 8 }]);
  });

  it('of another database is a no, of another workspace or no such line at all wrong usage', async () => {
    const place = await ledger();
    const hash = '0'.repeat(64);
    expect(
      (await verified(place, `--expect "switchboard-anchor ${'0'.repeat(32)} acme 1 ${hash}"`)).fails,
    ).toMatchObject([{ code: 'ledger.other-database' }]);
    expect(
      await place.run(`audit verify --expect "switchboard-anchor ${'0'.repeat(32)} beta 1 ${hash}"`),
    ).toMatchObject({ code: 2 });
    expect(await place.run(['audit', 'verify', '--expect', 'acme 8'])).toMatchObject({ code: 2 });
  });
});

describe('a ledger that went back', () => {
  it('holds again once somebody who may has agreed, and an entry says who', async () => {
    const place = await ledger();
    await place.ok('users suspend bo@acme.com');
    await wentBack(place, 8);

    expect(await place.run('audit accept-rollback --as cy@acme.com')).toMatchObject({ code: 3 });
    expect((await verified(place)).code).toBe(1);
    await place.ok('audit accept-rollback --dry-run');
    expect((await verified(place)).code).toBe(1);
    expect(await place.json('audit accept-rollback')).toMatchObject({ remembered: 9, found: 9, state: 'sideways' });
    expect((await verified(place)).code).toBe(0);
    expect(await place.json('audit show 10')).toMatchObject({
      operation: 'audit accept-rollback',
      actor: 'ada@acme.com',
      counts: { remembered: 9, found: 9 },
    });
  });

  it('cannot be agreed to where it did not', async () => {
    expect(await (await ledger()).run('audit accept-rollback')).toMatchObject({ code: 6 });
  });

  it('is told of by who remembers it: another user has nothing to compare', async () => {
    const place = await ledger();
    await wentBack(place, 7);
    place.env.XDG_STATE_HOME = place.path('elsewhere');
    const { checks } = await place.json<Verified>('audit verify');
    expect(checks.at(-1)).toMatchObject({ check: 'remembered head', outcome: 'none' });
  });

  // Copied as files are.
  it.runIf(STORE === 'sqlite')('is not taken for one where the file is a copy', async () => {
    const place = await ledger();
    copyFileSync(place.path('switchboard.db'), place.path('copy.db'));
    await place.ok('users suspend bo@acme.com');
    expect(await place.run('audit verify --db copy.db')).toMatchObject({ code: 0 });
  });
});

it('what was done is done, and said so, where its head cannot be remembered', async () => {
  const place = await ledger();
  place.env.XDG_STATE_HOME = '/dev/null';
  const { code, err } = await place.run('users suspend bo@acme.com');
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringContaining('could not be remembered in /dev/null/switchboard/heads'),
  });
  expect((await place.json<{ status: string }>('users show bo@acme.com')).status).toBe('suspended');
});

it('a database that was given the name of a file elsewhere writes nothing there', async () => {
  const place = await ledger();
  await place.store.meddle("update this_database set id = '../../../../../stolen'");
  await place.ok('users suspend bo@acme.com');
  expect(() => place.read('stolen.json')).toThrow();
  expect(await verified(place)).toMatchObject({ code: 0 });
});
