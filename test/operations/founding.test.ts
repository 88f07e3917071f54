import { expect, it } from 'vitest';
import { acme, desk } from '../support/desk.ts';

it('a fresh file needs no one, and its creator becomes the top role', async () => {
  const place = await acme();
  expect(await place.json('users list')).toMatchObject({
    users: [{ email: 'ada@acme.com', role: 'admin', status: 'active' }],
  });
});

it('a further workspace may be founded by one who may edit another, and by nobody else', async () => {
  const place = await acme();
  expect(await place.run('workspaces create Second --owner mallory@x.com --as mallory@x.com')).toMatchObject({
    code: 3,
  });
  expect(await place.run('workspaces create Second --owner bo@acme.com')).toMatchObject({ code: 0 });
});

it('a query on a file that is not there says what to do', async () => {
  const { code, err } = await desk({ SWITCHBOARD_AS: 'ada@acme.com' }).run('users list');
  expect(code).toBe(4);
  expect(err).toContain('switchboard workspaces create');
});
