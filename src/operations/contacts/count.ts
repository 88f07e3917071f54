import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { countContacts } from '../../store/contact-list.ts';
import { narrowing, wantedOf } from './wanted.ts';

/** How many of the contacts within the acting user's reach there are, as a list of them is narrowed. */
export const countOfContacts = question({
  name: 'contacts list',
  needs: ['contacts.view'],
  input: narrowing(),
  asks: () => [{ needs: 'contacts.view', on: workspaceItself }],
  does: async (pass, input) => ({
    contacts: await countContacts(pass.connection, pass.workspace.id, await wantedOf(pass, 'contacts.view', input)),
  }),
});
