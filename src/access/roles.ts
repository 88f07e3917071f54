import { once } from '../domain/once.ts';
import { ACTIONS, type Action, actionsOf } from './actions.ts';
import { type ActionSet, setOf } from './sets.ts';

/** The two published role models. */
export const MODELS = ['standard-admin', 'owner-manager-agent'] as const;
export type Model = (typeof MODELS)[number];

/** What a role allows and how far it reaches: data for the gates, whether built in or a workspace's own. */
export interface Role {
  readonly name: string;
  readonly builtIn: boolean;
  readonly does: string;
  readonly actions: ActionSet;
  /** Whether its holders reach every line and product of the workspace, or only those granted to them. */
  readonly lines: 'all' | 'granted';
  readonly products: 'all' | 'granted';
  /** The built-in or custom roles whose holders it may act on, and that it may give (rank rule R2). */
  readonly manages: readonly string[];
  /** Whether it also manages every custom role (within rank rule R3). */
  readonly managesCustom: boolean;
  /** The restrictions that may be put on its holders. */
  readonly restrictions: readonly string[];
}

const OWN: readonly Action[] = actionsOf('profile', 'notifications');
const NOT_BILLING = ACTIONS.filter((action) => !action.startsWith('billing.'));
const everythingBut = (...withheld: readonly Action[]) => NOT_BILLING.filter((action) => !withheld.includes(action));

type Definition = Omit<Role, 'builtIn' | 'actions' | 'managesCustom' | 'restrictions'> & {
  readonly allows: readonly Action[];
  readonly managesCustom?: boolean;
  readonly restrictions?: readonly string[];
};

const builtIn = ({ allows, ...role }: Definition): Role => ({
  managesCustom: false,
  restrictions: [],
  ...role,
  builtIn: true,
  actions: setOf(allows),
});

/** Source "User Roles & Access": Standard and Admin, with lines and products granted to Standard one by one. */
const standardAdmin = once((): readonly Role[] => [
  builtIn({
    name: 'standard',
    does: 'works with contacts, conversations and blasts on granted lines and products',
    lines: 'granted',
    products: 'granted',
    manages: [],
    allows: [
      ...(['contacts.view', 'contacts.add', 'contacts.edit', 'contacts.import'] as const),
      ...(['lists.view', 'lists.add', 'lists.edit'] as const),
      ...(['responders.view', 'templates.view'] as const),
      ...(['conversations.view', 'conversations.reply', 'conversations.claim'] as const),
      ...(['conversations.transfer', 'conversations.release', 'conversations.end'] as const),
      ...(['blasts.view', 'blasts.create', 'blasts.edit', 'blasts.send', 'blasts.cancel'] as const),
      ...(['users.view', 'teams.view', 'products.view', 'lines.view'] as const),
      ...OWN,
    ],
  }),
  builtIn({
    name: 'admin',
    does: 'manages everything but billing, on all lines and products',
    lines: 'all',
    products: 'all',
    manages: ['admin', 'standard'],
    managesCustom: true,
    allows: NOT_BILLING,
  }),
]);

/** Source "Access Levels": Owner, Manager, Agent and the separate Billing level, with advanced restrictions. */
const ownerManagerAgent = once((): readonly Role[] => [
  builtIn({
    name: 'owner',
    does: 'manages everything but billing; cannot be restricted',
    lines: 'all',
    products: 'all',
    manages: ['owner', 'manager', 'agent', 'billing'],
    managesCustom: true,
    allows: NOT_BILLING,
  }),
  builtIn({
    name: 'manager',
    does: 'works in every module with limited settings; manages agents',
    lines: 'all',
    products: 'all',
    manages: ['agent'],
    restrictions: ['space-settings', 'contact-deletion', 'data-export'],
    allows: everythingBut(
      ...(['lines.delete', 'integrations.delete', 'teams.delete', 'fields.delete'] as const),
      ...(['workspace.archive', 'roles.add', 'roles.edit', 'roles.delete', 'access.impersonate'] as const),
    ),
  }),
  builtIn({
    name: 'agent',
    does: 'answers messages; sees what is needed for reference',
    lines: 'all',
    products: 'all',
    manages: [],
    restrictions: ['contacts=team', 'contacts=self', 'shortcuts'],
    allows: [
      ...actionsOf('conversations', 'shortcuts'),
      ...(['contacts.view', 'lines.view', 'users.view', 'teams.view'] as const),
      ...(['templates.view', 'lists.view', 'products.view', 'fields.view'] as const),
      ...OWN,
    ],
  }),
  builtIn({
    name: 'billing',
    does: 'sees and changes billing, and nothing else',
    lines: 'all',
    products: 'all',
    manages: [],
    allows: [...actionsOf('billing'), ...OWN],
  }),
]);

const ROLES: Readonly<Record<Model, () => readonly Role[]>> = {
  'standard-admin': standardAdmin,
  'owner-manager-agent': ownerManagerAgent,
};

const TOP: Readonly<Record<Model, string>> = { 'standard-admin': 'admin', 'owner-manager-agent': 'owner' };

/** The built-in roles of a model, in the source's order. */
export const builtInRoles = (model: Model): readonly Role[] => ROLES[model]();

/** The built-in role of that name in a model, or undefined. */
export const findBuiltIn = (model: Model, name: string): Role | undefined =>
  ROLES[model]().find((role) => role.name === name);

/** The role of which a workspace always keeps an active holder (rank rule R4). */
export const topRole = (model: Model): Role => findBuiltIn(model, TOP[model]) as Role;

const LEAST: Readonly<Record<Model, string>> = { 'standard-admin': 'standard', 'owner-manager-agent': 'agent' };

/** The role of people who are invited without one: the least of those that work with messages. */
export const leastRole = (model: Model): Role => findBuiltIn(model, LEAST[model]) as Role;

/** Whether the first role's holders may act on holders of the second, and give it (rank rule R2). */
export const manages = (role: Role, other: Role): boolean =>
  role.manages.includes(other.name) || (role.managesCustom && !other.builtIn);
