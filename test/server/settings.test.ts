import { expect, it } from 'vitest';
import { betaAtWork } from '../support/companies.ts';
import { begun, inThePresent, nextEntry, session, tried } from '../support/raw.ts';

it.each([
  ['away.edit', ['awayMessage']],
  ['assignment.edit', ['assignment']],
  ['workspace.edit', ['country', 'approval']],
])('past the program, whoever has %s alone writes only what that is for', async (action, own) => {
  const place = inThePresent(await betaAtWork());
  const definition = JSON.stringify({
    name: 'clerk',
    does: 'looks after some settings',
    actions: [action],
    lines: 'all',
    products: 'all',
    manages: [],
    managesCustom: false,
    restrictions: [],
  });
  await place.store.meddle(
    `insert into custom_roles (workspace_id, name, definition, since) values (1, 'clerk', '${definition}', 1)`,
    `update memberships set role = 'clerk' where until is null and user_id = (select id from users where email = 'cy@beta.com')`,
  );
  const client = await begun(await session(place, 'cy@beta.com'));
  const entry = await nextEntry(place);
  const written: string[] = [];
  for (const name of ['awayMessage', 'assignment', 'country', 'approval']) {
    const values = [name, '"x"', entry];
    const outcome = await tried(client, 'insert into settings values (1, $1, $2, $3)', values);
    if (outcome === 1) written.push(name);
    else expect(outcome, name).toBe('42501');
  }
  expect(written).toEqual(own);
});
