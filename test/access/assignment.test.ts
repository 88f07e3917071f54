import { describe, expect, it } from 'vitest';
import { nextAssignee } from '../../src/access/assignment.ts';
import { run } from '../../src/access/gate.ts';
import { change } from '../../src/access/operation.ts';
import { type RecordResource, workspaceItself } from '../../src/access/resource.ts';
import { settingsOf } from '../../src/store/settings.ts';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { sessionAt } from '../support/statements.ts';

const record = (team: string): RecordResource => {
  return { name: '+15550300', kind: 'conversation', assignee: 0, team: Number(team), author: 0 };
};

/** Whom a conversation on the first line is dealt out to, and in whose turn it is with that. */
async function dealt(place: Desk, of: RecordResource | null = null): Promise<string | undefined> {
  let assignee: number | undefined;
  const deals = change({
    name: 'conversations receive',
    needs: ['conversations.oversee'],
    input: {},
    asks: () => [{ needs: 'conversations.oversee', on: workspaceItself }],
    does: async (pass) => {
      const settings = await settingsOf(pass.connection, pass.workspace.id);
      assignee = await nextAssignee(pass, settings, 1, of);
      return {};
    },
  });
  const nothing = async () => {};
  await run(deals, {}, await sessionAt(place), { done: nothing, judged: nothing, repeated: nothing });
  const [row] = await place.store.rows<{ email: string }>('select email from users where id = $1', [assignee ?? 0]);
  return row?.email.split('@')[0];
}

describe('automatic assignment', () => {
  it('goes round the active members of the team who may claim on the line, and remembers whose turn it was', async () => {
    const place = await acmeAtWork();
    await place.ok('teams add Support --members al@acme.com,bo@acme.com,cy@acme.com,sue@acme.com,ivy@acme.com');
    expect(await dealt(place)).toBeUndefined();
    await place.ok('settings edit --assignment round-robin --assignment-team Support');
    // cy was not granted the line, sue is suspended, ivy has not accepted yet.
    expect([await dealt(place), await dealt(place), await dealt(place)]).toEqual(['al', 'bo', 'al']);
    await place.ok('grants add cy@acme.com --lines +15550100 --products conversations');
    expect([await dealt(place), await dealt(place), await dealt(place)]).toEqual(['bo', 'cy', 'al']);
    await place.ok('lines remove +15550100 --confirm +15550100');
    expect(await dealt(place)).toBeUndefined();
  });

  it('finds whoever has the least to do: open conversations that they claimed, and contacts of theirs', async () => {
    const place = await betaAtWork();
    await place.ok('teams add Support --members bo@beta.com,cy@beta.com,mo@beta.com');
    await place.ok('settings edit --assignment least-loaded --assignment-team Support');
    const id = (name: string) => `(select id from users where email = '${name}@beta.com')`;
    await place.store.meddle(
      `insert into contacts (workspace_id, id, phone, name_key, assignee, team_id, version, made, changed)
       values (1, 1, '+15550300', '', ${id('bo')}, null, 1, 1, 1), (1, 2, '+15550301', '', null, null, 1, 1, 1)`,
      `insert into conversations (workspace_id, id, line_id, contact_id, state, claimed_by, opened, latest, version, made, changed)
       values (1, 1, 1, 1, 'open', ${id('cy')}, 1, 1, 1, 1, 1), (1, 2, 1, 2, 'ended', ${id('mo')}, 1, 1, 1, 1, 1)`,
    );
    expect(await dealt(place)).toBe('mo');
    await place.ok('teams leave Support mo@beta.com');
    expect([await dealt(place), await dealt(place)]).toEqual(['bo', 'cy']);
  });

  it('passes over those who would not see the contact', async () => {
    const place = await betaAtWork();
    await place.ok('teams add Support --members bo@beta.com,cy@beta.com');
    await place.ok('teams add Sales');
    await place.ok('settings edit --assignment round-robin --assignment-team Support');
    // bo sees only the contacts of his teams.
    expect([await dealt(place, record('2')), await dealt(place, record('2'))]).toEqual(['cy', 'cy']);
    expect([await dealt(place, record('1')), await dealt(place, record('1'))]).toEqual(['bo', 'cy']);
  });
});
