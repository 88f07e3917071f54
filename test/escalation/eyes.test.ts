import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';

describe('nobody sees what is not for their eyes', () => {
  type Seen = { email: string; lines: string[] | null; products: string[] | null };

  it('who holds which lines and products is told to those who may see grants, and to the holder', async () => {
    const place = await acmeAtWork();
    await place.ok('grants add cy@acme.com --lines +15550101 --products blast');
    const told = async (line: string) => (await place.json<{ users: Seen[] }>(line)).users;
    for (const line of ['users list', 'users export']) {
      for (const { email, lines, products } of await told(`${line} --as bo@acme.com`)) {
        const own = email === 'bo@acme.com';
        expect({ email, lines, products }).toEqual({
          email,
          lines: own ? ['+15550100'] : null,
          products: own ? ['conversations'] : null,
        });
      }
      expect(await told(line)).toContainEqual(
        expect.objectContaining({ email: 'cy@acme.com', lines: ['+15550101'], products: ['blast'] }),
      );
    }
    expect(await told('users list --line +15550101 --as bo@acme.com')).toEqual([]);
    expect(await told('users list --product blast --as bo@acme.com')).toEqual([]);
    expect(await told('users list --line +15550100 --as bo@acme.com')).toHaveLength(1);
    const shown = await place.ok('users show cy@acme.com --as bo@acme.com');
    expect(shown).not.toMatch(/\+1555|blast/);
    expect(await place.ok('users show cy@acme.com')).toMatch(/\+15550101[\s\S]*blast/);
  });
});
