import type { Head } from '../store/ledger.ts';
import { openShared } from '../store/shared.ts';
import type { Session, Shared } from './session.ts';

/** What came of many commands: they are kept, or all of them are forgotten. */
type Kept = 'kept' | 'forgotten';

/**
 * Lets many commands share one transaction. `use` runs them with sessions that carry what it is given, and says whether
 * they are kept; where it throws they are forgotten. `founds` makes the store where there is none.
 */
export async function together<T>(
  session: Session,
  founds: boolean,
  use: (shared: Shared, giveUp: () => Promise<void>) => Promise<readonly [Kept, T]>,
): Promise<T> {
  const store = await openShared(session.store, session, founds);
  const heads = new Map<number, Head>();
  try {
    const [kept, result] = await use(
      { store, wrote: (workspaceId, head) => heads.set(workspaceId, head) },
      store.giveUp,
    );
    if (kept === 'forgotten' || store.isOver()) return result;
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
