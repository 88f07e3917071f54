import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import { fieldChoices, fieldKind, fieldName } from '../../domain/field-definition.ts';
import { fieldsOf, makeField } from '../../store/fields.ts';
import { list, optional, read, string } from '../input.ts';
import { unlikeOthers } from './clash.ts';

/** Adds a custom field that contacts can have a value in. */
export const addField = change({
  name: 'fields add',
  needs: ['fields.add'],
  input: {
    name: read(fieldName),
    kind: read(fieldKind),
    /** Of a field of kind choice: what there is to choose from. */
    choices: optional(list(string())),
  },
  asks: () => [{ needs: 'fields.add', on: workspaceItself }],
  does: async ({ connection, workspace, entry }, { name, kind, choices: typed }) => {
    if (kind !== 'choice' && typed !== undefined) {
      throw invalid('usage', `a field of kind ${kind} has no choices`, {
        hint: 'leave out --choices, or say --kind choice',
      });
    }
    const choices = kind === 'choice' ? fieldChoices(typed ?? []) : null;
    unlikeOthers(name, await fieldsOf(connection, workspace.id));
    await makeField(connection, workspace.id, entry, { name, kind, choices });
    return { field: name, kind, choices, change: 'added' };
  },
  counts: () => ({ added: 1 }),
});
