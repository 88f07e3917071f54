import { lineInSight, lineQuestion } from '../../access/lines.ts';
import { change } from '../../access/operation.ts';
import { endLine } from '../../store/lines.ts';
import { countResponders } from '../../store/responder-rows.ts';
import { text } from '../input.ts';

/** Ends a line's activation and every grant of it. The line is remembered with its responders, and can be added again. */
export const removeLine = change({
  name: 'lines remove',
  needs: ['lines.delete'],
  input: { line: text() },
  asks: async ({ line }, sight) => [await lineQuestion(sight, 'lines.delete', line)],
  does: async (pass, { line }) => {
    const { id, address, name } = await lineInSight(pass, 'lines.delete', line);
    const { db, connection, workspace, entry } = pass;
    const responders = await countResponders(connection, workspace.id, id);
    const grants = await endLine(db, workspace.id, entry, id);
    return { address, name, change: 'removed', grants, responders };
  },
  counts: ({ grants }) => ({ removed: 1, grants }),
});
