import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Action, actionFacts } from '../../src/access/actions.ts';
import { verdict } from '../../src/access/decide.ts';
import { personOf } from '../../src/access/people.ts';
import { on, type RecordResource } from '../../src/access/resource.ts';
import { compile, stranger, type Workspace } from '../../src/access/subject.ts';

const workspace: Workspace = {
  id: 1,
  slug: 'acme',
  model: 'standard-admin',
  state: 'active',
  since: 1,
  products: new Map(),
  roles: new Map(),
};

/** An admin, however restricted: past what a role admits, so that the gate stands alone. */
const admin = fc
  .record({
    restrictions: fc.subarray(['contacts=team', 'contacts=self']),
    teams: fc.subarray([1, 2, 3]),
  })
  .map(({ restrictions, teams }) =>
    compile(workspace, {
      ...stranger('ada@acme.com', 1),
      membership: { role: 'admin', status: 'active', since: 1 },
      restrictions: new Map(restrictions.map((name) => [name, 1])),
      teams: new Map(teams.map((id) => [id, 1])),
    }),
  );

const someone = compile(workspace, { ...stranger('bo@acme.com', 2) });
const contactOf = (team: number): RecordResource => {
  return { name: '+15550300', kind: 'contact', assignee: 0, team, author: 0 };
};

it('whoever may move somebody in a team sees its contacts, and nobody widens what they see themself', () => {
  let moved = 0;
  fc.assert(
    fc.property(admin, fc.constantFrom(1, 2, 3), fc.boolean(), (subject, id, isSelf) => {
      const may = (action: Action, resource: Parameters<typeof on>[0]) =>
        verdict(subject, actionFacts(action), on(resource)) === 'pass';
      const person = personOf(isSelf ? subject : someone);
      const team = { id, name: 'Support' };
      const moves = may('teams.edit', { person, team });
      const sees = may('contacts.view', { record: contactOf(id) });
      if (moves) moved++;
      expect(moves).toBe(isSelf ? subject.visibility === 'all' : sees);
      expect(may('teams.delete', { team })).toBe(subject.visibility === 'all');
    }),
    { numRuns: 2000 },
  );
  expect(moved).toBeGreaterThan(200);
});
