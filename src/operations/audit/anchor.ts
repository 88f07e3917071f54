import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { headOf } from '../../store/ledger.ts';
import { anchorLine } from '../../store/verify.ts';
import { databaseId } from '../../store/workspaces.ts';

/** The ledger's head as one line, to be kept where whoever can write the database cannot. */
export const anchorLedger = question({
  name: 'audit anchor',
  needs: ['audit.view'],
  input: {},
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async ({ connection, workspace }) => {
    const database = await databaseId(connection);
    const { number, hash } = await headOf(connection, workspace.id);
    const anchor = { database, workspace: workspace.slug, number, hash };
    return { anchor: anchorLine(anchor), ...anchor };
  },
});
