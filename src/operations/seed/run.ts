import { upkeep } from '../../access/operation.ts';
import { mustBeFile } from '../../store/server.ts';
import { lendCopy } from '../../store/snapshots.ts';
import { boolean, text } from '../input.ts';

/** Copies a database into a throw-away file for one command, by the right of whoever may copy it at all. */
export const seedRun = upkeep({
  name: 'seed run',
  needs: ['workspace.edit'],
  input: {
    to: text(4096),
    /** Whether it outlives the command. */
    keep: boolean('yes or no'),
  },
  fits: ({ store }) => mustBeFile(store, 'seed run'),
  does: async ({ session, rehearsal }, { to }) => ({
    from: session.store,
    database: to,
    bytes: lendCopy(session.store, to, { rehearsal, patience: session.patience }),
  }),
});
