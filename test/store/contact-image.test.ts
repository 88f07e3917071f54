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
