import { upkeep } from '../../access/operation.ts';
import { isAddress } from '../../domain/address.ts';
import { figuresOf, type StoreFigures } from '../../store/check.ts';
import { type ServerFigures, serverFigures } from '../../store/server.ts';

/** The figures of a file, or of a server. */
export type Figures = StoreFigures | ServerFigures;

/** The database in figures: where it is, how large, how many rows. Nothing of what is in them, so it asks nobody. */
export const dbInfo = upkeep({
  name: 'db info',
  needs: [],
  input: {},
  does: async ({ session }): Promise<Figures> =>
    isAddress(session.store) ? serverFigures(session.store, session) : figuresOf(session.store, session.patience),
});
