import { refuseWhereUsed } from '../../access/list-uses.ts';
import { meantBy } from '../../access/named.ts';
import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { refuseWhereAnswering } from '../../access/responder-uses.ts';
import { endList, listsOf } from '../../store/lists.ts';
import { text } from '../input.ts';

/** Removes a list, not its contacts; one that a blast, a segment or a responder counts on stays. */
export const removeList = change({
  name: 'lists remove',
  needs: ['lists.delete'],
  input: { list: text() },
  asks: () => [{ needs: 'lists.delete', on: workspaceItself }],
  does: async (pass, { list }) => {
    const { db, connection, workspace } = pass;
    const lists = await listsOf(connection, workspace.id);
    const found = meantBy(pass, 'list', list, lists);
    await refuseWhereUsed(pass, found, lists);
    await refuseWhereAnswering(pass, 'list', found);
    const contacts = await endList(db, workspace.id, found.id);
    return { name: found.name, change: 'removed', contacts };
  },
  counts: ({ contacts }) => ({ removed: 1, contacts }),
});
