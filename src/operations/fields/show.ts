import { fieldNamed } from '../../access/fields.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { type FieldTold, fieldsTold, valueCounts } from '../../store/fields.ts';
import { text } from '../input.ts';

/** One custom field: who made and changed it, and how many contacts within reach have which of its choices. */
export const showField = query({
  name: 'fields show',
  needs: ['fields.view'],
  input: { field: text() },
  asks: () => [{ needs: 'fields.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { connection, workspace, actor } = pass;
    const reached = reachOf(actor, 'contacts.view');
    const { field } = await fieldNamed(pass, input.field);
    const [told] = (await fieldsTold(connection, workspace.id, reached, field.id)) as [FieldTold];
    const counts = field.choices && (await valueCounts(connection, workspace.id, field.id, reached));
    return {
      field: field.name,
      kind: field.kind,
      choices:
        field.choices?.map((choice) => ({
          choice,
          contacts: counts?.find(({ value }) => value === choice)?.contacts ?? 0,
        })) ?? null,
      contacts: told.contacts,
      version: told.version,
      made: rfc3339(told.made_at),
      madeBy: told.made_by,
      madeEntry: told.made,
      changed: rfc3339(told.changed_at),
      changedBy: told.changed_by,
      changedEntry: told.changed,
    };
  },
});
