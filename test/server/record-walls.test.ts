import { expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { begun, everything, inThePresent, isNothing, session, tokenFor, tried } from '../support/raw.ts';
import { activeMembers, atRandom, everyRecord, toldOf } from '../support/records.ts';

const NAMED = {
  contacts: 'select phone as name from contacts',
  conversations: `select l.address || '/' || c.phone as name from conversations v
    join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
    join lines l on l.workspace_id = v.workspace_id and l.id = v.line_id
    join line_activations a on a.workspace_id = l.workspace_id and a.line_id = l.id and a.until is null`,
  blasts: `select b.name from blasts b
    join line_activations a on a.workspace_id = b.workspace_id and a.line_id = b.line_id and a.until is null`,
} as const;

it.each([
  ['acme', acmeAtWork, 'one'],
  ['acme', acmeAtWork, 'two'],
  ['beta', betaAtWork, 'three'],
  ['beta', betaAtWork, 'four'],
])('in %s everyone sees past the program the records that they are told they may see', async (_, found, seed) => {
  const place = inThePresent(await found());
  await place.ok('products activate conversations blast');
  if (found === acmeAtWork) await place.ok('grants add cy@acme.com --lines +15550101 --products blast');
  if (found === betaAtWork) await place.ok('users restrict cy@beta.com contacts=self');
  await atRandom(place, `records ${seed}`);
  const names = await everyRecord(place);
  for (const member of await activeMembers(place)) {
    const client = await begun(await session(place), await tokenFor(place, member));
    for (const noun of ['contacts', 'conversations', 'blasts'] as const) {
      const { rows } = await client.query<{ name: string }>(NAMED[noun]);
      const seen = rows.map(({ name }) => name).sort();
      expect({ member, noun, seen }).toEqual({ member, noun, seen: await toldOf(place, member, noun, names[noun]) });
    }
  }
});

/** What whoever answers for conversations, and nothing else, may write past the program: what is said, and who says it. */
const TALK = ['conversations', 'messages'];

it.each([
  ['bill@beta.com', []],
  ['cy@beta.com', TALK],
  ['bo@beta.com', TALK],
])('%s writes nothing into records past the program that they could not with it', async (member, may) => {
  const place = inThePresent(await betaAtWork());
  await place.ok('products activate conversations blast');
  await place.ok('fields add plan');
  await place.ok('templates add hello Hello');
  await place.ok('lists add all --where "phone starts-with +1"');
  await place.ok('conversations receive Stop --line +15550200 --from +12125550123');
  await place.ok('contacts assign +12125550123 --to bo@beta.com');
  await place.ok('blasts create spring --line +15550200 --list all --body Hello');
  const client = await begun(await session(place), await tokenFor(place, member));
  const written: string[] = [];
  for (const table of WORK) {
    const rows = await everything(place, table);
    const attempts = [
      ...rows.map((row) => [
        `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`,
        JSON.stringify({ ...row, ...('id' in row && { id: 7001 }), ...('name' in row && { name: 'another' }) }),
      ]),
      ...Object.keys(rows[0] ?? {}).map((column) => [`update ${table} set ${column} = ${column}`]),
      [`delete from ${table}`],
    ];
    for (const [statement, ...values] of attempts)
      if (!isNothing(await tried(client, statement as string, values))) written.push(table);
  }
  expect([...new Set(written)]).toEqual(may);
});

const WORK = [
  ...['teams', 'team_members', 'custom_roles', 'settings', 'fields', 'contacts', 'contact_values', 'contact_tags'],
  ...['consents', 'lists', 'list_members', 'templates', 'responders', 'responder_answers', 'conversations', 'messages'],
  ...['assignment_turns', 'blasts', 'blast_messages'],
];
