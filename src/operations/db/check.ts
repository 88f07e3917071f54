import { upkeep } from '../../access/operation.ts';
import { checkStore } from '../../store/check.ts';

/** Whether the database is whole: its file, its references, the ledgers of all workspaces. Asks nobody. */
export const dbCheck = upkeep({
  name: 'db check',
  needs: [],
  input: {},
  does: async ({ session }) => {
    const checks = await checkStore(session.store, session.heads, session.patience);
    return { database: session.store, sound: checks.every(({ outcome }) => outcome !== 'fail'), checks };
  },
});
