// What must not compile about operations: checked by tsc, never run.
import { bulk, change, founding, query, question, survey } from '../../src/access/operation.ts';
import { workspaceItself as here } from '../../src/access/resource.ts';
import { optional, text } from '../../src/operations/input.ts';

const input = { member: text(), reason: optional(text()) };

/** An ordinary one, so that what follows is refused for its one difference. */
export const ordinary = change({
  name: 'users set-role',
  needs: ['roles.assign', 'users.edit'],
  input,
  asks: () => [{ needs: 'roles.assign', on: here }],
  does: async (_, { member }) => ({ member }),
});

export const asksUndeclared = change({
  name: 'users set-role',
  needs: ['roles.assign'],
  input,
  // @ts-expect-error: what is asked must be among the needs
  asks: () => [{ needs: 'users.edit', on: here }],
  does: async () => ({}),
});

export const asksUndeclaredLater = query({
  name: 'users list',
  needs: ['users.view'],
  input,
  asks: async () => [
    { needs: 'users.view', on: here },
    // @ts-expect-error: the second question counts too
    { needs: 'grants.view', on: here },
  ],
  does: async () => ({}),
});

export const needsUnknownAction = query({
  name: 'users list',
  // @ts-expect-error: an action is one of the catalogue
  needs: ['users.look'],
  input,
  asks: () => [{ needs: 'users.view', on: here }],
  does: async () => ({}),
});

export const asksNothing = query({
  name: 'users list',
  needs: ['users.view'],
  input,
  // @ts-expect-error: at least one question
  asks: () => [],
  does: async () => ({}),
});

export const mayAskNothing = change({
  name: 'users suspend',
  needs: ['users.suspend'],
  input,
  // @ts-expect-error: a list that may be empty is no questions
  asks: (given) => [given.member].map(() => ({ needs: 'users.suspend' as const, on: here })),
  does: async () => ({}),
});

const rows = { remains: async () => 1, counts: () => ({}), summary: () => ({}) };

/** An ordinary one in bulk. */
export const ordinaryBulk = bulk({
  ...rows,
  name: 'users invite',
  needs: ['users.invite'],
  input,
  stages: async () => ({ rows: 1 }),
  asks: async () => [{ needs: 'users.invite', on: here }],
  does: async (_, __, staged) => ({ rows: staged.rows }),
});

export const asksNothingInBulk = bulk({
  ...rows,
  name: 'users invite',
  needs: ['users.invite'],
  input,
  stages: async () => {},
  // @ts-expect-error: nor in bulk
  asks: async () => [],
  does: async () => ({}),
});

// @ts-expect-error: a bulk change says what it stages
export const stagesNothing = bulk({
  ...rows,
  name: 'users invite',
  needs: ['users.invite'],
  input,
  asks: async () => [{ needs: 'users.invite', on: here }],
  does: async () => ({}),
});

export const needsNothing = question({
  name: 'access can',
  // @ts-expect-error: a closed list, never an empty one
  needs: [],
  input,
  asks: () => [{ needs: 'access.view', on: here }],
  does: async () => ({}),
});

// @ts-expect-error: an operation without questions
export const withoutAsks = survey({
  name: 'workspaces list',
  needs: ['workspace.view'],
  input,
  does: async () => ({}),
});

// @ts-expect-error: a founding says what it founds
export const foundsNothing = founding({
  name: 'workspaces create',
  needs: ['workspace.edit'],
  input,
  asks: () => [{ needs: 'workspace.edit', on: here }],
  does: async () => ({}),
});

export const misreadsInput = change({
  name: 'users suspend',
  needs: ['users.suspend'],
  input,
  asks: () => [{ needs: 'users.suspend', on: here }],
  // @ts-expect-error: the input has no such field
  does: async (_, { email }) => ({ email }),
});

export const looksBeforeItMay = change({
  name: 'users suspend',
  needs: ['users.suspend'],
  input,
  asks: (_, { db }) => {
    // @ts-expect-error: before the decision there is only reading
    db.deleteFrom('memberships');
    return [{ needs: 'users.suspend', on: here }];
  },
  does: async () => ({}),
});
