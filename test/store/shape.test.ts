import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrate.ts';
import { acmeAtWork } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import { crossings, SPREAD } from '../support/shape.ts';
import { statementsOf } from '../support/statements.ts';
import { prepared, TRIALS } from '../support/trials.ts';

/** What does not belong to a workspace: whoever is known by an address, the list of workspaces, the database's own name. */
const SHARED = ['users', 'workspaces', 'this_database'];

interface Key {
  readonly table: string;
  readonly name: string;
  readonly first: string;
}

/** Every primary key and unique index that there is, with its first column, from the store's own catalogue. */
async function keys(): Promise<readonly Key[]> {
  const { store } = await acmeAtWork();
  if (store.name === 'postgres') {
    return store.rows<Key>(
      `select t.relname as "table", i.relname as name, a.attname as first from pg_index x
       join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
       where x.indisunique and t.relnamespace = 'switchboard'::regnamespace`,
    );
  }
  return store.rows<Key>(
    `select m.name as "table", l.name as name, c.name as first from sqlite_schema m
     join pragma_index_list(m.name) l on l."unique" = 1 join pragma_index_info(l.name) c on c.seqno = 0
     where m.type = 'table' and m.name not like 'sqlite_%'`,
  );
}

/** What of a server's own has no workspace's rows in it. */
const OF_THE_SERVER = ['logins', 'role_rules', 'restriction_rules'];

describe('what is stored could be spread by workspace', () => {
  it('every key begins with the workspace, but for whoever is known by an address and the list of workspaces', async () => {
    const found = await keys();
    expect(new Set(found.map(({ table }) => table)).size).toBeGreaterThan(10);
    const others = found.filter(({ first }) => first !== 'workspace_id').map(({ table, first }) => `${table}.${first}`);
    const allowed = ['users.id', 'users.email_key', 'workspaces.id', 'workspaces.slug'];
    expect(
      others.filter((one) => !allowed.includes(one) && !OF_THE_SERVER.includes(one.split('.')[0] as string)),
    ).toEqual([]);
  });

  it('every reference carries the workspace along, or is to an identity or to the workspace itself', () => {
    const words = { integer: 'integer', text: 'text', bytes: 'blob', identity: '', keyed: '', plain: '' };
    const statements = MIGRATIONS.flatMap((migration) => migration(words)).join('\n');
    const whole = [...statements.matchAll(/foreign key \(([^)]+)\) references (\w+) \(([^)]+)\)/g)];
    const single = [...statements.matchAll(/(\w+) \w+ not null references (\w+) \((\w+)\)/g)];
    expect(whole.length + single.length).toBeGreaterThan(8);
    for (const [, from, , to] of whole) expect([from, to].every((one) => one?.startsWith('workspace_id, '))).toBe(true);
    for (const [, , table] of single) expect(SHARED).toContain(table);
    const tables = [...statements.matchAll(/create table (\w+)/g)].map(([, table]) => table as string);
    expect(tables.filter((table) => !SHARED.includes(table)).sort()).toEqual(
      SPREAD.filter((one) => one !== 'authorships').sort(),
    );
  });
});

/** Statements that look at all workspaces of a store, because they are about the store: each with its reason. */
const ABOUT_THE_STORE: readonly (readonly [of: RegExp, because: string])[] = [
  [/where \$1 = 1$/, 'whose workspaces are they: upkeep, and the list of one’s own'],
];

describe('every statement says of which workspace it is', () => {
  it.each(
    Object.entries(TRIALS).filter(
      ([, { line, isCounted, apart, only = STORE }]) =>
        isCounted !== false && !apart && only === STORE && !line.startsWith('db '),
    ),
  )('%s', async (_, trial) => {
    const ran = await statementsOf(await prepared(trial), trial.line);
    expect(ran.length).toBeGreaterThan(0);
    const about = ran.filter((one) => !ABOUT_THE_STORE.some(([of]) => of.test(one.trim())));
    expect(about.flatMap(crossings)).toEqual([]);
  });

  it.runIf(STORE === 'sqlite')('and the rule notices one that does not', () => {
    expect(crossings('select * from memberships m where m.user_id = $1')).toHaveLength(1);
    expect(crossings('update line_grants set until = 3 where line_id = 1')).toHaveLength(1);
    expect(crossings('insert into restrictions (user_id, name) values (1, 2)')).toHaveLength(1);
    expect(
      crossings('select 1 from lines l join line_grants g on g.line_id = l.id where l.workspace_id = $1'),
    ).toHaveLength(1);
  });
});
