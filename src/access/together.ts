import { keepOpen } from '../store/kept-open.ts';
import type { Head } from '../store/ledger.ts';
import { openShared } from '../store/shared.ts';
import type { Session, Shared } from './session.ts';

/** What came of many commands: they are kept, or all of them are forgotten. */
type Kept = 'kept' | 'forgotten';

/**
 * Lets many commands share one transaction. `use` runs them with sessions that carry what it is given, and says whether
 * they are kept; where it throws they are forgotten. `founds` makes the store where there is none; where it
 * `survives`, what a failed command did is forgotten alone.
 */
export async function together<T>(
  session: Session,
  founds: boolean,
  use: (shared: Shared, giveUp: () => Promise<void>) => Promise<readonly [Kept, T]>,
  survives = false,
): Promise<T> {
  const store = await openShared(session.store, session, founds, survives);
  const heads = new Map<number, Head>();
  try {
    const [kept, result] = await use(
      {
        store,
        wrote: (workspaceId, head) => heads.set(workspaceId, head),
        last: (workspaceId) => heads.get(workspaceId),
      },
      store.giveUp,
    );
    if (kept === 'forgotten' || store.sharing() === 'over') return result;
    const { remembering } = await import('./writing.ts');
    const remember: (() => void)[] = [];
    for (const [workspaceId, head] of heads) {
      remember.push(await remembering(store.connection, session, workspaceId, head));
    }
    session.beforeCommit?.();
    await store.commit();
    for (const one of remember) one();
    return result;
  } finally {
    await store.giveUp();
  }
}

/** Has some commands share one transaction, of which each that fails is forgotten alone; then it is committed. */
export type Handful = <T>(use: (shared: Shared) => Promise<T>) => Promise<T>;

/**
 * Lets many commands be done one after the other over a store that stays open; each is done once it is done, or once the
 * handful is that it was part of.
 */
export async function inTurn<T>(session: Session, use: (shared: Shared, handful: Handful) => Promise<T>): Promise<T> {
  const store = keepOpen(session.store, session);
  const heads = new Map<number, Head>();
  const last: Shared['last'] = (workspaceId) => heads.get(workspaceId);
  const wrote: Shared['wrote'] = (workspaceId, head) => heads.set(workspaceId, head);
  const handful: Handful = async (some) => {
    const one = await store.one(session.workspace);
    const seen = new Map<number, Head>();
    try {
      const result = await some({
        store: { ...one, use: forgetting(one.use, seen) },
        wrote: (workspaceId, head) => seen.set(workspaceId, head),
        last: (workspaceId) => seen.get(workspaceId) ?? last(workspaceId),
      });
      await one.commit();
      for (const [workspaceId, head] of seen) heads.set(workspaceId, head);
      return result;
    } finally {
      await one.giveUp();
    }
  };
  try {
    return await use({ store, wrote, last }, handful);
  } finally {
    // How far the ledgers came is remembered once: a file for each command would take longer than the command.
    await remembered(store, session, heads).catch((error: unknown) => session.note((error as Error).message));
    await store.close();
  }
}

/** What a command wrote that failed is forgotten, and so is how far it led the ledgers. */
const forgetting =
  (use: Shared['store']['use'], heads: Map<number, Head>): Shared['store']['use'] =>
  async (purpose, lent, workspace) => {
    const before = [...heads];
    try {
      return await use(purpose, lent, workspace);
    } catch (error) {
      heads.clear();
      for (const [workspaceId, head] of before) heads.set(workspaceId, head);
      throw error;
    }
  };

async function remembered(store: Shared['store'], session: Session, heads: ReadonlyMap<number, Head>): Promise<void> {
  if (heads.size === 0) return;
  const { remembering } = await import('./writing.ts');
  await store.use('read', async (connection) => {
    for (const [workspaceId, head] of heads) (await remembering(connection, session, workspaceId, head))();
  });
}
