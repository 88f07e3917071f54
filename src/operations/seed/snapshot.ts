import { upkeep } from '../../access/operation.ts';
import { isAddress, shownStore } from '../../domain/address.ts';
import { slug } from '../../domain/slug.ts';
import { rfc3339 } from '../../domain/time.ts';
import { takeSnapshot } from '../../store/snapshots.ts';
import { boolean, read } from '../input.ts';

/** Keeps the database as it is now under a name, for `seed reset` to put it back to. */
export const seedSnapshot = upkeep({
  name: 'seed snapshot',
  needs: ['workspace.edit'],
  input: {
    name: read((typed) => slug(typed, 'name of a snapshot')),
    replace: boolean('yes or no'),
  },
  byOwner: true,
  does: async ({ session, rehearsal }, { name, replace }) => {
    const { store, patience } = session;
    const taking = { at: session.now(), replaces: replace, rehearsal, patience };
    const taken = isAddress(store)
      ? await (await import('../../store/server-snapshots.ts')).takeServerSnapshot(
          store,
          session.env ?? {},
          name,
          taking,
        )
      : await takeSnapshot(store, name, taking);
    return {
      snapshot: name,
      database: shownStore(store),
      file: taken.file,
      made: rfc3339(taken.made),
      bytes: taken.bytes,
    };
  },
});
