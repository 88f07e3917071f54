import { type Action, findAction } from './actions.ts';
import { builtInRoles, findBuiltIn, type Model, type Role } from './roles.ts';
import { setOf } from './sets.ts';

/** A role of a workspace's own, as it is stored: its actions are written out, so that a later one is never in it by itself. */
export interface RoleDefinition {
  readonly name: string;
  readonly does: string;
  readonly actions: readonly Action[];
  readonly lines: 'all' | 'granted';
  readonly products: 'all' | 'granted';
  readonly manages: readonly string[];
  readonly managesCustom: boolean;
  readonly restrictions: readonly string[];
}

/** The role that a definition means. An action that this version does not know is not in it. */
export const roleDefined = ({ actions, ...definition }: RoleDefinition): Role => ({
  ...definition,
  builtIn: false,
  actions: setOf(actions.filter((action) => findAction(action) !== undefined)),
});

/** A custom role and the ledger entry that made it what it is. */
export interface CustomRole {
  readonly role: Role;
  readonly since: number;
}

/** Custom roles by their names. */
export type CustomRoles = ReadonlyMap<string, CustomRole>;

const NONE: CustomRoles = new Map();
const readBefore = new Map<string, CustomRole>();

/** The custom roles as the store joins them: a line each, its entry before its definition. The same line is the same role. */
export const customRolesIn = (joined: string | null): CustomRoles =>
  joined === null ? NONE : new Map(joined.split('\n').map((line) => [roleOn(line).role.name, roleOn(line)]));

function roleOn(line: string): CustomRole {
  const known = readBefore.get(line);
  if (known !== undefined) return known;
  const blank = line.indexOf(' ');
  const definition = JSON.parse(line.slice(blank + 1)) as RoleDefinition;
  const read = { role: roleDefined(definition), since: Number(line.slice(0, blank)) };
  readBefore.set(line, read);
  return read;
}

/** The part of a workspace that says which roles there are. */
interface RoleHome {
  readonly model: Model;
  readonly roles: CustomRoles;
}

/** The role of that name in a workspace, built in or its own. */
export const findRole = ({ model, roles }: RoleHome, name: string): Role | undefined =>
  findBuiltIn(model, name) ?? roles.get(name)?.role;

/** All roles of a workspace: the built-in ones in the source's order, then its own by name. */
export const rolesOf = ({ model, roles }: RoleHome): readonly Role[] => [
  ...builtInRoles(model),
  ...[...roles.values()].map(({ role }) => role).sort((one, other) => (one.name < other.name ? -1 : 1)),
];

/** Which restrictions may be put on which roles of a workspace, as `role restriction` pairs. */
export const admittedPairs = (home: RoleHome): readonly string[] =>
  rolesOf(home).flatMap(({ name, restrictions }) => restrictions.map((restriction) => `${name} ${restriction}`));

/** A workspace's roles with one of its own defined otherwise, or gone. */
export const withRole = <H extends RoleHome>(home: H, name: string, role: Role | undefined, since = 0): H => {
  const roles = new Map(home.roles);
  if (role === undefined) roles.delete(name);
  else roles.set(name, { role, since });
  return { ...home, roles };
};
