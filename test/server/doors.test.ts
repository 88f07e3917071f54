import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { begun, inThePresent, session, tokenFor, tried } from '../support/raw.ts';

/** The names that a question of the catalogue answers. */
const names = async ({ store }: Desk, question: string): Promise<string[]> =>
  (await store.rows<{ name: string }>(question)).map(({ name }) => name).sort();

const OURS = "'switchboard'::regnamespace";

describe('in the catalogue of the server', () => {
  it('every table is behind walls, for its owner too, and every one that the application reaches has a policy', async () => {
    const place = await acmeAtWork();
    const open = `select relname as name from pg_class where relnamespace = ${OURS} and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)`;
    const unruled = `select c.relname as name from pg_class c where c.relnamespace = ${OURS} and c.relkind in ('r', 'p')
      and has_any_column_privilege('switchboard_app', c.oid, 'select, insert, update, references')
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and 'switchboard_app'::regrole = any (p.polroles))`;
    expect([await names(place, open), await names(place, unruled)]).toEqual([[], []]);
  });

  it('a policy is for the owner or for the application, and the application’s says each time who', async () => {
    const place = await acmeAtWork();
    const loose = `select polname || ' of ' || polrelid::regclass as name from pg_policy p where
      exists (select 1 from unnest(polroles) r where r not in ('switchboard_app'::regrole, 'switchboard_owner'::regrole))
      or ('switchboard_app'::regrole = any (polroles) and (not polpermissive or polcmd = '*'
        or coalesce(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) = 'true'))`;
    expect(await names(place, loose)).toEqual([]);
  });

  it('a view is a barrier, or sees no more than whoever looks', async () => {
    const place = await acmeAtWork();
    const views = `select relname as name from pg_class where relnamespace = ${OURS} and relkind in ('v', 'm')
      and not coalesce(reloptions && array['security_barrier=true', 'security_invoker=true'], false)`;
    expect(await names(place, views)).toEqual([]);
  });

  it('nobody may delete anything but records of work, or truncate, and nobody else has a grant', async () => {
    const place = await acmeAtWork();
    const grants = `select c.relname || ' ' || a.privilege_type as name from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = ${OURS} and a.grantee <> c.relowner
      and (a.grantee <> 'switchboard_app'::regrole or a.privilege_type not in ('SELECT', 'INSERT') or a.is_grantable)`;
    const columns = `select attrelid::regclass || '.' || attname as name from pg_attribute t
      join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a where c.relnamespace = ${OURS} and a.privilege_type = 'UPDATE'`;
    expect(await names(place, grants)).toEqual(WORK.map((table) => `${table} DELETE`));
    const worked = await names(place, columns);
    // A record stays who it is, where it is, and made by whom it was.
    expect(worked.filter((name) => /^(?!messages).*\.(workspace_id|id|made|author|since)$/.test(name))).toEqual([]);
    expect(worked.filter((name) => ![...WORK, 'blasts', 'teams'].includes(name.split('.')[0] as string))).toEqual([
      'access_tokens.until',
      'consents.until',
      'custom_roles.until',
      'line_activations.until',
      'line_grants.until',
      'lines.kind',
      'lines.name',
      'lines.version',
      'memberships.until',
      'product_activations.until',
      'product_grants.until',
      'restrictions.until',
      'team_members.until',
      'workspace_states.until',
      'workspaces.name',
    ]);
  });

  it('the owner has no login, and neither role any power over the server; the application owns nothing and makes nothing', async () => {
    const place = await acmeAtWork();
    const mighty = `select rolname as name from pg_roles where rolname like 'switchboard%'
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin)`;
    const owned = `select c.relname::text as name from pg_class c where relowner = 'switchboard_app'::regrole union all
      select proname::text from pg_proc where proowner = 'switchboard_app'::regrole union all
      select nspname::text from pg_namespace where nspowner = 'switchboard_app'::regrole`;
    const makes = `select nspname as name from pg_namespace where nspname !~ '^pg_(toast_)?temp'
      and has_schema_privilege('switchboard_app', oid, 'create')`;
    const member = `select m.roleid::regrole::text as name from pg_auth_members m where m.member = 'switchboard_app'::regrole`;
    for (const question of [mighty, owned, makes, member]) expect(await names(place, question), question).toEqual([]);
    const owners = `select distinct relowner::regrole::text as name from pg_class where relnamespace = ${OURS}`;
    expect(await names(place, owners)).toEqual(['switchboard_owner']);
  });

  it('every function that runs with the owner’s rights has a fixed search path, and the public may call none', async () => {
    const place = await acmeAtWork();
    const loose = `select proname as name from pg_proc where pronamespace = ${OURS} and prosecdef
      and not coalesce(proconfig @> array['search_path=switchboard, pg_temp'], false)`;
    const everybodys = `select proname as name from pg_proc where pronamespace = ${OURS} and
      (proacl is null or exists (select 1 from aclexplode(proacl) a where a.grantee = 0))`;
    expect([await names(place, loose), await names(place, everybodys)]).toEqual([[], []]);
  });
});

/** What is no fact: it may go altogether. */
const WORK: readonly string[] = [
  'assignment_turns',
  'blast_messages',
  'contact_tags',
  'contact_values',
  'contacts',
  'conversations',
  'fields',
  'list_members',
  'lists',
  'messages',
  'responder_answers',
  'responders',
  'settings',
  'templates',
];

const CLERK = {
  name: 'clerk',
  does: 'looks',
  actions: [],
  lines: 'granted',
  products: 'granted',
  manages: [],
  managesCustom: false,
  restrictions: [],
};

/** Every door, with what one asks who wants to know of acme, or to do something there. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  schema_version: [],
  founding: [],
  acting_key: [],
  acting: [],
  mine: [],
  confined_to: [],
  next_entries: [],
  workspaces_where: ["'profile.view'"],
  workspaces_where_any: ["array['profile.view', 'users.view']"],
  workspaces_reaching: ["'lines'"],
  managed_roles: [],
  people_beyond: [],
  custom_role_names: ['1'],
  workspaces_narrowed: [],
  workspaces_with_product: ["'conversations'"],
  visible_teams: [],
  weigh: [],
  scope_fits: ['\'["users.view"]\''],
  goes_on: ['1', '4', "'admin'", "'active'"],
  givable_roles: [],
  held_until: ['1', '2', '4', "'admin'"],
  role_fits: ['1', "'clerk'", `'${JSON.stringify(CLERK)}'`],
  people_by_slug: ["'acme'", '\'["ada@acme.com","bo@acme.com"]\''],
  people_by_id: ['1', '\'["ada@acme.com","bo@acme.com"]\''],
  people_everywhere: ['1', '\'["ada@acme.com","bo@acme.com"]\''],
  lines_named: ['1', '\'["+15550100","sales","+15550199"]\''],
  lines_by_id: ['1', '\'["1","2","3","4","5","6","7","8"]\''],
  last_contact: ['1'],
  lock_key: ["'acme'", 'false'],
  found_workspace: ["'mine'", "'Mine'", "'standard-admin'"],
  identities: ["array['eve@acme.com']", "array['eve@acme.com']"],
};

/** What a door says of acme that whoever asked did not say themself. */
const TELLS = /al@|sue@|cy@|"standard"|whatsapp|Front desk|Sales|"sms"|1555010[12]|"workspace_id":"?1\b.*acme/;

describe('through the doors', () => {
  const asking = async (place: Desk, token?: string) => {
    const client = await begun(await session(place), token);
    const told: Record<string, string> = {};
    for (const [door, words] of Object.entries(ASKED)) {
      await client.query('savepoint door');
      try {
        const { rows } = await client.query(`select * from ${door}(${words.join(', ')})`);
        told[door] = JSON.stringify(rows);
      } catch (error) {
        told[door] = (error as { code: string }).code;
      }
      await client.query('rollback to savepoint door');
    }
    return told;
  };

  it('there are no others: each is asked here, and what is inside is closed', async () => {
    const place = await acmeAtWork();
    const doors = `select proname as name from pg_proc where pronamespace = ${OURS} and has_function_privilege('switchboard_app', oid, 'execute')`;
    const inner = `select proname as name from pg_proc where pronamespace = ${OURS} and not has_function_privilege('switchboard_app', oid, 'execute')`;
    expect(await names(place, doors)).toEqual([...Object.keys(ASKED), 'append_entry', 'bind'].sort());
    expect(await names(place, inner)).toEqual([
      'keep',
      'keep_a_holder',
      'keep_held_roles',
      'key_of_login',
      'lies_within',
      'own_actions',
      'seal',
      'sealed',
      'stands_below',
    ]);
    const client = await begun(await session(place, 'ada@acme.com'));
    for (const call of ["seal('x')", "sealed('bound')", "keep('bound', '{}')", 'key_of_login()']) {
      expect(await tried(client, `select ${call}`), call).toBe('42501');
    }
  });

  it('whoever shows no token is told the version of the tables, and nothing else', async () => {
    const { schema_version: version, lock_key: key, ...told } = await asking(await acmeAtWork());
    expect(version).toMatch(/^\[\{"schema_version":\d+\}\]$/);
    expect(key).toMatch(/^\[\{"lock_key":-?\d+\}\]$/);
    const nothing = /^(\[\]|42501|\[\{"\w+":(null|""|false|true|"\{\}"|\[\])\}\])$/;
    for (const [door, words] of Object.entries(told)) expect(`${door} ${words}`).toMatch(new RegExp(`^${door} `));
    expect(Object.entries(told).filter(([, words]) => !nothing.test(words))).toEqual([]);
    expect(told.people_by_slug).toBe('[]');
    expect(told.lines_named).toBe('[]');
  });

  it('the key under which writers wait does not tell whether there is a workspace of that name', async () => {
    const place = await acmeAtWork();
    const client = await session(place);
    const keyOf = async (slug: string) => (await client.query('select lock_key($1, false) as key', [slug])).rows[0].key;
    const keys = [await keyOf('acme'), await keyOf('nothing-like-it'), await keyOf('acme')];
    expect(keys[0]).toBe(keys[2]);
    expect(new Set(keys).size).toBe(2);
    expect(keys.every((key: number) => Math.abs(key) > 1000)).toBe(true);
  });

  it('a token of another workspace hears nothing of acme', async () => {
    const place = inThePresent(await acmeAtWork());
    await place.ok('workspaces create Other --model standard-admin --owner ada@acme.com --workspace acme');
    await place.ok('users invite zed@other.com --role admin --workspace other');
    await place.ok('users accept --as zed@other.com --workspace other');
    const told = await asking(place, await tokenFor(place, 'zed@other.com', '--workspace', 'other'));
    const { found_workspace: _mine, managed_roles: _roles, ...others } = told;
    expect(Object.entries(others).filter(([, words]) => TELLS.test(words))).toEqual([]);
    expect(others.people_by_slug).toBe('[]');
    expect(others.people_by_id).toBe('[]');
    expect(others.lines_by_id).toBe('[]');
    // Each name is answered alike, whether there is such a line or not.
    const answered = JSON.parse(others.lines_named as string) as { id: number; address: string; kind: string }[];
    expect(answered.map(({ id, kind }) => [Number(id), kind])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
  });

  it('a member who holds one line hears of no other by its number', async () => {
    const place = inThePresent(await acmeAtWork());
    const { lines_by_id: told } = await asking(place, await tokenFor(place, 'bo@acme.com'));
    expect((JSON.parse(told as string) as { address: string }[]).map(({ address }) => address)).toEqual(['+15550100']);
  });

  it('nobody gives an address the spelling of another', async () => {
    const place = await betaAtWork();
    const client = await begun(await session(place, 'ada@beta.com'));
    const given = (key: string, spelling: string) =>
      tried(client, 'select * from identities(array[$1], array[$2])', [key, spelling]);
    expect(await given('eve@beta.com', 'Eve@Beta.com')).toBe(1);
    expect(await given('eve@xn--bta-bma.com', 'eve@bétâ.com')).toBe(1);
    expect(await given('eve@beta.com', 'ada@beta.com')).toBe('SB005');
    expect(await given('eve@beta.com', 'eve@acme.com')).toBe('SB005');
    expect(await given('eve@xn--bta-bma.com', 'ada@bétâ.com')).toBe('SB005');
  });
});
