import { upkeep } from '../../access/operation.ts';
import { figuresOf } from '../../store/check.ts';

/** The database in figures: where it is, how large, how many rows. Nothing of what is in them, so it asks nobody. */
export const dbInfo = upkeep({
  name: 'db info',
  needs: [],
  input: {},
  does: async ({ session }) => figuresOf(session.store, session.patience),
});
