import { expect, it } from 'vitest';
import { accessTokenOf, isAccessToken } from '../../src/domain/access-token.ts';
import { STORE } from '../support/databases.ts';
import { acme } from '../support/desk.ts';

it('an access token is swb_, 43 characters of base 62 and a checksum that notices what is mistyped', () => {
  const token = accessTokenOf(Uint8Array.from({ length: 32 }, (_, i) => i * 7));
  expect(token).toMatch(/^swb_[0-9A-Za-z]{49}$/);
  expect(isAccessToken(token)).toBe(true);
  expect(accessTokenOf(new Uint8Array(32).fill(255))).toMatch(/^swb_[0-9A-Za-z]{49}$/);
  for (let i = 4; i < token.length; i++) {
    const other = token[i] === 'a' ? 'b' : 'a';
    expect(isAccessToken(token.slice(0, i) + other + token.slice(i + 1))).toBe(false);
  }
});

it.runIf(STORE === 'sqlite')('a file knows nobody by a token: it says so, and who acts is a statement', async () => {
  const place = await acme();
  expect(await place.run('token create laptop')).toMatchObject({
    code: 2,
    err: expect.stringContaining('a file knows nobody'),
  });
  place.write('swb.token', accessTokenOf(new Uint8Array(32)));
  expect(await place.run('auth login --token-file swb.token')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--as EMAIL'),
  });
  expect(await place.json('auth status')).toMatchObject({ user: 'ada@acme.com', vouched: 'local-file' });
  expect(await place.json('auth logout')).toMatchObject({ dropped: false });
  expect(await place.json('token list')).toEqual({ tokens: [] });
});
