import { type Head, headOf } from '../store/ledger.ts';
import { peopleBySlug } from '../store/subjects.ts';
import type { Shared } from './session.ts';

/** Where the ledger of a workspace stands within a transaction that many commands share; null where there is none yet. */
export const ledgerHead = (shared: Shared, slug: string): Promise<Head | null> =>
  shared.store.use('read', async (connection) => {
    const [workspace] = await peopleBySlug(connection, slug, []);
    return workspace === undefined ? null : headOf(connection, workspace.workspace_id);
  });
