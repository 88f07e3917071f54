import { upkeep } from '../../access/operation.ts';
import { rules } from '../../access/walls.ts';
import { isAddress, shownStore } from '../../domain/address.ts';
import { bringServerToDate } from '../../store/dialects/setup.ts';
import { bringToDate } from '../../store/upgrade.ts';

/** Brings an older database to this program's version, as any writing command would, after a copy beside it. */
export const dbMigrate = upkeep({
  name: 'db migrate',
  needs: [],
  input: {},
  does: async ({ session: { store, env = {}, patience }, rehearsal }) => ({
    database: shownStore(store),
    ...(isAddress(store)
      ? { ...(await bringServerToDate(store, env, rules(), rehearsal)), copy: null }
      : await bringToDate(store, rehearsal, patience)),
  }),
});
