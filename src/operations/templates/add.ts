import { knownBody } from '../../access/message-body.ts';
import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { variablesOf } from '../../domain/message-body.ts';
import { messageText } from '../../domain/message-text.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { namesLike } from '../../store/names.ts';
import { beginTemplate } from '../../store/templates.ts';
import { read } from '../input.ts';

/** Adds a template; a variable in it that nobody knows is refused. */
export const addTemplate = change({
  name: 'templates add',
  needs: ['templates.add'],
  input: { name: read(workName), body: read(messageText) },
  asks: () => [{ needs: 'templates.add', on: workspaceItself }],
  does: async (pass, { name, body }) => {
    const { db, connection, workspace, entry } = pass;
    const clash = nameTaken('template', { id: 0, name }, await namesLike(connection, 'templates', workspace.id, name));
    if (clash) throw clash;
    const variables = variablesOf(await knownBody(pass, body));
    await beginTemplate(db, workspace.id, entry, { name, body });
    return { name, body, variables, change: 'added' };
  },
  counts: () => ({ added: 1 }),
});
