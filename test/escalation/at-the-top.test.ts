import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { contentsOf, effectOf, expectRefused } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';
import { runProcess } from '../support/program.ts';
import { layRoster } from '../support/rosters.ts';

describe('there is always somebody at the top', () => {
  const tops = async (place: Desk) => {
    const rows = (await contentsOf(place)).memberships ?? [];
    return rows.filter(
      ({ role, status, until }) => (role === 'admin' || role === 'owner') && status === 'active' && until === null,
    ).length;
  };

  it('an owner cannot be restricted, not even by another', async () => {
    const place = await betaAtWork();
    for (const name of ['space-settings', 'contacts=self', 'data-export']) {
      const effect = await effectOf(place, `users restrict olga@beta.com ${name}`);
      expect(effect).toMatchObject({ code: 2, changed: false });
    }
    const line = layRoster(place, ['olga@beta.com,,,,space-settings']);
    expect(await effectOf(place, line)).toMatchObject({ code: 5, changed: false });
  });

  it('one by one all admins go but the last', async () => {
    const place = await acmeAtWork();
    await place.ok('users remove al@acme.com sue@acme.com ivy@acme.com --confirm 3');
    for (const line of [
      'users remove ada@acme.com --confirm ada@acme.com',
      'users suspend ada@acme.com',
      'users set-role ada@acme.com standard',
    ]) {
      await expectRefused(place, line, 'rank.self');
      for (const other of ['bo@acme.com', 'sue@acme.com', 'mallory@evil.com']) {
        const effect = await effectOf(place, `${line} --as ${other}`);
        expect(effect).toMatchObject({ code: 3, changed: false });
      }
    }
    expect(await tops(place)).toBe(1);
  });

  it('of two who demote each other at the same moment one is too late', async () => {
    for (const round of [1, 2, 3]) {
      const place = await acmeAtWork();
      const codes = await Promise.all([
        exitOf(place, 'users set-role al@acme.com standard --as ada@acme.com'),
        exitOf(place, 'users set-role ada@acme.com standard --as al@acme.com'),
      ]);
      expect(new Set(codes), `round ${round}`).toEqual(new Set([0, 3]));
      expect(await tops(place)).toBe(1);
      const last = codes[0] === 0 ? 'ada@acme.com' : 'al@acme.com';
      await place.ok(`audit verify --as ${last}`);
    }
  });

  it('a suspended or invited admin counts for nothing', async () => {
    const place = await acmeAtWork();
    await place.ok('users suspend al@acme.com');
    await expectRefused(place, 'users remove ada@acme.com --confirm ada@acme.com --as ivy@acme.com', 'member.invited');
    await expectRefused(place, 'users reactivate al@acme.com --as al@acme.com', 'member.suspended');
    expect(await tops(place)).toBe(1);
  });
});

/** The exit code of a line in a process of its own. */
const exitOf = async (place: Desk, line: string) => (await runProcess(place, line.split(' '))).code;
