import { templateMeant } from '../../access/named.ts';
import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { parseBody, variablesOf } from '../../domain/message-body.ts';
import { rfc3339 } from '../../domain/time.ts';
import { templatesQuery } from '../../store/templates.ts';
import { text } from '../input.ts';

/** One template, whole, with who made it and who changed it last. */
export const showTemplate = query({
  name: 'templates show',
  needs: ['templates.view'],
  input: { name: text() },
  asks: () => [{ needs: 'templates.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { id } = await templateMeant(pass, input.name);
    const found = await templatesQuery(pass.db, pass.workspace.id).where('t.id', '=', id).executeTakeFirstOrThrow();
    return {
      name: found.name,
      body: found.body,
      variables: variablesOf(parseBody(found.body)),
      version: found.version,
      made: rfc3339(found.made_at),
      madeBy: found.made_by,
      changed: rfc3339(found.changed_at),
      by: found.changed_by,
      entry: found.changed,
    };
  },
});
