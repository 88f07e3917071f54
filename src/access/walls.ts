// What a shared server enforces by itself, in data: which action opens which table. A second wall behind the gate, for
// those who come with the application's login and without this program.
import type { Rules, Wall, WalledTable } from '../store/dialects/walls.ts';
import { ACTIONS, type Action } from './actions.ts';
import { RESTRICTIONS } from './restrictions.ts';
import { builtInRoles, MODELS, topRole } from './roles.ts';
import { listOf } from './sets.ts';

type RuledWall = Wall & {
  readonly sees: 'member' | readonly Action[];
  readonly begins?: readonly Action[];
  readonly changes?: readonly Action[];
};

const PEOPLE = ['users.invite', 'users.edit', 'users.suspend', 'users.delete', 'roles.assign'] as const;

const WALLS: Readonly<Record<WalledTable, RuledWall>> = {
  workspaces: { sees: 'member', changes: ['workspace.edit'] },
  workspace_states: { sees: 'member', begins: ['workspace.archive'], changes: ['workspace.archive'] },
  users: { sees: ['users.view', 'audit.view'] },
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
    sees: ['lines.view'],
    reach: 'id',
    begins: ['lines.add'],
    changes: ['lines.edit', 'lines.add'],
  },
  line_activations: {
    sees: ['lines.view'],
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
    })),
  ),
  restrictions: RESTRICTIONS.map(({ name, takes }) => ({
    name,
    takes: ACTIONS.filter((action) => takes.includes(action)),
  })),
});
