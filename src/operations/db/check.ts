import { upkeep } from '../../access/operation.ts';
import { isAddress, shownStore } from '../../domain/address.ts';
import { checkStore } from '../../store/check.ts';
import { checkServer } from '../../store/server.ts';

/** Whether the database is whole: its file, its references, the ledgers of all workspaces. Asks nobody. */
export const dbCheck = upkeep({
  name: 'db check',
  needs: [],
  input: {},
  does: async ({ session }) => {
    const { store, heads, patience } = session;
    const checks = isAddress(store)
      ? await checkServer(store, heads, session)
      : await checkStore(store, heads, patience);
    return { database: shownStore(store), sound: checks.every(({ outcome }) => outcome !== 'fail'), checks };
  },
});
