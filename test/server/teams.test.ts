import { describe, expect, it } from 'vitest';
import { betaAtWork } from '../support/companies.ts';
import { begun, inThePresent, nextEntry, session, tried } from '../support/raw.ts';

/** Bo sees only the contacts of Support, and his role edits teams: he comes with a login of his own, past the program. */
async function lead() {
  const place = inThePresent(await betaAtWork());
  await place.ok('teams add Support --members bo@beta.com');
  await place.ok('teams add Sales --members cy@beta.com');
  const definition = JSON.stringify({
    name: 'team lead',
    does: 'looks after a team',
    actions: ['contacts.view', 'teams.view', 'teams.add', 'teams.edit', 'users.view'],
    lines: 'all',
    products: 'all',
    manages: ['agent'],
    managesCustom: false,
    restrictions: ['contacts=team'],
  });
  await place.store.meddle(
    `insert into custom_roles (workspace_id, name, definition, since) values (1, 'team lead', '${definition}', 1)`,
    `update memberships set role = 'team lead' where until is null and user_id = (select id from users where email = 'bo@beta.com')`,
  );
  const client = await begun(await session(place, 'bo@beta.com'));
  const [entry, people] = [
    await nextEntry(place),
    await place.store.rows<{ id: number; email: string }>('select * from users'),
  ];
  const idOf = (email: string) => people.find((one) => one.email === email)?.id;
  const joins = (email: string, team: number) =>
    tried(client, 'insert into team_members (workspace_id, user_id, team_id, since) values (1, $1, $2, $3)', [
      idOf(email),
      team,
      entry,
    ]);
  const leaves = (email: string) =>
    tried(client, 'update team_members set until = $2 where workspace_id = 1 and user_id = $1 and until is null', [
      idOf(email),
      entry,
    ]);
  return { joins, leaves };
}

describe('past the program, whoever sees only the contacts of their teams', () => {
  it('neither joins another team nor leaves their own', async () => {
    const { joins, leaves } = await lead();
    expect(await joins('bo@beta.com', 2)).toBe('42501');
    expect(await leaves('bo@beta.com')).toBe(0);
  });

  it('lets others into the teams that they are in, and into no other', async () => {
    const { joins, leaves } = await lead();
    expect(await joins('mo@beta.com', 2)).toBe('42501');
    expect(await leaves('cy@beta.com')).toBe(0);
    expect(await joins('mo@beta.com', 1)).toBe(1);
  });
});
