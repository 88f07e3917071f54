import { restrictionFaults } from '../../../access/combinations.ts';
import { builtInName } from '../../../access/defining.ts';
import { builtInRoles, MODELS } from '../../../access/roles.ts';
import type { SeedDocument, SeedRole } from '../../../domain/seed.ts';
import { listed } from '../../../domain/words.ts';
import { beginning, isSame, noBeginning } from '../beginning.ts';
import type { Findings } from '../findings.ts';

/** What is wrong with roles beside each other, and with what is put on their holders. */
export function sensePeople(document: SeedDocument, found: Findings): void {
  const { roles = [], users = [], workspace } = document;
  const models = (workspace?.model === undefined ? MODELS : [workspace.model]).map(builtInRoles);
  const own = new Map(roles.map((role) => [role.name, role]));

  /** The restrictions that a role admits; nothing where only the workspace knows. */
  const admittedBy = (name: string): readonly string[] | undefined => {
    const role = own.get(name);
    if (role === undefined) return models.flat().find((one) => one.name === name)?.restrictions;
    if (role.from === undefined) return role.restrictions;
    return circleFrom(role, own) === undefined ? admittedBy(role.from) : undefined;
  };

  roles.forEach((role, i) => {
    const { name, from, restrictions } = role;
    found.against(['roles', i, 'name'], builtInName(name));
    const circle = circleFrom(role, own);
    if (circle !== undefined) {
      const message = `“${name}” would begin from itself: ${circle.join(' → ')}: it must be there already`;
      found.doubt(['roles', i, 'from'], 'circular-role', message, 'begin one of them from a role of the model');
    }
    if (restrictions === undefined) return;
    const at = ['roles', i, 'restrictions'] as const;
    if (from === undefined) {
      if (models.every((model) => beginning(role, model) === undefined)) found.against(at, noBeginning(name));
      return;
    }
    const taken = admittedBy(from);
    if (taken === undefined || isSame(taken, restrictions)) return;
    const those = taken.length === 0 ? 'which has none' : listed(taken);
    const message = `“${name}” takes over the restrictions of “${from}”: ${those}`;
    found.fault(at, 'bad-restrictions', message, 'leave out restrictions:, or say actions: instead of from:');
  });

  users.forEach(({ role, restrictions = [] }, i) => {
    const names = restrictions.map((word) => word.toLowerCase());
    const admitted = role === undefined ? undefined : admittedBy(role.toLowerCase());
    names.forEach((name, j) => {
      const at = ['users', i, 'restrictions', j] as const;
      for (const [, code, message, { suggestion }] of restrictionFaults(name, names))
        found.fault(at, code, message, suggestion);
      if (admitted === undefined || admitted.includes(name)) return;
      const meant = admitted.length === 0 ? 'leave it out' : `on it can be put ${listed(admitted)}`;
      found.fault(at, 'restriction-not-for-role', `${name} cannot be put on the role ${role}`, meant);
    });
  });
}

/** The way from a role through those that it begins from back to itself, where there is one. */
function circleFrom(role: SeedRole, own: ReadonlyMap<string, SeedRole>): readonly string[] | undefined {
  const way = [role.name];
  for (let next = role.from; next !== undefined; next = own.get(next)?.from) {
    if (next === role.name) return [...way, next];
    if (way.includes(next)) return undefined;
    way.push(next);
  }
  return undefined;
}
