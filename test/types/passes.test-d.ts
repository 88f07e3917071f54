// What must not compile about passes: checked by tsc, never run.
import { query, question } from '../../src/access/operation.ts';
import { type ChangePass, Pass, type PassParts, type QueryPass, type QuestionPass } from '../../src/access/pass.ts';
import { workspaceItself as here } from '../../src/access/resource.ts';
import type { Db } from '../../src/store/kysely.ts';

declare const issued: ChangePass;
declare const parts: PassParts<Db>;
declare const does: (pass: ChangePass) => void;

does(issued);

// @ts-expect-error: an object of the same shape is no pass
does(parts);

// @ts-expect-error: nor is a copy
does(Object.assign({}, parts));

// @ts-expect-error: nor one written by hand
does({ ...parts, entry: 1, rehearsal: false });

// @ts-expect-error: nobody but the class makes one
does(new Pass(parts));

declare const querying: QueryPass;
// @ts-expect-error: a pass to look is no pass to change
does(querying);

declare const asking: QuestionPass;
// @ts-expect-error: a small question has no query builder
asking.db.selectFrom('memberships');

/** A query that looks, so that what follows is refused for its one difference. */
export const looks = query({
  name: 'users list',
  needs: ['users.view'],
  input: {},
  asks: () => [{ needs: 'users.view', on: here }],
  does: async ({ db }) => db.selectFrom('memberships').select('role').execute(),
});

export const adds = query({
  name: 'users list',
  needs: ['users.view'],
  input: {},
  asks: () => [{ needs: 'users.view', on: here }],
  // @ts-expect-error: a query cannot insert
  does: async ({ db }) => db.insertInto('users').values({ email: 'a@b.c', email_key: 'a@b.c' }).execute(),
});

export const alters = query({
  name: 'users list',
  needs: ['users.view'],
  input: {},
  asks: () => [{ needs: 'users.view', on: here }],
  // @ts-expect-error: nor update
  does: async ({ db }) => db.updateTable('memberships').set({ until: 1 }).execute(),
});

export const removes = query({
  name: 'users list',
  needs: ['users.view'],
  input: {},
  asks: () => [{ needs: 'users.view', on: here }],
  // @ts-expect-error: nor delete
  does: async ({ db }) => db.deleteFrom('memberships').execute(),
});

export const endsItself = query({
  name: 'users list',
  needs: ['users.view'],
  input: {},
  asks: () => [{ needs: 'users.view', on: here }],
  // @ts-expect-error: nor hold a transaction of its own
  does: async ({ db }) => db.transaction().execute(async () => {}),
});

export const builds = question({
  name: 'access can',
  needs: ['access.view'],
  input: {},
  asks: () => [{ needs: 'access.view', on: here }],
  // @ts-expect-error: a small question runs statements that have a name, and builds none
  does: async ({ db }) => db.selectFrom('memberships').execute(),
});
