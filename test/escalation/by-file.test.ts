import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { effectOf } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';
import { layRoster } from '../support/rosters.ts';

/** Rows of a roster that must be rejected as a whole: exit 5 or 3, nothing changed, one entry of the refusal. */
async function expectRejected(place: Desk, line: string, code: string): Promise<void> {
  const effect = await effectOf(place, line);
  expect({ ...effect, exit: effect.code === 3 || effect.code === 5 }, effect.err + effect.out).toMatchObject({
    exit: true,
    changed: false,
    written: [{ outcome: 'refused', codes: expect.arrayContaining([code]) }],
  });
  await place.ok('audit verify');
}

describe('nobody gets by a file what they do not get by hand', () => {
  it.each([
    ['a row for herself, higher', 'mo@beta.com', ['mo@beta.com,owner,,,'], 'rank.self'],
    ['a row for herself, in capitals', 'mo@beta.com', ['MO@BETA.COM,manager,suspended,,'], 'rank.self'],
    ['a row for herself, in full width', 'mo@beta.com', ['ｍｏ@beta.com,agent,,,'], 'rank.self'],
    ['a line for herself', 'mo@beta.com', ['mo@beta.com,,,+15550200,'], 'rank.self'],
    [
      'her restriction, rewritten',
      'mia@beta.com',
      ['mia@beta.com,manager,,,data-export'],
      'restriction.space-settings',
    ],
    [
      'one owner among agents',
      'mo@beta.com',
      ['eve@beta.com,agent,,,', 'eva@beta.com,owner,,,', 'evi@beta.com,agent,,,'],
      'rank.not-managed',
    ],
    ['an agent made a manager', 'mo@beta.com', ['bo@beta.com,manager,,,'], 'rank.not-managed'],
    ['an owner made an agent', 'mo@beta.com', ['olga@beta.com,agent,,,'], 'rank.not-managed'],
    ['an owner suspended', 'mo@beta.com', ['olga@beta.com,,suspended,,'], 'rank.not-managed'],
    ["another manager's restrictions", 'mo@beta.com', ['mia@beta.com,,,,contact-deletion'], 'rank.not-managed'],
    ['a line for another manager', 'mo@beta.com', ['mia@beta.com,,,+15550200,'], 'rank.not-managed'],
    ["an agent's own roster", 'bo@beta.com', ['eve@beta.com,agent,,,'], 'role.lacks-action'],
    ["a stranger's roster", 'mallory@evil.com', ['eve@beta.com,agent,,,'], 'member.stranger'],
    [
      'all owners suspended, herself too',
      'ada@beta.com',
      ['ada@beta.com,,suspended,,', 'olga@beta.com,,suspended,,'],
      'rank.self',
    ],
  ] as const)('%s', async (_, who, rows, code) => {
    const place = await betaAtWork();
    await expectRejected(place, `${layRoster(place, rows)} --as ${who}`, code);
  });

  it('what is good of a roster is applied where that was asked for, and an owner is not in it', async () => {
    const place = await betaAtWork();
    const line = layRoster(place, ['eve@beta.com,agent,,,', 'eva@beta.com,owner,,,']);
    expect(await effectOf(place, `${line} --keep-going --as mo@beta.com`)).toMatchObject({ code: 5, changed: true });
    const { users } = await place.json<{ users: { email: string; role: string }[] }>('users list');
    expect(users.filter(({ email }) => email.startsWith('ev'))).toMatchObject([
      { email: 'eve@beta.com', role: 'agent' },
    ]);
    await place.ok('audit verify');
  });

  it('a file of grants gives nobody a line beyond the rank of who lays it', async () => {
    const place = await betaAtWork();
    place.write('grants.csv', 'email,lines\nmia@beta.com,+15550200\n');
    await expectRejected(place, 'grants sync grants.csv --as mo@beta.com', 'rank.not-managed');
    place.write('grants.csv', 'email,lines\nMO@beta.com,+15550200\n');
    await expectRejected(place, 'grants sync grants.csv --as mo@beta.com', 'rank.self');
  });

  it('a roster tells a stranger nothing of who is there', async () => {
    const place = await acmeAtWork();
    const told = async (email: string) => {
      const { code, out, err } = await place.run(`${layRoster(place, [`${email},standard,,,`])} --as mallory@evil.com`);
      return { code, out, err };
    };
    expect(await told('bo@acme.com')).toEqual(await told('nobody@acme.com'));
  });
});
