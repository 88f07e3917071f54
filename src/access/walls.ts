// What a shared server enforces by itself, in data: which action opens which table. A second wall behind the gate, for
// those who come with the application's login and without this program.
import type { Rules, Wall, WalledTable } from '../store/dialects/walls.ts';
import { ACTIONS, type Action } from './actions.ts';
import { RESTRICTIONS } from './restrictions.ts';
import { builtInRoles, MODELS, topRole } from './roles.ts';
import { listOf } from './sets.ts';

/** An action, or two that somebody must have both. */
type Leave = Action | `${Action}+${Action}`;

type RuledWall = Wall & {
  readonly sees: 'member' | readonly Leave[];
  readonly begins?: readonly Leave[];
  readonly changes?: readonly Leave[];
  readonly deletes?: readonly Leave[];
  readonly apart?: Readonly<Record<string, Action>>;
};

/** What those do who answer for a contact: they also set what the people at its address agreed to. */
const CONTACT_WORK = ['contacts.add', 'contacts.import', 'contacts.edit', 'contacts.assign'] as const;
/** Whoever lets messages in acts for everybody, also for those who are not known yet. */
const DOOR = 'conversations.oversee+contacts.add';
const TALK = ['conversations.view', 'conversations.reply', 'conversations.claim', 'conversations.transfer'] as const;
const TALKING = [...TALK, 'conversations.release', 'conversations.end', 'conversations.oversee'] as const;
const BLASTING = ['blasts.create', 'blasts.edit', 'blasts.send', 'blasts.cancel', 'blasts.approve'] as const;
const SETTINGS = ['workspace.edit'] as const;

/** Whoever sees a record sees the names on it: of its line, its team, the people it is with. */
const NAMING = ['contacts.view', 'conversations.view', 'blasts.view'] as const;

const PEOPLE = ['users.invite', 'users.edit', 'users.suspend', 'users.delete', 'roles.assign'] as const;

const WALLS: Readonly<Record<WalledTable, RuledWall>> = {
  workspaces: { sees: 'member', changes: ['workspace.edit'] },
  workspace_states: { sees: 'member', begins: ['workspace.archive'], changes: ['workspace.archive'] },
  users: { sees: 'member' },
  entries: { sees: ['audit.view'] },
  memberships: { sees: ['users.view'], own: true, begins: PEOPLE, changes: PEOPLE, rank: 'role', self: 'membership' },
  restrictions: {
    sees: ['users.view'],
    own: true,
    begins: ['users.edit', 'users.invite'],
    changes: PEOPLE,
    rank: 'person',
  },
  lines: {
    sees: ['lines.view', ...NAMING],
    reach: 'id',
    begins: ['lines.add'],
    changes: ['lines.edit', 'lines.add'],
  },
  line_activations: {
    sees: ['lines.view', ...NAMING],
    reach: 'line_id',
    begins: ['lines.add'],
    changes: ['lines.delete'],
  },
  line_grants: {
    sees: ['grants.view'],
    own: true,
    begins: ['grants.lines'],
    changes: ['grants.lines', 'lines.delete', 'users.delete', 'users.invite'],
    rank: 'person',
  },
  product_activations: { sees: 'member', begins: ['products.activate'], changes: ['products.activate'] },
  product_grants: {
    sees: ['grants.view'],
    own: true,
    begins: ['grants.products'],
    changes: ['grants.products', 'products.activate', 'users.delete', 'users.invite'],
    rank: 'person',
  },
  batch_rows: { sees: ['audit.view'], begins: ['users.invite'] },
  teams: { sees: ['teams.view', ...NAMING], begins: ['teams.add'], changes: ['teams.edit', 'teams.delete'] },
  team_members: {
    sees: ['teams.view'],
    own: true,
    begins: ['teams.edit'],
    changes: ['teams.edit', 'teams.delete', ...PEOPLE],
    gives: 'sight',
  },
  custom_roles: {
    sees: 'member',
    begins: ['roles.add', 'roles.edit'],
    changes: ['roles.edit', 'roles.delete'],
    rank: 'definition',
  },
  settings: {
    sees: 'member',
    begins: SETTINGS,
    changes: SETTINGS,
    deletes: SETTINGS,
    apart: { awayMessage: 'away.edit', assignment: 'assignment.edit' },
  },
  fields: {
    sees: ['fields.view', 'contacts.view'],
    begins: ['fields.add'],
    changes: ['fields.edit'],
    deletes: ['fields.delete'],
  },
  contacts: {
    sees: ['contacts.view'],
    sight: 'contact',
    begins: ['contacts.add', 'contacts.import'],
    changes: [...CONTACT_WORK, DOOR, 'teams.delete'],
    deletes: ['contacts.delete'],
  },
  contact_values: {
    sees: ['contacts.view'],
    sight: 'of-contact',
    begins: CONTACT_WORK,
    changes: [...CONTACT_WORK, 'fields.edit'],
    deletes: ['contacts.edit', 'contacts.delete', 'fields.delete'],
  },
  contact_tags: {
    sees: ['contacts.view'],
    sight: 'of-contact',
    begins: [...CONTACT_WORK, DOOR],
    deletes: ['contacts.edit', 'contacts.delete'],
  },
  // Whoever changes contacts, or who is on a list, or undoes that, keeps what they were before that.
  contact_rows: { sees: ['audit.view'], begins: [...CONTACT_WORK, 'contacts.delete', 'lists.edit'] },
  consents: {
    sees: ['contacts.view'],
    sight: 'of-address',
    begins: ['contacts.edit', 'contacts.import', DOOR],
    changes: ['contacts.edit', 'contacts.import', DOOR],
  },
  lists: { sees: ['lists.view'], begins: ['lists.add'], changes: ['lists.edit'], deletes: ['lists.delete'] },
  list_members: {
    sees: ['lists.view'],
    sight: 'of-contact',
    begins: ['lists.add', 'lists.edit', 'contacts.import', 'contacts.edit', DOOR],
    deletes: ['lists.edit', 'lists.delete', 'contacts.delete'],
  },
  templates: {
    sees: ['templates.view'],
    begins: ['templates.add'],
    changes: ['templates.edit'],
    deletes: ['templates.delete'],
  },
  responders: {
    sees: ['responders.view', DOOR],
    begins: ['responders.add', 'responders.edit'],
    changes: ['responders.edit'],
    deletes: ['responders.delete'],
  },
  responder_answers: {
    sees: ['responders.view', DOOR],
    begins: [DOOR, 'contacts.add', 'contacts.delete'],
    changes: [DOOR, 'contacts.delete'],
    deletes: ['responders.delete', 'contacts.delete'],
  },
  conversations: {
    sees: ['conversations.view'],
    product: 'conversations',
    reach: 'line_id',
    sight: 'of-contact',
    begins: [DOOR, 'conversations.reply'],
    changes: [...TALKING, 'contacts.delete'],
    deletes: ['contacts.delete'],
  },
  messages: {
    sees: ['conversations.view'],
    product: 'conversations',
    sight: 'of-conversation',
    begins: TALKING,
    changes: ['contacts.delete'],
    deletes: ['contacts.delete'],
  },
  assignment_turns: { sees: [DOOR, 'assignment.view'], begins: [DOOR], changes: [DOOR], deletes: ['teams.delete'] },
  blasts: {
    sees: ['blasts.view'],
    product: 'blast',
    reach: 'line_id',
    sight: 'blast',
    begins: ['blasts.create'],
    changes: [...BLASTING],
  },
  blast_messages: {
    sees: ['blasts.view'],
    product: 'blast',
    sight: 'of-blast',
    begins: BLASTING,
    changes: [...BLASTING, 'contacts.delete'],
    deletes: BLASTING,
  },
  access_tokens: {
    sees: ['access.view'],
    own: true,
    changes: ['users.edit', 'users.suspend', 'users.delete'],
    rank: 'person',
    self: 'token',
  },
};

/** The rules as a server keeps them: what its walls stand on. */
export const rules = (): Rules => ({
  walls: WALLS,
  roles: MODELS.flatMap((model) =>
    builtInRoles(model).map((role) => ({
      model,
      role: role.name,
      isTop: role === topRole(model),
      actions: listOf(role.actions),
      reaches: (['lines', 'products'] as const).filter((what) => role[what] === 'all'),
      manages: role.manages,
      managesCustom: role.managesCustom,
    })),
  ),
  restrictions: RESTRICTIONS.map(({ name, takes, narrows = null }) => ({
    name,
    narrows,
    takes: ACTIONS.filter((action) => takes.includes(action)),
  })),
});
