import { upkeep } from '../../access/operation.ts';
import { backUp } from '../../store/backup.ts';
import { mustBeFile } from '../../store/server.ts';
import { text } from '../input.ts';

/** Copies the database into a new file, as it is at one moment, also while others write. */
export const dbBackup = upkeep({
  name: 'db backup',
  needs: ['workspace.edit'],
  input: { to: text(4096) },
  fits: ({ store }) => mustBeFile(store, 'db backup'),
  does: async ({ session, rehearsal }, { to }) => ({
    backup: to,
    database: session.store,
    bytes: await backUp(session.store, to, rehearsal, session.patience),
  }),
});
