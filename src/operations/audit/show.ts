import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { missing } from '../../domain/errors.ts';
import { entryNumbered } from '../../store/entries.ts';
import { factCounts, factsTold } from '../../store/facts.ts';
import { headOf } from '../../store/ledger.ts';
import { count } from '../input.ts';
import { wholeEntry } from './entry.ts';

/** So many facts are told in words; more are only counted. */
const TOLD = 100;

/** One entry, whole, with the facts that it began and ended. */
export const showEntry = query({
  name: 'audit show',
  needs: ['audit.view'],
  input: { number: count(1) },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async ({ db, connection, workspace }, { number }) => {
    const row = await entryNumbered(db, workspace.id, number);
    if (row === undefined) {
      const head = await headOf(connection, workspace.id);
      throw missing('unknown-entry', `there is no entry ${number} in the ledger of ${workspace.slug}`, {
        hint: `the last is ${head.number}`,
      });
    }
    return {
      ...wholeEntry(row),
      facts: await factCounts(connection, workspace.id, number),
      told: await factsTold(connection, workspace.id, number, TOLD),
    };
  },
});
