import { expect, it } from 'vitest';
import { type Done, run } from '../../src/access/gate.ts';
import { change, type Operation, query, Unapplied } from '../../src/access/operation.ts';
import { Pass, type PassParts } from '../../src/access/pass.ts';
import { workspaceItself as here } from '../../src/access/resource.ts';
import type { Db } from '../../src/store/kysely.ts';
import { acmeAtWork } from '../support/companies.ts';
import { contentsOf, entriesOf } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';
import { sessionAt } from '../support/statements.ts';

/** Runs an operation of this test as ada, and answers what came of it beside whether anything changed. */
async function tried<A>(place: Desk, operation: Operation<object, A>) {
  const state = async () => JSON.stringify([await contentsOf(place), await entriesOf(place)]);
  const before = await state();
  const came: { done?: Done<A>; failed?: unknown } = {};
  try {
    await run(operation, {}, await sessionAt(place), {
      done: async (done) => {
        came.done = done;
      },
      judged: async () => {},
      repeated: async () => {},
    });
  } catch (failed) {
    came.failed = failed;
  }
  return { ...came, changed: (await state()) !== before };
}

const renames = { name: 'workspaces edit', needs: ['workspace.edit'], input: {} } as const;
const asks = () => [{ needs: 'workspace.edit', on: here }] as const;
const rename = ({ db }: { readonly db: Db }) => db.updateTable('workspaces').set({ name: 'Other' }).execute();

it('what an operation does is kept, with one entry', async () => {
  const place = await acmeAtWork();
  const { done, changed } = await tried(
    place,
    change({ ...renames, asks, does: async (pass) => ({ rows: await rename(pass) }) }),
  );
  expect({ changed, entry: done?.entry, last: (await entriesOf(place)).at(-1) }).toMatchObject({
    changed: true,
    entry: done?.entry,
    last: { operation: 'workspaces edit', outcome: 'done', actor: 'ada@acme.com' },
  });
});

it('an operation that fails half-way leaves nothing, not even an entry', async () => {
  const fails = change({
    ...renames,
    asks,
    does: async (pass) => {
      await rename(pass);
      throw new Error('half-way');
    },
  });
  expect(await tried(await acmeAtWork(), fails)).toMatchObject({ failed: { message: 'half-way' }, changed: false });
});

it('an operation that says that it applied nothing leaves nothing, whatever it wrote', async () => {
  for (const because of ['unchanged', 'rejected'] as const) {
    const does = async (pass: { readonly db: Db }) => {
      await rename(pass);
      return new Unapplied({}, because);
    };
    const { done, changed } = await tried(await acmeAtWork(), change({ ...renames, asks, does }));
    expect({ rejected: done?.rejected, entry: done?.entry, changed }).toEqual({
      rejected: because === 'rejected',
      entry: null,
      changed: false,
    });
  }
});

it('an operation that asks nothing, or asks what it did not declare, does nothing', async () => {
  const does = rename as never;
  const nothing = change({ ...renames, asks: (() => []) as never, does });
  const undeclared = change({ ...renames, asks: (() => [{ needs: 'users.view', on: here }]) as never, does });
  for (const operation of [nothing, undeclared]) {
    expect(await tried(await acmeAtWork(), operation)).toMatchObject({
      failed: expect.any(Error),
      changed: false,
    });
  }
});

it('a query cannot write, not even by a statement of its own', async () => {
  const writes = query({
    name: 'users list',
    needs: ['users.view'],
    input: {},
    asks: () => [{ needs: 'users.view', on: here }],
    does: ({ connection }) => connection.run('delete from memberships'),
  });
  expect(await tried(await acmeAtWork(), writes)).toMatchObject({ failed: expect.any(Error), changed: false });
});

it('an input that is not of its shape is refused before the store is opened', async () => {
  const place = await acmeAtWork();
  const operation = change({ ...renames, asks, does: async () => ({}) });
  const elsewhere = { ...(await sessionAt(place)), store: place.path('nowhere.db') };
  const running = run(operation, { more: 'than it takes' }, elsewhere, {
    done: async () => {},
    judged: async () => {},
    repeated: async () => {},
  });
  await expect(running).rejects.toMatchObject({ kind: 'invalid', code: 'bad-input' });
});

it('an object of the shape of a pass is none', () => {
  const parts = { entry: 1 } as PassParts<Db>;
  expect(Pass.isIssued(parts)).toBe(false);
  expect(Pass.isIssued(Object.create(Pass.prototype) as object)).toBe(false);
  expect(Pass.isIssued(Pass.issue(parts))).toBe(true);
});
