import { actionsDefined } from '../../../access/defining.ts';
import { builtInRoles, MODELS, type Model, type Role } from '../../../access/roles.ts';
import { actionsNamed } from '../../../access/scopes.ts';
import { type ActionSet, setOf } from '../../../access/sets.ts';
import type { SeedDocument, SeedRole } from '../../../domain/seed.ts';

/** What is known of roles by a document alone; nothing where only the workspace knows. */
interface RolesSaid {
  /** The models that the workspace may be of. */
  readonly models: readonly Model[];
  /** The restrictions that may be put on the holders of a role. */
  readonly admittedBy: (name: string) => readonly string[] | undefined;
  readonly actionsOf: (role: SeedRole) => ActionSet | undefined;
  /** The way from a role through those that it begins from back to itself, where there is one. */
  readonly circleFrom: (role: SeedRole) => readonly string[] | undefined;
}

/** The roles of a document, and those of its model. */
export function rolesSaid({ roles = [], workspace }: SeedDocument): RolesSaid {
  const models = workspace?.model === undefined ? MODELS : [workspace.model];
  const builtIn = new Map(models.flatMap(builtInRoles).map((role): [string, Role] => [role.name, role]));
  const own = new Map(roles.map((role) => [role.name, role]));

  const circleFrom = (role: SeedRole): readonly string[] | undefined => {
    const way = [role.name];
    for (let next = role.from; next !== undefined; next = own.get(next)?.from) {
      if (next === role.name) return [...way, next];
      if (way.includes(next)) return undefined;
      way.push(next);
    }
    return undefined;
  };

  const admittedBy = (name: string): readonly string[] | undefined => {
    const role = own.get(name);
    if (role === undefined) return builtIn.get(name)?.restrictions;
    if (role.from === undefined) return role.restrictions;
    return circleFrom(role) === undefined ? admittedBy(role.from) : undefined;
  };

  const actionsOf = (role: SeedRole): ActionSet | undefined => {
    if (role.from === undefined) return setOf(actionsNamed(role.actions ?? []));
    const base = own.get(role.from);
    const actions =
      base === undefined
        ? builtIn.get(role.from)?.actions
        : circleFrom(role) === undefined
          ? actionsOf(base)
          : undefined;
    return actions && actionsDefined(actions, role);
  };

  return { models, admittedBy, actionsOf, circleFrom };
}
