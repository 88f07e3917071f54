import { refuseWhereNamed } from '../../access/field-uses.ts';
import { fieldNamed } from '../../access/fields.ts';
import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { dropField } from '../../store/fields.ts';
import { text } from '../input.ts';

/** Removes a custom field, with every value that contacts have in it. */
export const removeField = change({
  name: 'fields remove',
  needs: ['fields.delete'],
  input: { field: text() },
  asks: () => [{ needs: 'fields.delete', on: workspaceItself }],
  does: async (pass, input) => {
    const { field } = await fieldNamed(pass, input.field);
    await refuseWhereNamed(pass, field.name);
    const contacts = await dropField(pass.connection, pass.workspace.id, field.id);
    return { field: field.name, kind: field.kind, change: 'removed', contacts };
  },
  counts: ({ contacts }) => ({ removed: 1, values: contacts }),
});
