// What the smallest cast is tried on, and who may be in it: long, because people and what they are asked about belong together.
import { ACTIONS, type ActionFacts, actionFacts, CATALOGUE_PRODUCTS } from './actions.ts';
import { definitionNamed, roleOf } from './defining.ts';
import type { GateName } from './gates.ts';
import { personOf } from './people.ts';
import { type LineResource, on, type RecordResource, type Resource, workspaceItself } from './resource.ts';
import { builtInRoles, leastRole, type Model, type Role, topRole } from './roles.ts';
import { compile, type Status, type Subject, type Workspace } from './subject.ts';

/** Somebody who may be in the cast, as a document says them: lines and products are granted all or not at all. */
export interface Candidate {
  /** What they are called by: their role, and what sets them apart from others of it. */
  readonly name: string;
  readonly role: string;
  readonly status: Status;
  readonly restrictions: readonly string[];
  readonly line: boolean;
  readonly products: readonly string[];
  readonly subject: Subject;
}

/** An action on something: the words that `access can` would be asked with, but for whose access it is. */
export interface Question {
  readonly action: ActionFacts;
  readonly scope: CoverScope;
  readonly resource: Resource;
  /** Who is acted upon, where somebody is. */
  readonly upon: Candidate | null;
}

/** On what an action may be tried; alone, it is on nothing narrower than the workspace. */
export type CoverScope = 'alone' | 'product' | 'line' | RecordResource['kind'] | 'person' | 'role';

/** The gates that a scope is about: to be stopped by one of them is to be refused for the scope's own reason. */
export const GATES_OF: Readonly<Record<CoverScope, readonly GateName[]>> = {
  alone: ['role', 'restriction'],
  product: ['product'],
  line: ['line'],
  contact: ['record'],
  conversation: ['record'],
  blast: ['record'],
  person: ['rank'],
  role: ['rank'],
};

/** The role of the workspace's own that actions on roles are tried on; nobody holds it. */
export const COVER_ROLE = 'newcomer';

/** Where it all takes place: one line, both products, one contact of nobody's, and its conversation and a blast of the owner's. */
export interface CoverScene {
  readonly workspace: Workspace;
  /** In the source's order of roles. The first founds the workspace. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly questions: readonly (readonly Question[])[];
}

const LINE: LineResource = { id: 1, name: 'line', state: 'active', since: 1 };
const FOUNDER = 1;
const record = (kind: RecordResource['kind']): RecordResource => ({
  name: kind,
  kind,
  assignee: 0,
  team: 0,
  author: 0,
});

/** The scene in a role model. Each question stands with those that ask the same of somebody else: one of them will do. */
export function coverScene(model: Model): CoverScene {
  const activated = new Map(CATALOGUE_PRODUCTS.map((product) => [product, 1]));
  const bare: Workspace = {
    ...{ id: 1, slug: 'cover', model, state: 'active', since: 1 },
    ...{ products: activated, roles: new Map() },
  };
  const { definition } = definitionNamed(bare, COVER_ROLE, { from: leastRole(model).name });
  const own = roleOf(definition);
  const workspace: Workspace = { ...bare, roles: new Map([[own.name, { role: own, since: 1 }]]) };
  const candidates = candidatesIn(workspace);
  const questions = ACTIONS.flatMap((action) => questionsAbout(actionFacts(action), own, candidates));
  return { workspace, candidates, questions };
}

/** Holders of the model's own roles, with all grants and none, under each restriction and none; and one who is suspended. */
function candidatesIn(workspace: Workspace): CoverScene['candidates'] {
  const { model } = workspace;
  let userId = FOUNDER;
  const one = (name: string, role: Role, apart: Partial<Omit<Candidate, 'subject'>> = {}): Candidate => {
    const said = {
      name,
      role: role.name,
      status: 'active' as const,
      restrictions: [],
      line: false,
      products: [],
      ...apart,
    };
    const since = 1;
    const subject = compile(workspace, {
      userId: userId++,
      email: name,
      membership: { role: role.name, status: said.status, since },
      restrictions: new Map(said.restrictions.map((restriction) => [restriction, since])),
      lines: new Map(said.line ? [[LINE.id, since]] : []),
      products: new Map(said.products.map((product) => [product, since])),
      teams: new Map(),
    });
    return { ...said, subject };
  };
  const founder = one('founder', topRole(model));
  const others = builtInRoles(model).flatMap((role) => [
    ...reaches(role).map(({ apart, ...reached }) => one(`${role.name}${apart}`, role, reached)),
    ...role.restrictions.map((name) => one(`${role.name}-${name.replace('=', '-')}`, role, { restrictions: [name] })),
  ]);
  return [founder, ...others, one('suspended', leastRole(model), { status: 'suspended' })];
}

/** What may be granted to holders of a role: nothing where they reach all of it. */
function reaches({ lines, products }: Role) {
  const byLine = lines === 'all' ? [false] : [true, false];
  const byProduct = products === 'all' ? [[]] : [CATALOGUE_PRODUCTS, []];
  return byLine.flatMap((line) =>
    byProduct.map((granted) => {
      const lacks = [...(lines === 'granted' && !line ? ['line'] : [])];
      if (products === 'granted' && granted.length === 0) lacks.push('product');
      return { line, products: granted, apart: lacks.map((what) => `-without-${what}`).join('') };
    }),
  );
}

/** The questions about an action, scope by scope. */
function questionsAbout(action: ActionFacts, own: Role, candidates: readonly Candidate[]): (readonly Question[])[] {
  const ask = (scope: CoverScope, parts: Partial<Resource>, upon: Candidate | null = null): Question => ({
    ...{ action, scope, upon },
    resource: on(parts),
  });
  const asked: (readonly Question[])[] = [[ask('alone', workspaceItself)]];
  const { on: what, name, product } = action;
  const isGrant = what === 'grant';
  if (product) asked.push([ask('product', { product })]);
  if (what === 'product' || name === 'grants.products') asked.push([ask('product', { product: 'blast' })]);
  if (what === 'line' || what === 'conversation' || what === 'blast' || name === 'grants.lines') {
    asked.push([ask('line', { line: LINE })]);
  }
  if (what === 'contact') asked.push([ask('contact', { record: record('contact') })]);
  if (what === 'conversation') asked.push([ask('conversation', { line: LINE, record: record('conversation') })]);
  if (what === 'blast') asked.push([ask('blast', { line: LINE, record: { ...record('blast'), author: FOUNDER } })]);
  if (what === 'person' || isGrant) {
    asked.push(actedUpon(candidates).map((upon) => ask('person', { person: personOf(upon.subject) }, upon)));
  }
  if (what === 'role' || name === 'roles.assign' || name === 'users.invite') asked.push([ask('role', { role: own })]);
  return asked;
}

/**
 * Who is acted upon: preferably a member of the least role that manages anybody, to whom their own rank says no, and who
 * is not the owner; else a member of the least role.
 */
function actedUpon(candidates: readonly Candidate[]): readonly Candidate[] {
  const others = candidates.slice(1);
  const managing = others.findLast(({ subject }) => (subject.role?.manages.length ?? 0) > 0 && !subject.restricted);
  const least = others.find(({ role, subject }) => role === leastRole(subject.workspace.model).name);
  return [managing, least].filter((one) => one !== undefined);
}
