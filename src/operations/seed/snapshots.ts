import { upkeep } from '../../access/operation.ts';
import { isAddress, shownStore } from '../../domain/address.ts';
import { rfc3339 } from '../../domain/time.ts';
import { snapshotsOf } from '../../store/snapshots.ts';

/** The snapshots of the database: names, times and sizes, and nothing of what is in them, so it asks nobody. */
export const seedSnapshots = upkeep({
  name: 'seed snapshots',
  needs: [],
  input: {},
  does: async ({ session: { store, env = {} } }) => {
    const found = isAddress(store)
      ? await (await import('../../store/server-snapshots.ts')).serverSnapshots(store, env)
      : snapshotsOf(store);
    return {
      database: shownStore(store),
      snapshots: found.map(({ name, made, bytes }) => ({ name, made: rfc3339(made), bytes })),
    };
  },
});
