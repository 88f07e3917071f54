import { upkeep } from '../../access/operation.ts';
import { bringToDate } from '../../store/upgrade.ts';

/** Brings an older database to this program's version, as any writing command would, after a copy beside it. */
export const dbMigrate = upkeep({
  name: 'db migrate',
  needs: [],
  input: {},
  does: async ({ session, rehearsal }) => ({
    database: session.store,
    ...(await bringToDate(session.store, rehearsal, session.patience)),
  }),
});
