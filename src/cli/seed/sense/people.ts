import { restrictionFaults } from '../../../access/combinations.ts';
import { builtInName } from '../../../access/defining.ts';
import { builtInRoles, topRole } from '../../../access/roles.ts';
import { listOf, within, without } from '../../../access/sets.ts';
import type { SeedDocument } from '../../../domain/seed.ts';
import { listed } from '../../../domain/words.ts';
import { beginning, isSame, noBeginning } from '../beginning.ts';
import type { Findings } from '../findings.ts';
import { rolesSaid } from './roles-said.ts';

/** What is wrong with roles beside each other, and with what is put on their holders. */
export function sensePeople(document: SeedDocument, found: Findings): void {
  const { roles = [], users = [] } = document;
  const { models, admittedBy, actionsOf, circleFrom } = rolesSaid(document);

  roles.forEach((role, i) => {
    const { name, from, restrictions } = role;
    found.against(['roles', i, 'name'], builtInName(name));
    const circle = circleFrom(role);
    if (circle !== undefined) {
      const message = `“${name}” would begin from itself: ${circle.join(' → ')}: it must be there already`;
      found.doubt(['roles', i, 'from'], 'circular-role', message, 'begin one of them from a role of the model');
    }
    const actions = actionsOf(role);
    const [top, ...others] = models.map((model) => topRole(model).actions);
    if (actions && top && [top, ...others].every((all) => !within(actions, all))) {
      const beyond = listed(listOf(without(actions, top)));
      const message = `“${name}” would hold ${beyond}, which nobody who defines roles could give`;
      found.fault(['roles', i, from === undefined ? 'actions' : 'from'], 'rank.exceeds-own', message, 'leave them out');
    }
    if (restrictions === undefined) return;
    const at = ['roles', i, 'restrictions'] as const;
    if (from === undefined) {
      if (models.every((model) => beginning(role, builtInRoles(model)) === undefined))
        found.against(at, noBeginning(name));
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
