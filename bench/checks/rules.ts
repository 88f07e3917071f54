import { ACTIONS, type Action } from '../../src/access/actions.ts';
import { RESTRICTIONS } from '../../src/access/restrictions.ts';
import { builtInRoles, MODELS } from '../../src/access/roles.ts';
import { listOf } from '../../src/access/sets.ts';
import type { Member } from './world.ts';

/** A role in plain words, as rivals are told of it. */
export interface PlainRole {
  readonly allows: ReadonlySet<Action>;
  readonly reachesAllLines: boolean;
  readonly reachesAllProducts: boolean;
}

/** The roles of both models by their names. */
export const ROLES: ReadonlyMap<string, PlainRole> = new Map(
  MODELS.flatMap(builtInRoles).map(({ name, actions, lines, products }) => [
    name,
    { allows: new Set(listOf(actions)), reachesAllLines: lines === 'all', reachesAllProducts: products === 'all' },
  ]),
);

/** What each restriction takes away. */
export const TAKES: ReadonlyMap<string, ReadonlySet<Action>> = new Map(
  RESTRICTIONS.map(({ name, takes }) => [name, new Set(takes)]),
);

/** What is left of a member's role after the restrictions; nothing for who is not active. */
export const effectiveOf = ({ role, status, restrictions }: Member): Action[] =>
  status !== 'active'
    ? []
    : ACTIONS.filter(
        (action) => ROLES.get(role)!.allows.has(action) && !restrictions.some((name) => TAKES.get(name)!.has(action)),
      );
