import { expect, it } from 'vitest';
import { acme, desk } from '../support/desk.ts';

const verified = (out: string) =>
  (JSON.parse(out) as { checks: { check: string; outcome: string; says: string }[] }).checks.find(
    ({ check }) => check === 'remembered head',
  );

it('whoever writes by a token remembers the head of the ledger as anybody else does', async () => {
  const at = new Date().toISOString();
  const place = await acme({ SWITCHBOARD_NOW: at });
  await place.ok(`token create laptop --to ${place.path('laptop.token')}`);
  const there = desk(
    { SWITCHBOARD_DB: await place.store.address(undefined), SWITCHBOARD_TOKEN: place.read('laptop.token') },
    at,
    () => place.store,
    'there',
  );
  const before = await there.ok('audit verify --format json');
  expect(verified(before)).toMatchObject({ outcome: 'none' });
  await there.ok('lines add +15550100');
  expect(verified(await there.ok('audit verify --format json'))).toMatchObject({
    outcome: 'pass',
    says: 'entry 3 is there, as it was',
  });
  await place.store.meddle('delete from line_activations', 'delete from entries where number = 3');
  const { code, out } = await there.run('audit verify --format json');
  expect([code, verified(out)?.outcome]).toEqual([1, 'fail']);
});
