import { knownBody } from '../../access/message-body.ts';
import { templateMeant } from '../../access/named.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import { variablesOf } from '../../domain/message-body.ts';
import { messageText } from '../../domain/message-text.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { namesLike } from '../../store/names.ts';
import { editTemplate as writeTemplate } from '../../store/templates.ts';
import { optional, read, text } from '../input.ts';

/** Changes the name or the text of a template, as its next version. */
export const editTemplate = change({
  name: 'templates edit',
  needs: ['templates.edit'],
  input: {
    template: text(),
    name: optional(read(workName)),
    body: optional(read(messageText)),
  },
  asks: () => [{ needs: 'templates.edit', on: workspaceItself }],
  does: async (pass, input) => {
    const { db, connection, workspace, entry } = pass;
    if (input.name === undefined && input.body === undefined) {
      throw invalid('usage', 'nothing is said of what to change', { hint: 'say --name NAME, or --body TEXT, or both' });
    }
    const found = await templateMeant(pass, input.template);
    const edited = { id: found.id, name: input.name ?? found.name, body: input.body ?? found.body };
    const alike = edited.name === found.name ? [] : await namesLike(connection, 'templates', workspace.id, edited.name);
    const clash = nameTaken('template', edited, alike);
    if (clash) throw clash;
    const { name, body } = edited;
    const variables = variablesOf(await knownBody(pass, body));
    const unchanged = name === found.name && body === found.body;
    const answer = { name, body, variables, change: unchanged ? 'unchanged' : 'edited' };
    if (unchanged) return new Unapplied(answer, 'unchanged');
    await writeTemplate(db, workspace.id, entry, edited);
    return answer;
  },
  counts: () => ({ edited: 1 }),
});
