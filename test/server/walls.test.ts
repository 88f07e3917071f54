import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { begun, everything, inThePresent, isNothing, nextEntry, session, tokenFor, tried } from '../support/raw.ts';

/** How much of a table somebody sees: every row of their workspace, their own, those of their lines, none, or no table. */
type Eyes = 'all' | 'own' | 'granted' | 'none' | 'closed';

/** What the product shows to each role, table by table. A table that is not here has no wall yet. */
const EYES: Readonly<
  Record<string, readonly [standard: Eyes, agent: Eyes, billing: Eyes, manager: Eyes, owner: Eyes]>
> = {
  workspaces: ['all', 'all', 'all', 'all', 'all'],
  workspace_states: ['all', 'all', 'all', 'all', 'all'],
  product_activations: ['all', 'all', 'all', 'all', 'all'],
  authorships: ['all', 'all', 'all', 'all', 'all'],
  this_database: ['all', 'all', 'all', 'all', 'all'],
  users: ['all', 'all', 'own', 'all', 'all'],
  memberships: ['all', 'all', 'own', 'all', 'all'],
  restrictions: ['all', 'all', 'own', 'all', 'all'],
  lines: ['granted', 'all', 'none', 'all', 'all'],
  line_activations: ['granted', 'all', 'none', 'all', 'all'],
  line_grants: ['own', 'own', 'own', 'all', 'all'],
  product_grants: ['own', 'own', 'own', 'all', 'all'],
  access_tokens: ['own', 'own', 'own', 'all', 'all'],
  entries: ['none', 'none', 'none', 'all', 'all'],
  batch_rows: ['none', 'none', 'none', 'all', 'all'],
  teams: ['all', 'all', 'none', 'all', 'all'],
  team_members: ['all', 'all', 'own', 'all', 'all'],
  custom_roles: ['all', 'all', 'all', 'all', 'all'],
  settings: ['all', 'all', 'all', 'all', 'all'],
  fields: ['all', 'all', 'none', 'all', 'all'],
  contacts: ['all', 'all', 'none', 'all', 'all'],
  contact_values: ['all', 'all', 'none', 'all', 'all'],
  contact_tags: ['all', 'all', 'none', 'all', 'all'],
  contact_rows: ['none', 'none', 'none', 'all', 'all'],
  consents: ['all', 'all', 'none', 'all', 'all'],
  lists: ['all', 'all', 'none', 'all', 'all'],
  list_members: ['all', 'all', 'none', 'all', 'all'],
  templates: ['all', 'all', 'none', 'all', 'all'],
  responders: ['all', 'none', 'none', 'all', 'all'],
  responder_answers: ['all', 'none', 'none', 'all', 'all'],
  conversations: ['granted', 'all', 'none', 'all', 'all'],
  messages: ['granted', 'all', 'none', 'all', 'all'],
  assignment_turns: ['none', 'none', 'none', 'all', 'all'],
  blasts: ['granted', 'none', 'none', 'all', 'all'],
  blast_messages: ['granted', 'none', 'none', 'all', 'all'],
  roles_in_force: ['closed', 'closed', 'closed', 'closed', 'closed'],
  schema_version: ['closed', 'closed', 'closed', 'closed', 'closed'],
  seals: ['closed', 'closed', 'closed', 'closed', 'closed'],
  logins: ['closed', 'closed', 'closed', 'closed', 'closed'],
  role_rules: ['closed', 'closed', 'closed', 'closed', 'closed'],
  restriction_rules: ['closed', 'closed', 'closed', 'closed', 'closed'],
  copies: ['closed', 'closed', 'closed', 'closed', 'closed'],
};

/** Every table and view that the server has of ours. */
const tablesOf = async ({ store }: Desk): Promise<string[]> =>
  (
    await store.rows<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'switchboard'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')",
    )
  ).map(({ name }) => name);

/** A company with rows in every table that members see, at the server's own time. */
async function atWork(found: () => Promise<Desk>): Promise<Desk> {
  const place = inThePresent(await found());
  const [owner, fellow] = found === acmeAtWork ? ['ada@acme.com', 'cy@acme.com'] : ['ada@beta.com', 'cy@beta.com'];
  await place.ok(`grants add ${fellow} --lines ${found === acmeAtWork ? '+15550101' : '+15550200'} --products blast`);
  await tokenFor(place, owner as string);
  await tokenFor(place, fellow as string);
  return place;
}

/** The rows that somebody should see of a table. */
async function rowsFor(place: Desk, table: string, eyes: Eyes, me: number): Promise<Record<string, unknown>[]> {
  const all = await everything(place, table === 'authorships' ? 'entries' : table);
  if (eyes === 'all') return all;
  if (eyes === 'own') return all.filter((row) => (table === 'users' ? row.id : row.user_id) === me);
  if (eyes !== 'granted') return [];
  const grants = (await everything(place, 'line_grants')).filter((row) => row.user_id === me && row.until === null);
  return all.filter((row) => grants.some(({ line_id }) => line_id === (row.line_id ?? row.id)));
}

const idOf = async (place: Desk, email: string): Promise<number> =>
  (await everything(place, 'users')).find((row) => row.email === email)?.id as number;

/** What somebody in a transaction sees of each table: how many rows, or the refusal. */
async function seenBy(client: pg.Client, tables: readonly string[]) {
  const seen: Record<string, number | string> = {};
  for (const table of tables) seen[table] = await tried(client, `select * from ${table}`);
  return seen;
}

/** What nobody can do with a view. */
const NO_SUCH_THING = ['42809', '55000'];

/** Everything that somebody could write into each table and that is let through: nothing, where the walls stand. */
async function writtenBy(client: pg.Client, place: Desk, tables: readonly string[], me: number): Promise<string[]> {
  const written: string[] = [];
  const next = await nextEntry(place);
  const attempt = async (statement: string, values: readonly unknown[] = []) => {
    const outcome = await tried(client, statement, values);
    if (!isNothing(outcome) && !NO_SUCH_THING.includes(String(outcome)))
      written.push(`${statement} ${JSON.stringify(values)}: ${outcome}`);
  };
  for (const table of tables) {
    const rows = await everything(place, table);
    const columns = await place.store.rows<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'switchboard.${table}'::regclass and attnum > 0`,
    );
    for (const row of rows) {
      // A token of one's own is for everyone to make.
      if (table === 'access_tokens' && row.user_id === me) continue;
      const fresh = {
        ...row,
        ...('since' in row && { since: next, until: null }),
        ...('number' in row && { number: next }),
      };
      const distinct = { ...fresh, ...('id' in row && { id: 7001 }), ...('entry' in row && { entry: next, line: 9 }) };
      const laid = JSON.stringify(distinct);
      await attempt(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [laid]);
    }
    for (const { name } of columns) {
      await attempt(`update ${table} set ${name} = ${name}`);
      await attempt(`update ${table} set ${name} = null`);
      const others = columns.some((column) => column.name === 'user_id') ? ` where user_id <> ${me}` : '';
      if (name === 'until') await attempt(`update ${table} set until = ${next}${others}`);
    }
    await attempt(`delete from ${table}`);
    await attempt(`truncate ${table} cascade`);
    await attempt(`lock table ${table} in share mode`);
  }
  return written;
}

const ROLES = [
  ['a standard member', acmeAtWork, 'bo@acme.com', 0],
  ['an agent', betaAtWork, 'cy@beta.com', 1],
  ['an agent under a restriction', betaAtWork, 'bo@beta.com', 1],
  ['a billing member', betaAtWork, 'bill@beta.com', 2],
  ['a manager', betaAtWork, 'mo@beta.com', 3],
  ['an owner', betaAtWork, 'ada@beta.com', 4],
  ['an admin', acmeAtWork, 'al@acme.com', 4],
] as const;

describe('past the program', () => {
  it('every table and view has a wall that this page knows', async () => {
    const place = await acmeAtWork();
    expect((await tablesOf(place)).sort()).toEqual(Object.keys(EYES).sort());
  });

  it.each(ROLES)('%s sees what the product shows them, and no more', async (_, found, email, column) => {
    const place = await atWork(found);
    const token = await tokenFor(place, email);
    const me = await idOf(place, email);
    const client = await begun(await session(place), token);
    const expected: Record<string, number | string> = {};
    for (const [table, eyes] of Object.entries(EYES)) {
      const row = eyes[column];
      expected[table] = row === 'closed' ? '42501' : (await rowsFor(place, table, row, me)).length;
    }
    expect(await seenBy(client, Object.keys(EYES))).toEqual(expected);
  });

  it.each(ROLES.slice(0, 4))('%s writes nothing', async (_, found, email) => {
    const place = await atWork(found);
    const client = await begun(await session(place), await tokenFor(place, email));
    expect(await writtenBy(client, place, await tablesOf(place), await idOf(place, email))).toEqual([]);
  });

  it('what is kept of a contact is kept with the entry that changes it, never under another', async () => {
    const place = inThePresent(await acmeAtWork());
    const token = await tokenFor(place, 'bo@acme.com');
    const client = await begun(await session(place), token);
    const next = await nextEntry(place);
    const kept = (entry: number) =>
      tried(client, `insert into contact_rows values (1, $1, 9, 1, 'unlisted', '{"list": 1, "made": 1}')`, [entry]);
    expect(isNothing(await kept(next - 1))).toBe(true);
    expect(await kept(next)).toBe(1);
  });

  it.each([
    ['acme', acmeAtWork],
    ['beta', betaAtWork],
  ])('the shared login without a token sees nothing of %s and writes nothing', async (_, found) => {
    const place = await atWork(found);
    const client = await begun(await session(place));
    const tables = await tablesOf(place);
    const seen = Object.entries(await seenBy(client, tables)).filter(([, outcome]) => !isNothing(outcome));
    expect(seen).toEqual([]);
    expect(await writtenBy(client, place, tables, 0)).toEqual([]);
  });

  it('a token of another workspace sees nothing of this one and writes nothing, whoever has it', async () => {
    const place = await atWork(betaAtWork);
    await place.ok('workspaces create Other --model owner-manager-agent --owner ada@beta.com --workspace beta');
    const tables = await tablesOf(place);
    // Ada owns both; a token of hers is of one.
    const client = await begun(await session(place), await tokenFor(place, 'ada@beta.com', '--workspace', 'other'));
    const seen: string[] = [];
    for (const table of tables.filter((name) => EYES[name]?.[4] === 'all' && name !== 'this_database')) {
      const column = table === 'workspaces' ? 'id' : 'workspace_id';
      const condition = table === 'users' ? "email <> 'ada@beta.com'" : `${column} = 1`;
      const outcome = await tried(client, `select * from ${table} where ${condition}`);
      if (outcome !== 0) seen.push(`${table}: ${outcome}`);
    }
    expect(seen).toEqual([]);
    const [me, written] = [await idOf(place, 'ada@beta.com'), [] as string[]];
    for (const told of await writtenBy(client, place, tables, me)) {
      // Her own workspace is hers to write in: what is left is about this one.
      if (/"workspace_id":1[,}]/.test(told)) written.push(told);
    }
    expect(written).toEqual([]);
  });

  it.each([
    ['suspended', 'users suspend olga@beta.com', 'SB001'],
    ['removed', 'users remove olga@beta.com --confirm olga@beta.com', 'SB001'],
  ])('the token of an owner who was %s is dead', async (_, line, code) => {
    const place = await atWork(betaAtWork);
    const token = await tokenFor(place, 'olga@beta.com');
    await place.ok(line);
    const client = await begun(await session(place));
    expect(await tried(client, 'select bind($1, null, false)', [token])).toBe(code);
  });

  it('an owner who is invited, suspended or gone sees none of the people, lines and entries', async () => {
    const place = await atWork(betaAtWork);
    await place.ok('users remove olga@beta.com --confirm olga@beta.com');
    for (const email of ['ivy@beta.com', 'sue@beta.com', 'olga@beta.com']) {
      const client = await begun(await session(place, email));
      const me = await idOf(place, email);
      const others = await tried(client, 'select 1 from users where id <> $1', [me]);
      const seen = await seenBy(client, ['lines', 'line_activations', 'entries', 'batch_rows', 'access_tokens']);
      expect({ others, ...seen }, email).toEqual({
        others: 0,
        lines: 0,
        line_activations: 0,
        entries: 0,
        batch_rows: 0,
        access_tokens: 0,
      });
      expect(await writtenBy(client, place, await tablesOf(place), me), email).toEqual([]);
    }
  });
});
