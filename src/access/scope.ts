import type { ActionFacts } from './actions.ts';
import { CATALOGUE_PRODUCTS } from './actions.ts';
import { rolesOf } from './custom-roles.ts';
import { verdict } from './decide.ts';
import { workspaceItself } from './resource.ts';
import { manages, type Role } from './roles.ts';
import { compile, type Subject, stranger, type Workspace } from './subject.ts';

/**
 * How far an action reaches: over everything; over granted lines or products, one's own or one's teams' records, or
 * people of the roles one manages; or over nothing.
 */
export type Scope = 'all' | 'granted' | 'team' | 'self' | 'managed' | 'none';

/** How far a subject's action reaches, whatever it would be done to. */
export function scopeOf(subject: Subject, action: ActionFacts): Scope {
  const { role, workspace, visibility } = subject;
  if (role === undefined || verdict(subject, action, workspaceItself) !== 'pass') return 'none';
  if (isOfRank(action) && !managesAll(role, workspace)) return 'managed';
  if (visibility !== 'all' && (action.on === 'contact' || action.on === 'conversation')) return visibility;
  if (role.lines === 'granted' && ON_LINES.includes(action.on)) return 'granted';
  return role.products === 'granted' && action.on === 'product' ? 'granted' : 'all';
}

const ON_LINES: readonly string[] = ['line', 'conversation', 'blast'];

/** Whether rank says over whom an action reaches. */
export const isOfRank = ({ on }: ActionFacts): boolean => on === 'person' || on === 'role' || on === 'grant';

/** Whether a role's holders may act on everybody in a workspace with these roles. */
export const managesAll = (role: Role, home: Pick<Workspace, 'model' | 'roles'>): boolean =>
  rolesOf(home).every((other) => manages(role, other));

/** Somebody who holds a role and every product that an action belongs to, under no restriction: all that the role can mean. */
export function holderOf(role: Role, workspace: Workspace): Subject {
  const membership = { role: role.name, status: 'active', since: 0 } as const;
  const products = new Map(CATALOGUE_PRODUCTS.map((product) => [product, 0]));
  return compile({ ...workspace, state: 'active', products }, { ...stranger(''), membership, products });
}
