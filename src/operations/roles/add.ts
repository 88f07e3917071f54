import { definitionNamed, refuseTakenName, roleOf, roleQuestions } from '../../access/defining.ts';
import { change } from '../../access/operation.ts';
import { beginRole } from '../../store/custom-roles.ts';
import { canonical } from '../../store/ledger.ts';
import { text } from '../input.ts';
import { definitionAnswer } from './definition.ts';
import { roleWords } from './input.ts';

/** Defines a role of the workspace's own, which gives nothing that the acting user does not hold. */
export const addRole = change({
  name: 'roles add',
  needs: ['roles.add'],
  isOwn: true,
  input: { role: text(), ...roleWords() },
  asks: ({ role, ...words }, sight) =>
    roleQuestions(sight, 'roles.add', () => [roleOf(definitionNamed(sight.workspace, role, words).definition)]),
  does: async ({ db, workspace, entry }, { role, ...words }) => {
    const { base, definition } = definitionNamed(workspace, role, words);
    refuseTakenName(workspace, definition.name);
    await beginRole(db, workspace.id, entry, definition.name, canonical(definition));
    return { ...definitionAnswer(definition, base), change: 'added' };
  },
  counts: ({ actions }) => ({ added: 1, actions: actions.length }),
});
