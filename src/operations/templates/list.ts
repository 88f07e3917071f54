import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { foldedName } from '../../domain/contact-name.ts';
import { parseBody, variablesOf } from '../../domain/message-body.ts';
import { rfc3339 } from '../../domain/time.ts';
import { templatesQuery } from '../../store/templates.ts';
import { optional, text } from '../input.ts';

/** A template as people and programs read it in a list. */
export interface TemplateAnswer {
  readonly name: string;
  readonly body: string;
  /** The variables in it, by their canonical names. */
  readonly variables: readonly string[];
  /** When and by whom it was changed last, and the ledger entry that says so. */
  readonly changed: string;
  readonly by: string;
  readonly entry: number;
}

/** The templates of the workspace by name, streamed; a search looks into names and texts, whatever the case. */
export const listTemplates = query({
  name: 'templates list',
  needs: ['templates.view'],
  input: { search: optional(text()) },
  asks: () => [{ needs: 'templates.view', on: workspaceItself }],
  does: async ({ db, workspace }, { search }) => ({
    templates: answers(templatesQuery(db, workspace.id).stream(), foldedName(search ?? '')),
  }),
});

type Rows = ReturnType<ReturnType<typeof templatesQuery>['stream']>;

// The databases do not agree on what the small form of a letter is: it is looked for here.
async function* answers(rows: Rows, wanted: string): AsyncGenerator<TemplateAnswer> {
  for await (const { name, body, changed, changed_at, changed_by } of rows) {
    if (![name, body].some((one) => foldedName(one).includes(wanted))) continue;
    const variables = variablesOf(parseBody(body));
    yield { name, body, variables, changed: rfc3339(changed_at), by: changed_by, entry: changed };
  }
}
