import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { fieldsTold } from '../../store/fields.ts';

/** The custom fields, with how many contacts within the acting user's reach have a value in each. */
export const listFields = query({
  name: 'fields list',
  needs: ['fields.view'],
  input: {},
  asks: () => [{ needs: 'fields.view', on: workspaceItself }],
  does: async ({ connection, workspace, actor }) => {
    const fields = await fieldsTold(connection, workspace.id, reachOf(actor, 'contacts.view'));
    return {
      fields: fields.map(({ name, kind, choices, contacts, changed_at, changed_by, changed }) => ({
        ...{ field: name, kind, choices, contacts },
        ...{ changed: rfc3339(changed_at), by: changed_by, entry: changed },
      })),
    };
  },
});
