import { upkeep } from '../../access/operation.ts';
import { amended, rememberAnew } from '../../access/put-back.ts';
import { isAddress, shownStore } from '../../domain/address.ts';
import { slug } from '../../domain/slug.ts';
import type { Amended } from '../../store/amended.ts';
import type { Connection } from '../../store/connection.ts';
import { resetTo, resetToNothing, snapshotNamed } from '../../store/snapshots.ts';
import { optional, read } from '../input.ts';

/** Puts a database of tests back to a snapshot, or empties it; what was there is kept until the next time. */
export const seedReset = upkeep({
  name: 'seed reset',
  needs: ['workspace.edit'],
  input: {
    /** The snapshot; absent: nothing is left in it. */
    to: optional(read((typed) => slug(typed, 'name of a snapshot'))),
  },
  touches: ({ to }, { store }) => (to === undefined ? [] : [snapshotNamed(store, to)]),
  isFree: ({ to }) => to === undefined,
  byOwner: true,
  does: async (tools, { to }) => {
    const { session, rehearsal } = tools;
    const { store, patience } = session;
    if (isAddress(store)) {
      const { resetServer } = await import('../../store/server-snapshots.ts');
      const reset = await resetServer(store, session.env ?? {}, to ?? null, rehearsal);
      if (to !== undefined && !rehearsal) rememberAnew(session, reset);
      return { reset: shownStore(store), to: to ?? null, kept: reset.kept, workspaces: reset.workspaces };
    }
    if (to === undefined) {
      const kept = await resetToNothing(store, { rehearsal, patience });
      return { reset: store, to: null, kept, workspaces: [] };
    }
    let told: Amended | undefined;
    const amend = async (connection: Connection) => {
      told = await amended(connection, { to }, tools);
    };
    const kept = await resetTo(store, snapshotNamed(store, to), amend, { rehearsal, patience });
    if (told !== undefined && !rehearsal) rememberAnew(session, told);
    return { reset: store, to, kept, workspaces: told?.workspaces ?? [] };
  },
});
