import { expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { begun, inThePresent, session, tokenFor } from '../support/raw.ts';
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
