// The catalogue of actions: one line per action, longer than a file should be because a table is one thought.

/** What an action is done to. `workspace` stands for anything that needs no narrower resource. */
type On = 'workspace' | 'line' | 'product' | 'contact' | 'conversation' | 'blast' | 'person' | 'role' | 'grant';

/** One line of the catalogue. `shared` actions are the views that other modules need for reference. */
export interface ActionEntry {
  readonly name: string;
  readonly on: On;
  readonly does: string;
  readonly product?: 'conversations' | 'blast';
  readonly shared?: true;
}

const shared = { shared: true } as const;
const inbox = { product: 'conversations' } as const;
const blast = { product: 'blast' } as const;

/** Everything that anyone can be allowed to do, in the order in which people are shown it. */
export const CATALOGUE = [
  { name: 'workspace.view', on: 'workspace', does: 'see the workspace and its state' },
  { name: 'workspace.edit', on: 'workspace', does: 'rename the workspace and change its general settings' },
  { name: 'workspace.archive', on: 'workspace', does: 'archive the workspace and restore it' },
  { name: 'billing.view', on: 'workspace', does: 'see plan, invoices and payment details' },
  { name: 'billing.edit', on: 'workspace', does: 'change plan and payment details' },
  { name: 'dashboard.view', on: 'workspace', does: 'see the dashboard' },
  { name: 'contacts.view', on: 'contact', does: 'see contacts', ...shared },
  { name: 'contacts.add', on: 'contact', does: 'add a contact' },
  { name: 'contacts.edit', on: 'contact', does: 'edit a contact' },
  { name: 'contacts.delete', on: 'contact', does: 'delete a contact' },
  { name: 'contacts.import', on: 'contact', does: 'import contacts from a file' },
  { name: 'contacts.export', on: 'contact', does: 'export contacts' },
  { name: 'contacts.assign', on: 'contact', does: 'assign a contact to a member or a team' },
  { name: 'lists.view', on: 'workspace', does: 'see contact lists', ...shared },
  { name: 'lists.add', on: 'workspace', does: 'add a contact list' },
  { name: 'lists.edit', on: 'workspace', does: 'edit a contact list' },
  { name: 'lists.delete', on: 'workspace', does: 'delete a contact list' },
  { name: 'conversations.view', on: 'conversation', does: 'see conversations', ...inbox },
  { name: 'conversations.reply', on: 'conversation', does: 'reply in a conversation', ...inbox },
  { name: 'conversations.claim', on: 'conversation', does: 'claim a conversation', ...inbox },
  { name: 'conversations.transfer', on: 'conversation', does: 'transfer a conversation to another member', ...inbox },
  { name: 'conversations.release', on: 'conversation', does: 'release a conversation to the pool', ...inbox },
  { name: 'conversations.end', on: 'conversation', does: 'end a conversation', ...inbox },
  { name: 'conversations.oversee', on: 'conversation', does: 'act on what someone else has claimed', ...inbox },
  { name: 'shortcuts.use', on: 'workspace', does: 'use shortcuts' },
  { name: 'templates.view', on: 'workspace', does: 'see and use response templates', ...shared },
  { name: 'templates.add', on: 'workspace', does: 'add a response template' },
  { name: 'templates.edit', on: 'workspace', does: 'edit a response template' },
  { name: 'templates.delete', on: 'workspace', does: 'delete a response template' },
  { name: 'responders.view', on: 'line', does: 'see keyword responders and auto-replies' },
  { name: 'responders.add', on: 'line', does: 'add a keyword responder or auto-reply' },
  { name: 'responders.edit', on: 'line', does: 'edit a keyword responder or auto-reply' },
  { name: 'responders.delete', on: 'line', does: 'delete a keyword responder or auto-reply' },
  { name: 'blasts.view', on: 'blast', does: 'see blast campaigns', ...blast },
  { name: 'blasts.create', on: 'blast', does: 'create a blast campaign', ...blast },
  { name: 'blasts.edit', on: 'blast', does: 'edit a blast campaign', ...blast },
  { name: 'blasts.send', on: 'blast', does: 'send or schedule a blast campaign', ...blast },
  { name: 'blasts.cancel', on: 'blast', does: 'cancel a blast campaign', ...blast },
  { name: 'blasts.approve', on: 'blast', does: 'approve a blast campaign', ...blast },
  { name: 'blasts.oversee', on: 'blast', does: "act on other people's blasts", ...blast },
  { name: 'surveys.view', on: 'workspace', does: 'see surveys' },
  { name: 'surveys.edit', on: 'workspace', does: 'make and edit surveys' },
  { name: 'automations.view', on: 'workspace', does: 'see automations' },
  { name: 'automations.edit', on: 'workspace', does: 'make and edit automations' },
  { name: 'files.view', on: 'workspace', does: 'see files' },
  { name: 'files.add', on: 'workspace', does: 'add a file' },
  { name: 'files.delete', on: 'workspace', does: 'delete a file' },
  { name: 'reports.view', on: 'workspace', does: 'see reports' },
  { name: 'reports.export', on: 'workspace', does: 'export a report' },
  { name: 'settings.view', on: 'workspace', does: 'open the settings' },
  { name: 'lines.view', on: 'line', does: 'see lines', ...shared },
  { name: 'lines.add', on: 'line', does: 'add a line' },
  { name: 'lines.edit', on: 'line', does: 'edit a line' },
  { name: 'lines.delete', on: 'line', does: 'remove a line' },
  { name: 'users.view', on: 'workspace', does: 'see who is in the workspace', ...shared },
  { name: 'users.invite', on: 'person', does: 'invite users' },
  { name: 'users.edit', on: 'person', does: "edit a member's name and restrictions" },
  { name: 'users.suspend', on: 'person', does: 'suspend and reactivate members' },
  { name: 'users.delete', on: 'person', does: 'remove members' },
  { name: 'roles.view', on: 'workspace', does: 'see the roles' },
  { name: 'roles.add', on: 'role', does: 'define a custom role' },
  { name: 'roles.edit', on: 'role', does: 'edit a custom role' },
  { name: 'roles.delete', on: 'role', does: 'delete a custom role' },
  { name: 'roles.assign', on: 'person', does: "set a member's role" },
  { name: 'grants.view', on: 'workspace', does: 'see who holds which lines and products' },
  { name: 'grants.lines', on: 'grant', does: "manage members' access to lines" },
  { name: 'grants.products', on: 'grant', does: "manage members' access to products" },
  { name: 'products.view', on: 'product', does: 'see the activated products', ...shared },
  { name: 'products.activate', on: 'workspace', does: 'activate and deactivate products' },
  { name: 'teams.view', on: 'workspace', does: 'see teams', ...shared },
  { name: 'teams.add', on: 'workspace', does: 'add a team' },
  { name: 'teams.edit', on: 'workspace', does: 'edit a team and its members' },
  { name: 'teams.delete', on: 'workspace', does: 'delete a team' },
  { name: 'fields.view', on: 'workspace', does: 'see custom fields', ...shared },
  { name: 'fields.add', on: 'workspace', does: 'add a custom field' },
  { name: 'fields.edit', on: 'workspace', does: 'edit a custom field' },
  { name: 'fields.delete', on: 'workspace', does: 'delete a custom field' },
  { name: 'integrations.view', on: 'workspace', does: 'see integrations' },
  { name: 'integrations.add', on: 'workspace', does: 'add an integration' },
  { name: 'integrations.edit', on: 'workspace', does: 'edit an integration' },
  { name: 'integrations.delete', on: 'workspace', does: 'delete an integration' },
  { name: 'exports.view', on: 'workspace', does: 'see data exports' },
  { name: 'exports.run', on: 'workspace', does: 'run a data export' },
  { name: 'away.view', on: 'workspace', does: 'see the away message' },
  { name: 'away.edit', on: 'workspace', does: 'edit the away message' },
  { name: 'assignment.view', on: 'workspace', does: 'see automatic assignment' },
  { name: 'assignment.edit', on: 'workspace', does: 'edit automatic assignment' },
  { name: 'profile.view', on: 'workspace', does: 'see their own profile' },
  { name: 'profile.edit', on: 'workspace', does: 'edit their own profile' },
  { name: 'notifications.view', on: 'workspace', does: 'see their own notification preferences' },
  { name: 'notifications.edit', on: 'workspace', does: 'edit their own notification preferences' },
  { name: 'access.view', on: 'workspace', does: "ask about other people's access" },
  { name: 'access.impersonate', on: 'person', does: 'act as another member' },
  { name: 'audit.view', on: 'workspace', does: 'read the ledger' },
] as const satisfies readonly ActionEntry[];

/** The name of an action: `module.verb`, from the closed list above. */
export type Action = (typeof CATALOGUE)[number]['name'];

/** The part of an action's name before the dot. */
export type Module = Action extends `${infer M}.${string}` ? M : never;

/** Every action's name, in catalogue order. */
export const ACTIONS: readonly Action[] = CATALOGUE.map((entry) => entry.name);

/** An action with what the gates need of it: its place in the bit sets, and whether it only looks. */
export interface ActionFacts extends Omit<ActionEntry, 'product' | 'shared'> {
  readonly name: Action;
  readonly module: Module;
  readonly index: number;
  readonly views: boolean;
  readonly shared: boolean;
  readonly product: ActionEntry['product'] | null;
  /** The place of its product among those of the catalogue; -1 where it belongs to none. */
  readonly productPlace: number;
}

/** The products that actions belong to. */
export const CATALOGUE_PRODUCTS: readonly string[] = [
  ...new Set(CATALOGUE.flatMap((action) => ('product' in action ? action.product : []))),
];

// All of one shape, so that asking stays fast.
const facts = new Map<string, ActionFacts>(
  CATALOGUE.map((entry: ActionEntry & { name: Action }, index) => {
    const { name, on, does, product = null, shared: isShared = false } = entry;
    const [module, verb] = name.split('.') as [Module, string];
    const productPlace = product === null ? -1 : CATALOGUE_PRODUCTS.indexOf(product);
    return [name, { name, on, does, product, shared: isShared, module, index, views: verb === 'view', productPlace }];
  }),
);

/** The catalogue's line for a name, or undefined for a word that is no action. */
export const findAction = (name: string): ActionFacts | undefined => facts.get(name);

/** The catalogue's line for an action. */
export const actionFacts = (action: Action): ActionFacts => facts.get(action) as ActionFacts;

/** The modules, in catalogue order. */
export const MODULES: readonly Module[] = [...new Set([...facts.values()].map((entry) => entry.module))];

/** The actions of the named modules, in catalogue order. */
export const actionsOf = (...modules: readonly Module[]): readonly Action[] =>
  ACTIONS.filter((name) => modules.includes(actionFacts(name).module));
