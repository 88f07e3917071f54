// The matrix of a role model as its source prints it: labels and what they stand for. The marks come from the roles.
import { ACTIONS, type Action, actionFacts, actionsOf, MODULES, type Module } from './actions.ts';
import { type CustomRoles, rolesOf } from './custom-roles.ts';
import type { Mark } from './mark.ts';
import { findRestriction } from './restrictions.ts';
import type { Model, Role } from './roles.ts';
import { isOfRank, managesAll } from './scope.ts';
import { holds } from './sets.ts';

/** One row: what it stands for in the catalogue, and how far its holders reach, where the row says so. */
interface Row {
  readonly label: string;
  readonly module: Module;
  readonly actions: readonly Action[];
  readonly reach?: Partial<Pick<Role, 'lines' | 'products'>>;
}

/** A row with its marks, by role. */
interface MarkedRow {
  readonly module: Module;
  readonly label: string;
  readonly cells: Readonly<Record<string, Mark>>;
}

/** A whole matrix. */
export interface Matrix {
  readonly model: Model;
  readonly roles: readonly string[];
  readonly rows: readonly MarkedRow[];
}

/**
 * The matrix of a model: the source's rows and columns, and a column for each role of the workspace's own; with `all`, also
 * the roles and modules that the source leaves out.
 */
export function matrixOf(model: Model, all = false, customs: CustomRoles = new Map()): Matrix {
  const home = { model, roles: customs };
  const roles = rolesOf(home).filter(({ name }) => all || !LEFT_OUT.includes(name));
  const rows = all ? [...ROWS[model], ...restOf(ROWS[model])] : ROWS[model];
  return {
    model,
    roles: roles.map(({ name }) => name),
    rows: rows.map((row) => ({
      module: row.module,
      label: row.label,
      cells: Object.fromEntries(roles.map((role) => [role.name, mark(home, role, row)])),
    })),
  };
}

/** Full: all of it, over everybody, and no restriction that may be put on the role takes the whole away. */
function mark(home: Parameters<typeof managesAll>[1], role: Role, { actions, reach = {} }: Row): Mark {
  if ((reach.lines ?? role.lines) !== role.lines || (reach.products ?? role.products) !== role.products) return 'none';
  const facts = actions.map(actionFacts);
  const held = facts.filter(({ index }) => holds(role.actions, index));
  if (held.length === 0 && facts.length > 0) return 'none';
  const whole = held.length === facts.length && (managesAll(role, home) || !facts.some(isOfRank));
  return whole && !role.restrictions.some((name) => takesAll(name, actions)) ? 'full' : 'limited';
}

const takesAll = (restriction: string, actions: readonly Action[]): boolean => {
  const taken = findRestriction(restriction)?.takes ?? [];
  return actions.length > 0 && actions.every((action) => taken.includes(action));
};

/** A role that its source describes beside its matrix. */
const LEFT_OUT = ['billing'];

/** A module of the source "Access Levels". Views that other modules need for reference do not count. */
const moduleRow = (label: string, ...modules: readonly [Module, ...Module[]]): Row => ({
  label,
  module: modules[0],
  actions: actionsOf(...modules).filter((action) => !actionFacts(action).shared),
});

/** A capability of the source "User Roles & Access". */
const capability = (label: string, actions: readonly Action[], reach: Row['reach'] = {}, module?: Module): Row => ({
  label,
  module: module ?? actionFacts(actions[0] as Action).module,
  actions,
  reach,
});

const OWNER_MANAGER_AGENT: readonly Row[] = [
  moduleRow('Dashboard', 'dashboard'),
  moduleRow('Contacts', 'contacts'),
  moduleRow('Messages', 'conversations', 'shortcuts'),
  moduleRow('Survey', 'surveys'),
  moduleRow('Automation', 'automations', 'responders'),
  moduleRow('Snippets', 'templates'),
  moduleRow('Broadcast', 'blasts', 'lists'),
  moduleRow('Files', 'files'),
  moduleRow('Reports', 'reports'),
  moduleRow('Settings', 'settings'),
  moduleRow('– General Settings', 'workspace'),
  moduleRow('– Channels', 'lines'),
  moduleRow('– Users', 'users', 'roles'),
  moduleRow('– Teams', 'teams'),
  moduleRow('– Custom Fields', 'fields'),
  moduleRow('– Integrations', 'integrations'),
  moduleRow('– Data Export', 'exports'),
  moduleRow('– Away Message', 'away'),
  moduleRow('– Automatic Assignment', 'assignment'),
  moduleRow('User Profile', 'profile'),
  moduleRow('Notification Preferences', 'notifications'),
];

const BEFORE_THE_REST: readonly Row[] = [
  capability('import and add contacts', ['contacts.import', 'contacts.add']),
  capability('view and edit contacts', ['contacts.view', 'contacts.edit']),
  capability('delete contacts', ['contacts.delete']),
  capability('export contacts, assign contacts', ['contacts.export', 'contacts.assign']),
  capability('add and edit contact lists', ['lists.view', 'lists.add', 'lists.edit']),
  capability('delete contact lists', ['lists.delete']),
  capability('view keyword responders and auto-replies', ['responders.view']),
  capability('add and edit keyword responders and auto-replies', [
    'responders.add',
    'responders.edit',
    'responders.delete',
  ]),
  capability('view response templates', ['templates.view']),
  capability('add, edit, delete response templates', ['templates.add', 'templates.edit', 'templates.delete']),
  capability('view conversations (by line and product access)', ['conversations.view']),
  capability('claim, transfer, release, end conversations (by line and product access)', [
    ...(['conversations.claim', 'conversations.transfer', 'conversations.release'] as const),
    ...(['conversations.end', 'conversations.reply'] as const),
  ]),
  capability('act on conversations that someone else has claimed', ['conversations.oversee']),
  capability('create blast campaigns (by line and product access)', [
    ...(['blasts.create', 'blasts.view', 'blasts.edit', 'blasts.send', 'blasts.cancel'] as const),
  ]),
  capability("act on other people's blasts, approve blasts", ['blasts.oversee', 'blasts.approve']),
  capability('invite and delete users', ['users.invite', 'users.delete', 'users.edit', 'users.suspend']),
  capability('see who is in the workspace', ['users.view', 'teams.view']),
  capability('set user roles on each user', ['roles.assign']),
  capability('define custom roles', ['roles.view', 'roles.add', 'roles.edit', 'roles.delete']),
  capability('view and use all products activated on the account', [], { products: 'all' }, 'products'),
  capability("manage users' access to products", ['grants.products', 'products.activate']),
  capability('view granted products only; others are not shown at all', ['products.view'], { products: 'granted' }),
  capability(
    'manage, view and use all lines on the account',
    ['lines.view', 'lines.add', 'lines.edit', 'lines.delete'],
    { lines: 'all' },
  ),
  capability("manage users' access to lines", ['grants.lines']),
  capability('see and send on granted lines only', ['lines.view'], { lines: 'granted' }),
];

const OWN = capability('own profile, own notification preferences', actionsOf('profile', 'notifications'));

const named = [...BEFORE_THE_REST, OWN].flatMap(({ actions }) => actions);
const unnamed = ACTIONS.filter((action) => !named.includes(action) && actionFacts(action).module !== 'billing');

const STANDARD_ADMIN: readonly Row[] = [
  ...BEFORE_THE_REST,
  capability('everything else in the catalogue but billing', unnamed),
  OWN,
];

const ROWS: Readonly<Record<Model, readonly Row[]>> = {
  'standard-admin': STANDARD_ADMIN,
  'owner-manager-agent': OWNER_MANAGER_AGENT,
};

/** A row for each module of which no row speaks. */
function restOf(rows: readonly Row[]): Row[] {
  const spoken = new Set(rows.flatMap(({ actions }) => actions.map((action) => actionFacts(action).module)));
  return MODULES.filter((module) => !spoken.has(module)).map((module) =>
    moduleRow(module.charAt(0).toUpperCase() + module.slice(1), module),
  );
}
