import { expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import { statementsOf } from '../support/statements.ts';

it
  .runIf(STORE === 'sqlite')
  .each([
    'contacts assign --unassigned --to bo@acme.com',
    'contacts edit +16175550100 --tag vip',
    'contacts remove --where "tag = old" --confirm 1',
  ])('%s finds what a contact was by the contact, however many are on its lists', async (line) => {
  const place = await acmeAtWork();
  await place.ok('contacts add +16175550100 --tags old');
  const kept = (await statementsOf(place, line)).filter((one) => one.includes('insert into contact_rows'));
  expect(kept).toHaveLength(1);
  const statement = kept[0]?.replaceAll(/\$\d/g, '1').replace('(select id from leaving)', '(1)');
  const plan = (await place.store.rows<{ detail: string }>(`explain query plan ${statement}`)).map(
    ({ detail }) => detail,
  );
  expect(plan.filter((detail) => /\bSEARCH h\b/.test(detail)).length).toBeGreaterThanOrEqual(3);
  expect(plan.filter((detail) => /^(SCAN|SEARCH) h\b(?!.*contact_id=\?)/.test(detail))).toEqual([]);
});

it
  .runIf(STORE === 'sqlite')
  .each(['contacts edit +16175550100 --set city=Salem --tag vip', 'contacts show +16175550100'])(
  '%s looks at that contact alone, however many there are',
  async (line) => {
    const place = await acmeAtWork();
    await place.ok('fields add city');
    await place.ok('contacts add +16175550100 --tags old');
    const about = (await statementsOf(place, line)).filter((one) => /\bcontact(s|_tags|_values)\b/.test(one));
    expect(about.length).toBeGreaterThan(3);
    for (const one of about) {
      const statement = one.replaceAll(/\$\d+/g, '1').replaceAll('?', '1');
      const plan = await place.store.rows<{ detail: string }>(`explain query plan ${statement}`);
      const all = plan.filter(({ detail }) => /\bcontact(s|_tags|_values)_by_\w+ \(workspace_id=\?\)$/.test(detail));
      expect(all, one).toEqual([]);
    }
  },
);
