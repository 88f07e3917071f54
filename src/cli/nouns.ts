// Which nouns and commands there are: a table, longer than a file should be because it is one thought.
import type { AnyFace, Noun } from './face.ts';

type Loaded<T> = { readonly name: string; readonly about: string; readonly load: () => Promise<T> };

/** The nouns: each loads its commands when someone walks in. */
export const NOUNS: readonly Loaded<Noun>[] = [
  {
    name: 'workspaces',
    about: 'make, list, show, edit, archive and restore workspaces',
    load: async () => (await import('./commands/workspaces.ts')).workspaces,
  },
  {
    name: 'users',
    about: 'invite, list, change, suspend and remove members',
    load: async () => (await import('./commands/users.ts')).users,
  },
  {
    name: 'roles',
    about: 'list and show roles, and the matrix of a role model',
    load: async () => (await import('./commands/roles.ts')).roles,
  },
  {
    name: 'lines',
    about: 'add, list, show, edit and remove lines',
    load: async () => (await import('./commands/lines.ts')).lines,
  },
  {
    name: 'products',
    about: 'activate, list and deactivate products',
    load: async () => (await import('./commands/products.ts')).products,
  },
  {
    name: 'grants',
    about: 'give lines and products to members, and take them back',
    load: async () => (await import('./commands/grants.ts')).grants,
  },
  {
    name: 'contacts',
    about: 'add, import, list, show, edit, assign, merge, remove and export contacts',
    load: async () => (await import('./commands/contacts.ts')).contacts,
  },
  {
    name: 'fields',
    about: 'custom fields of contacts: add, list, show, edit and remove them',
    load: async () => (await import('./commands/fields.ts')).fields,
  },
  {
    name: 'lists',
    about: 'lists of contacts: add, fill, list, show, edit and remove them',
    load: async () => (await import('./commands/lists.ts')).lists,
  },
  {
    name: 'conversations',
    about: 'take messages in, claim, reply, transfer, release and end conversations',
    load: async () => (await import('./commands/conversations.ts')).conversations,
  },
  {
    name: 'templates',
    about: 'texts to answer with: add, list, edit, preview and remove them',
    load: async () => (await import('./commands/templates.ts')).templates,
  },
  {
    name: 'responders',
    about: 'keyword responders and auto-replies: add, list, edit, test and remove them',
    load: async () => (await import('./commands/responders.ts')).responders,
  },
  {
    name: 'teams',
    about: 'group members in teams, whose contacts they see',
    load: async () => (await import('./commands/teams.ts')).teams,
  },
  {
    name: 'blasts',
    about: 'one message to many: write, preview, approve, send, pause, cancel and hand it over',
    load: async () => (await import('./commands/blasts.ts')).blasts,
  },
  {
    name: 'settings',
    about: 'show and change what a workspace has set',
    load: async () => (await import('./commands/settings.ts')).settings,
  },
  {
    name: 'auth',
    about: 'log in to a server, see who you are to it, log out',
    load: async () => (await import('./commands/auth.ts')).auth,
  },
  {
    name: 'token',
    about: 'make, list and revoke your own tokens for servers',
    load: async () => (await import('./commands/token.ts')).token,
  },
  {
    name: 'access',
    about: 'ask who may do what, and why not',
    load: async () => (await import('./commands/access.ts')).access,
  },
  {
    name: 'seed',
    about: 'a workspace as a file: plan and apply it; databases for tests',
    load: async () => (await import('./commands/seed.ts')).seed,
  },
  {
    name: 'batch',
    about: 'run many commands; list, show and undo what was done to many at once',
    load: async () => (await import('./commands/batch.ts')).batch,
  },
  {
    name: 'audit',
    about: 'read, verify and export the ledger',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  { name: 'db', about: 'look after the database itself', load: async () => (await import('./commands/db.ts')).db },
  {
    name: 'context',
    about: 'see and keep the settings of this folder and this user',
    load: async () => (await import('./commands/context.ts')).context,
  },
];

/** Commands without a verb. */
export const COMMANDS: readonly Loaded<AnyFace>[] = [
  {
    name: 'whoami',
    about: 'say who acts, in which workspaces, and who vouches for it',
    load: async () => (await import('./commands/whoami.ts')).whoami,
  },
  {
    name: 'each',
    about: 'run a command for each row of a CSV file',
    load: async () => (await import('./commands/each.ts')).each,
  },
];
