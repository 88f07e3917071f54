import { describe, expect, it } from 'vitest';
import { betaAtWork } from '../support/companies.ts';
import { effectOf, expectRefused } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';
import { runProcess } from '../support/program.ts';

describe('nobody comes in by an invitation that does not hold', () => {
  const invitation = 'users invite eve@beta.com --role agent --as mo@beta.com';

  it.each([
    ['was demoted', 'users set-role mo@beta.com agent'],
    ['was suspended', 'users suspend mo@beta.com'],
    ['was removed', 'users remove mo@beta.com --confirm mo@beta.com'],
  ])('of somebody who %s', async (_, line) => {
    const place = await betaAtWork();
    await place.ok(invitation);
    await place.ok(line);
    expect(await effectOf(place, 'users accept --as eve@beta.com')).toMatchObject({ code: 4, changed: false });
  });

  it('of somebody who may not invite any more, though nothing was revoked', async () => {
    const place = await betaAtWork();
    await place.ok(invitation);
    await place.ok('users restrict mo@beta.com space-settings');
    await expectRefused(place, 'users accept --as eve@beta.com', 'restriction.space-settings');
  });

  it('twice', async () => {
    const place = await betaAtWork();
    await place.ok(invitation);
    await place.ok('users accept --as eve@beta.com');
    expect(await effectOf(place, 'users accept --as eve@beta.com')).toMatchObject({
      code: 6,
      changed: false,
      written: [],
    });
  });

  it('by two at the same moment', async () => {
    const place = await betaAtWork();
    await place.ok(invitation);
    const accepts = 'users accept --as eve@beta.com';
    const codes = await Promise.all([exitOf(place, accepts), exitOf(place, accepts)]);
    expect(new Set(codes)).toEqual(new Set([0, 6]));
    await place.ok('audit verify');
  });

  it('of somebody else, with their token', async () => {
    const place = await betaAtWork();
    await place.ok('users invite eve@beta.com eva@beta.com --role agent --tokens tokens.csv');
    const [, eve, eva] = place.read('tokens.csv').split('\n');
    const [, foreign = ''] = ((eve?.startsWith('eve') ? eva : eve) ?? '').split(',');
    place.write('token.txt', foreign);
    const effect = await effectOf(place, 'users accept --as eve@beta.com --token-file token.txt');
    expect(effect).toMatchObject({ code: 3, changed: false });
    expect(effect.err + effect.out).not.toContain(foreign);
  });

  it('after it ended', async () => {
    const place = await betaAtWork();
    await place.ok('users invite eve@beta.com --role agent --expires 7d');
    const line = 'users accept --as eve@beta.com --now 2026-11-28T12:00:01Z';
    expect(await effectOf(place, line)).toMatchObject({ code: 6, changed: false });
  });
});

/** The exit code of a line in a process of its own. */
const exitOf = async (place: Desk, line: string) => (await runProcess(place, line.split(' '))).code;
