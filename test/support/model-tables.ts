// The tables of the documentation, typed in once more: what there is to do, what each role allows, what each restriction takes.
import type { Role, World } from './model.ts';

const CATALOGUE: Record<string, string> = {
  workspace: 'view edit archive',
  billing: 'view edit',
  dashboard: 'view',
  contacts: 'view add edit delete import export assign',
  lists: 'view add edit delete',
  conversations: 'view reply claim transfer release end oversee',
  shortcuts: 'use',
  templates: 'view add edit delete',
  responders: 'view add edit delete',
  blasts: 'view create edit send cancel approve oversee',
  surveys: 'view edit',
  automations: 'view edit',
  files: 'view add delete',
  reports: 'view export',
  settings: 'view',
  lines: 'view add edit delete',
  users: 'view invite edit suspend delete',
  roles: 'view add edit delete assign',
  grants: 'view lines products',
  products: 'view activate',
  teams: 'view add edit delete',
  fields: 'view add edit delete',
  integrations: 'view add edit delete',
  exports: 'view run',
  away: 'view edit',
  assignment: 'view edit',
  profile: 'view edit',
  notifications: 'view edit',
  access: 'view impersonate',
  audit: 'view',
};

/** Every action there is, in the order of the catalogue. */
export const EVERY_ACTION: readonly string[] = Object.entries(CATALOGUE).flatMap(([module, verbs]) =>
  verbs.split(' ').map((verb) => `${module}.${verb}`),
);

const SHARED = [
  'contacts.view',
  'lines.view',
  'users.view',
  'teams.view',
  'templates.view',
  'lists.view',
  'products.view',
  'fields.view',
];

const SETTINGS_BLOCK = [
  'settings',
  'workspace',
  'lines',
  'users',
  'roles',
  'teams',
  'fields',
  'integrations',
  'exports',
  'away',
  'assignment',
];

const of = (...modules: string[]): string[] =>
  EVERY_ACTION.filter((action) => modules.includes(action.slice(0, action.indexOf('.'))));
const allBut = (...left: string[]): Set<string> => new Set(EVERY_ACTION.filter((action) => !left.includes(action)));

const STANDARD = new Set([
  ...['contacts.import', 'contacts.add', 'contacts.view', 'contacts.edit'],
  ...['lists.view', 'lists.add', 'lists.edit'],
  ...['responders.view', 'templates.view'],
  ...['conversations.view', 'conversations.claim', 'conversations.transfer', 'conversations.release'],
  ...['conversations.end', 'conversations.reply'],
  ...['blasts.create', 'blasts.view', 'blasts.edit', 'blasts.send', 'blasts.cancel'],
  ...['users.view', 'teams.view', 'products.view', 'lines.view'],
  ...of('profile', 'notifications'),
]);

const MANAGER_LACKS = [
  ...of('billing'),
  ...['lines.delete', 'integrations.delete', 'teams.delete', 'fields.delete'],
  ...['workspace.archive', 'roles.add', 'roles.edit', 'roles.delete'],
  'access.impersonate',
];

/** The built-in roles of a model. Only its top role manages custom roles. */
export function builtInRoles(model: World['model']): Map<string, Role> {
  const role = (
    name: string,
    allows: Iterable<string>,
    manages: string[],
    more: Partial<Role> = {},
  ): [string, Role] => [
    name,
    {
      name,
      builtIn: true,
      allows: new Set(allows),
      lines: 'all',
      products: 'all',
      manages: new Set(manages),
      managesCustom: false,
      ...more,
    },
  ];
  if (model === 'standard-admin') {
    return new Map([
      role('admin', allBut(...of('billing')), ['admin', 'standard'], { managesCustom: true }),
      role('standard', STANDARD, [], { lines: 'granted', products: 'granted' }),
    ]);
  }
  return new Map([
    role('owner', allBut(...of('billing')), ['owner', 'manager', 'agent', 'billing'], { managesCustom: true }),
    role('manager', allBut(...MANAGER_LACKS), ['agent']),
    role('agent', [...of('conversations', 'shortcuts', 'profile', 'notifications'), ...SHARED], []),
    role('billing', of('billing', 'profile', 'notifications'), []),
  ]);
}

/** The role of which a workspace always keeps an active holder. */
export const topRole = (model: World['model']): string => (model === 'standard-admin' ? 'admin' : 'owner');

/** What each restriction takes away, in the order of the documentation. The two others narrow what is seen. */
export const TAKES = new Map<string, ReadonlySet<string>>([
  ['space-settings', new Set(of(...SETTINGS_BLOCK))],
  ['contact-deletion', new Set(['contacts.delete'])],
  [
    'data-export',
    new Set(EVERY_ACTION.filter((action) => action.startsWith('exports.') || action.endsWith('.export'))),
  ],
  ['shortcuts', new Set(['shortcuts.use'])],
]);

/** Every restriction that can be put on someone. */
export const RESTRICTIONS: readonly string[] = [...TAKES.keys(), 'contacts=team', 'contacts=self'];

/** What an action is done to, where it is more than a place: on these the rank rules hold. */
export const ON_PEOPLE: Readonly<Record<string, 'person' | 'role' | 'grant'>> = {
  'users.invite': 'person',
  'users.edit': 'person',
  'users.suspend': 'person',
  'users.delete': 'person',
  'roles.assign': 'person',
  'access.impersonate': 'person',
  'roles.add': 'role',
  'roles.edit': 'role',
  'roles.delete': 'role',
  'grants.lines': 'grant',
  'grants.products': 'grant',
};
