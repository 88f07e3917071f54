import type { Action } from '../../src/access/actions.ts';
import { type PlainRole, ROLES, TAKES } from './rules.ts';
import type { Member, Question } from './world.ts';

/** A member by hand: maps and sets. */
export interface Person {
  readonly role: string;
  readonly rules: PlainRole;
  readonly active: boolean;
  readonly taken: readonly ReadonlySet<Action>[];
  readonly lines: ReadonlySet<number>;
  readonly products: ReadonlySet<string>;
}

export const personOf = ({ role, status, restrictions, lines, products }: Member): Person => ({
  role,
  rules: ROLES.get(role)!,
  active: status === 'active',
  taken: restrictions.map((name) => TAKES.get(name)!),
  lines: new Set(lines),
  products: new Set(products),
});

/** Whether nothing but the role stands in the way: asked by hand beside checkers that know of nothing but roles. */
export const isOpenTo = (person: Person, { action, line, product }: Question): boolean =>
  person.active &&
  !person.taken.some((actions) => actions.has(action)) &&
  (product === null || person.rules.reachesAllProducts || person.products.has(product)) &&
  (line === null || person.rules.reachesAllLines || person.lines.has(line));
