import { uninterrupted } from '../../access/interruption.ts';
import { upkeep } from '../../access/operation.ts';
import { shownStore } from '../../domain/address.ts';
import { copyStore } from '../../store/copying.ts';
import { boolean, optional, text } from '../input.ts';

/** Copies the store into an empty one, a file or a server: ledgers, hashes and numbers as they are. */
export const dbCopy = upkeep({
  name: 'db copy',
  needs: ['workspace.edit'],
  byOwner: true,
  input: {
    to: text(4096),
    /** One workspace; all of them when absent. */
    only: optional(text(40)),
    restart: boolean('yes or no'),
  },
  concerns: ({ only }) => only,
  does: async ({ session, rehearsal }, { to, only, restart }) => {
    const shown = { from: shownStore(session.store), to: shownStore(to) };
    if (rehearsal) return { ...shown, workspaces: [], resumed: false, rows: 0, tables: [] };
    const copied = await copyStore({
      from: session.store,
      to,
      only: only ?? null,
      restarts: restart,
      env: session.env ?? {},
      uninterrupted: () => uninterrupted(session.signal),
    });
    return { ...shown, ...copied };
  },
});
