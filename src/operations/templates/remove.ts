import { templateMeant } from '../../access/named.ts';
import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { refuseWhereAnswering } from '../../access/responder-uses.ts';
import { endTemplate } from '../../store/templates.ts';
import { text } from '../input.ts';

/** Removes a template that no responder answers with; messages that were written from it stay as they are. */
export const removeTemplate = change({
  name: 'templates remove',
  needs: ['templates.delete'],
  input: { template: text() },
  asks: () => [{ needs: 'templates.delete', on: workspaceItself }],
  does: async (pass, { template }) => {
    const { db, workspace } = pass;
    const { id, name, body } = await templateMeant(pass, template);
    await refuseWhereAnswering(pass, 'template', { id, name });
    await endTemplate(db, workspace.id, id);
    return { name, body, change: 'removed' };
  },
  counts: () => ({ removed: 1 }),
});
