// The two published role models once more, naively: plain sets and ifs, written from the tables of the documentation
// alone. It shares no code with src, so that a mistake there and a mistake here would have to be the same mistake.

/** A workspace as the model sees it: who is in it, what it has, what is in force. */
export interface World {
  readonly model: 'standard-admin' | 'owner-manager-agent';
  readonly archived: boolean;
  readonly products: ReadonlySet<string>;
  readonly lines: ReadonlyMap<string, 'active' | 'removed'>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly people: ReadonlyMap<string, Person>;
}

/** A role: what it allows, how far it reaches, whom it manages (`managesCustom`: every custom role besides). */
export interface Role {
  readonly name: string;
  readonly builtIn: boolean;
  readonly allows: ReadonlySet<string>;
  readonly lines: 'all' | 'granted';
  readonly products: 'all' | 'granted';
  readonly manages: ReadonlySet<string>;
  readonly managesCustom: boolean;
}

/** A member: one role, a status, restrictions, grants and teams. */
export interface Person {
  readonly role: string;
  readonly status: 'invited' | 'active' | 'suspended';
  readonly restrictions: ReadonlySet<string>;
  readonly lines: ReadonlySet<string>;
  readonly products: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
}

/** What is acted upon: a line, a product, a record, a person, a role to be given or defined; a grant gives the line or product. */
export interface Thing {
  readonly line?: string;
  readonly product?: string;
  readonly record?: { readonly assignee?: string; readonly team?: string };
  readonly person?: string;
  readonly role?: Role;
  readonly restores?: boolean;
}

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
  const role = (name: string, allows: Iterable<string>, manages: string[], more: Partial<Role> = {}): [string, Role] => [
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
const TAKES = new Map<string, ReadonlySet<string>>([
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

const productOf = (action: string, thing: Thing): string | undefined => {
  if (action.startsWith('conversations.')) return 'conversations';
  if (action.startsWith('blasts.')) return 'blast';
  // Products are seen, and given, one by one.
  return action === 'products.view' || ON_PEOPLE[action] === 'grant' ? thing.product : undefined;
};

/** The code of each gate that stands in the way, in the order of the gates; nothing when the answer is yes. */
export function standsInTheWay(world: World, email: string, action: string, thing: Thing): string[] {
  const codes: string[] = [];
  const member = world.people.get(email);
  const role = member && world.roles.get(member.role);

  const looks = action.endsWith('.view');
  if (world.archived && !looks && !thing.restores) codes.push('workspace.archived');

  if (member === undefined) codes.push('member.stranger');
  else if (member.status === 'invited') codes.push('member.invited');
  else if (member.status === 'suspended') codes.push('member.suspended');

  if (member !== undefined && !role?.allows.has(action)) codes.push('role.lacks-action');

  for (const [restriction, takes] of TAKES) {
    if (!member?.restrictions.has(restriction) || !takes.has(action)) continue;
    codes.push(`restriction.${restriction}`);
    break;
  }

  const product = productOf(action, thing);
  if (product !== undefined) {
    if (!world.products.has(product)) codes.push('product.not-activated');
    else if (role?.products === 'granted' && !member?.products.has(product)) codes.push('product.not-granted');
  }

  if (thing.line !== undefined) {
    const state = world.lines.get(thing.line);
    if (state === undefined) codes.push('line.missing');
    else if (state === 'removed') codes.push('line.inactive');
    else if (role?.lines === 'granted' && !member?.lines.has(thing.line)) codes.push('line.not-granted');
  }

  if (thing.record !== undefined && member !== undefined && !sees(member, email, thing.record))
    codes.push('record.not-visible');

  const rank = rankOf(world, email, action, thing);
  if (rank !== undefined) codes.push(rank);
  return codes;
}

function sees(member: Person, email: string, { assignee, team }: NonNullable<Thing['record']>): boolean {
  const own = assignee === email;
  const teams = team !== undefined && member.teams.has(team);
  if (member.restrictions.has('contacts=self')) return own;
  if (member.restrictions.has('contacts=team')) return own || teams;
  return true;
}

/** The first of the rank rules that is broken, where they apply. */
function rankOf(world: World, email: string, action: string, thing: Thing): string | undefined {
  const kind = ON_PEOPLE[action];
  if (kind === undefined) return undefined;
  const { person, role: given, line, product } = thing;

  // R1: nobody changes their own role, status, restrictions or grants.
  if (person === email) return 'rank.self';
  const member = world.people.get(email);
  const role = member && world.roles.get(member.role);
  if (member === undefined || role === undefined) return undefined;

  // R2: the other's present role, and the role to be given, are both among those that the actor's role manages.
  const manages = (other: Role): boolean => role.manages.has(other.name) || (role.managesCustom && !other.builtIn);
  const other = person === undefined ? undefined : world.people.get(person);
  const present = other && world.roles.get(other.role);
  if (other !== undefined && (present === undefined || !manages(present))) return 'rank.not-managed';
  if (given !== undefined && !manages(given)) return 'rank.not-managed';

  // R3: nobody gives what they do not hold.
  if (given !== undefined && !given.builtIn) {
    for (const allowed of given.allows) {
      if (!role.allows.has(allowed)) return 'rank.exceeds-own';
      for (const [name, takes] of TAKES)
        if (member.restrictions.has(name) && takes.has(allowed)) return 'rank.exceeds-own';
    }
    if (given.lines === 'all' && role.lines !== 'all') return 'rank.exceeds-own';
    if (given.products === 'all' && role.products !== 'all') return 'rank.exceeds-own';
    for (const name of given.manages) {
      const isCustom = !builtInRoles(world.model).has(name);
      if (!role.manages.has(name) && !(role.managesCustom && isCustom)) return 'rank.exceeds-own';
    }
    if (given.managesCustom && !role.managesCustom) return 'rank.exceeds-own';
  }
  if (kind === 'grant') {
    if (line !== undefined && role.lines === 'granted' && !member.lines.has(line)) return 'rank.exceeds-own';
    if (product !== undefined && role.products === 'granted' && !member.products.has(product)) return 'rank.exceeds-own';
  }

  // R4: one active holder of the top role always stays.
  const top = topRole(world.model);
  if (other?.role !== top || other.status !== 'active') return undefined;
  const goes = action === 'users.delete' || action === 'users.suspend' || (given !== undefined && given.name !== top);
  const remain = [...world.people].filter(([name, one]) => name !== person && one.role === top && one.status === 'active');
  return goes && remain.length === 0 ? 'rank.last-holder' : undefined;
}
