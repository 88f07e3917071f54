import type { RoleDefinition } from '../../access/custom-roles.ts';
import { roleOf } from '../../access/defining.ts';
import type { Role } from '../../access/roles.ts';
import { listOf, without } from '../../access/sets.ts';

/** A role as it was defined, beside what it was or began from: the actions that it has more, and those taken from it. */
export function definitionAnswer(definition: RoleDefinition, before: Role) {
  const { name, ...rest } = definition;
  const { actions } = roleOf(definition);
  return {
    role: name,
    ...rest,
    added: listOf(without(actions, before.actions)),
    taken: listOf(without(before.actions, actions)),
  };
}
