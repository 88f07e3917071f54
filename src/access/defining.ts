// How the words of a command become a role of the workspace's own, and what is asked about it before it is one.
import { conflict, type Failure, invalid } from '../domain/errors.ts';
import { roleName, soundsLike } from '../domain/role-name.ts';
import { shellWord } from '../domain/shell-word.ts';
import { listed } from '../domain/words.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import { type RoleDefinition, roleDefined, rolesOf } from './custom-roles.ts';
import type { Ask, Sight } from './operation.ts';
import { roleNamed } from './people.ts';
import { on } from './resource.ts';
import { builtInRoles, MODELS, type Role } from './roles.ts';
import { actionsNamed } from './scopes.ts';
import { type ActionSet, listOf, setOf, union, without } from './sets.ts';
import type { Workspace } from './subject.ts';

/** What is said of a role: where it begins, and what is other about it. Lists are of words as they are typed. */
export interface RoleWords {
  readonly from?: string | undefined;
  readonly allow?: readonly string[] | undefined;
  /** Taken away last: what is both allowed and denied is denied. */
  readonly deny?: readonly string[] | undefined;
  readonly lines?: Role['lines'] | undefined;
  readonly products?: Role['products'] | undefined;
  /** Roles; `custom` for every role of the workspace's own, `none` for nobody. */
  readonly manages?: readonly string[] | undefined;
  readonly about?: string | undefined;
}

/** The definition of a new role, and the role from which it begins. */
export function definitionNamed(workspace: Workspace, typed: string, words: RoleWords) {
  const name = roleName(typed);
  if (words.from === undefined) {
    throw invalid('usage', 'from which role does it begin?', { hint: 'name one with --from, such as --from standard' });
  }
  const base = roleNamed(workspace, words.from);
  return { base, definition: defined(workspace, name, words, base, words.about ?? `begins from ${base.name}`) };
}

/** The definition of a role that is there, changed by what is said. */
export const redefinition = (workspace: Workspace, role: Role, words: RoleWords): RoleDefinition => {
  const base = words.from === undefined ? role : roleNamed(workspace, words.from);
  return defined(workspace, role.name, words, base, words.about ?? role.does);
};

function defined(workspace: Workspace, name: string, words: RoleWords, base: Role, does: string): RoleDefinition {
  return {
    name,
    does,
    actions: listOf(actionsDefined(base.actions, words)),
    lines: words.lines ?? base.lines,
    products: words.products ?? base.products,
    ...(words.manages === undefined
      ? { manages: [...base.manages].sort(), managesCustom: base.managesCustom }
      : managed(workspace, name, words.manages)),
    restrictions: base.restrictions,
  };
}

/** The actions of a role that begins from others. */
export const actionsDefined = (
  base: ActionSet,
  { allow = [], deny = [] }: Pick<RoleWords, 'allow' | 'deny'>,
): ActionSet => without(union(base, setOf(actionsNamed(allow))), setOf(actionsNamed(deny)));

/** Whom a role manages; it may be named itself, before it is there. */
function managed(
  workspace: Workspace,
  self: string,
  typed: readonly string[],
): Pick<Role, 'manages' | 'managesCustom'> {
  const words = new Set(typed.map((word) => word.toLowerCase()));
  if (words.delete('none') && words.size > 0) {
    throw invalid('usage', `"none" stands alone: ${listed([...words])} cannot be managed beside nobody`);
  }
  const managesCustom = words.delete('custom');
  const manages = [...words].map((word) => (word === self ? self : roleNamed(workspace, word).name)).sort();
  return { manages, managesCustom };
}

/** What stands against a name that a built-in role of any model has. */
export const builtInName = (name: string): Failure | undefined =>
  MODELS.flatMap(builtInRoles).some((role) => soundsLike(role.name, name))
    ? conflict('role-exists', `"${name}" is the name of a built-in role`, { hint: 'choose another name' })
    : undefined;

/** Refuses a name that a built-in role of any model has, or that would be taken for another role of the workspace. */
export function refuseTakenName(workspace: Workspace, name: string): void {
  const clash = builtInName(name);
  if (clash !== undefined) throw clash;
  const there = rolesOf(workspace).find((role) => soundsLike(role.name, name));
  if (there === undefined) return;
  throw conflict('role-exists', `there is a role "${there.name}" already`, {
    hint: `change it: switchboard roles edit ${shellWord(there.name)}, or choose another name`,
  });
}

/** The role of the workspace's own of that name, as it is and with its entry; built-in ones are locked. */
export function ownRoleNamed(workspace: Workspace, name: string): Role {
  const role = roleNamed(workspace, name);
  if (!role.builtIn) return role;
  throw conflict('role-locked', `${role.name} is a role of the model, and locked`, {
    hint: `begin one of your own from it: switchboard roles add NAME --from ${role.name}`,
  });
}

/** Questions about roles; to someone who may touch none, roles that are there and roles that are not look the same. */
export function roleQuestions<N extends Action>(
  { actor }: Pick<Sight, 'actor'>,
  needs: N,
  rolesMeant: () => readonly [Role, ...Role[]],
): [Ask<N>, ...Ask<N>[]] {
  const [refused] = barred(actor, [needs]);
  if (refused !== undefined) return [refused];
  const [first, ...more] = rolesMeant().map((role): Ask<N> => ({ needs, on: on({ role }) }));
  return [first as Ask<N>, ...more];
}

/** What a role that is only defined yet would be. */
export const roleOf = (definition: RoleDefinition): Role => roleDefined(definition);

/** Refuses to let a role go that others of the workspace's own manage by name: a later one of that name would be theirs. */
export function refuseManaged(workspace: Workspace, { name }: Role): void {
  const managers = rolesOf(workspace).filter((role) => role.name !== name && role.manages.includes(name));
  const [first] = managers;
  if (first === undefined) return;
  throw conflict(
    'role-managed',
    `the role "${name}" is managed by ${listed(managers.map((role) => `"${role.name}"`))}`,
    {
      hint: `change that first: switchboard roles edit ${shellWord(first.name)} --manages ROLES`,
    },
  );
}
