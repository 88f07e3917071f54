import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { conflict } from '../../domain/errors.ts';
import { headState, rememberedHeads } from '../../store/heads.ts';
import { headOf } from '../../store/ledger.ts';
import { databaseId } from '../../store/workspaces.ts';

/** Says that a person agrees to a ledger that went back: an entry tells of it, and its head is remembered anew. */
export const acceptRollback = change({
  name: 'audit accept-rollback',
  needs: ['workspace.edit'],
  isOwn: true,
  input: {},
  renewsHead: true,
  asks: () => [{ needs: 'workspace.edit', on: workspaceItself }],
  does: async ({ connection, workspace, heads, entry }) => {
    const remembered = heads === null ? undefined : rememberedHeads(heads, await databaseId(connection))[workspace.id];
    const found = await headOf(connection, workspace.id);
    const state = await headState(connection, remembered, workspace.id, found);
    if (remembered === undefined || (state !== 'behind' && state !== 'sideways')) {
      throw conflict('no-rollback', `the ledger of ${workspace.slug} did not go back: there is nothing to accept`, {
        hint: 'see: switchboard audit verify',
      });
    }
    return { workspace: workspace.slug, entry, remembered: remembered.number, found: found.number, state };
  },
  counts: ({ remembered, found }) => ({ remembered, found }),
});
