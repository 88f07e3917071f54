import { actionFacts } from '../../src/access/actions.ts';
import { decide, verdict } from '../../src/access/decide.ts';
import { on, type Resource } from '../../src/access/resource.ts';
import type { Model } from '../../src/access/roles.ts';
import { compile, type Subject, type Workspace } from '../../src/access/subject.ts';
import { LINES } from '../product.ts';
import type { Preparing } from './checker.ts';
import { type Member, PRODUCTS, type Question, type World } from './world.ts';

/** The product's engine, asked only for yes or no. */
export const byVerdict: Preparing = (world) => {
  const subjects = subjectsOf(world);
  const resources = resourcesOf(world.questions);
  const actions = world.questions.map(({ action }) => actionFacts(action));
  const askers = world.questions.map(({ member }) => subjects[member]!);
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++)
        into[i] = verdict(askers[i]!, actions[i]!, resources[i]!) === 'pass' ? 1 : 0;
    },
  };
};

/** The product's engine, asked for the whole decision with all eight steps. */
export const byDecision: Preparing = (world) => {
  const subjects = subjectsOf(world);
  const resources = resourcesOf(world.questions);
  const { questions } = world;
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const { member, action } = questions[i]!;
        into[i] = decide(subjects[member]!, action, resources[i]!).allowed ? 1 : 0;
      }
    },
  };
};

const workspaceOf = (model: Model, id: number): Workspace => ({
  id,
  slug: model,
  model,
  state: 'active',
  since: 1,
  products: new Map(PRODUCTS.map((product) => [product, 1])),
  roles: new Map(),
});

/** The members as the gate loads them from the store. */
function subjectsOf({ members }: World): Subject[] {
  const workspaces: Readonly<Record<Model, Workspace>> = {
    'standard-admin': workspaceOf('standard-admin', 1),
    'owner-manager-agent': workspaceOf('owner-manager-agent', 2),
  };
  const held = <T>(things: readonly T[]) => new Map(things.map((thing) => [thing, 2]));
  const factsOf = ({ email, role, status, restrictions, lines, products }: Member, i: number) => ({
    userId: i + 1,
    email,
    membership: { role, status, since: 2 },
    restrictions: held(restrictions),
    lines: held(lines.map((line) => line + 1)),
    products: held(products),
    teams: new Map<number, number>(),
  });
  return members.map((member, i) => compile(workspaces[member.model], factsOf(member, i)));
}

/** What is asked about: the same thing is one object, as it is for the rivals. */
function resourcesOf(questions: readonly Question[]): Resource[] {
  const lines = LINES.map((name, i) => ({ id: i + 1, name, state: 'active', since: 1 }) as const);
  const known = new Map<string, Resource>();
  return questions.map(({ line, product }) => {
    const key = `${line} ${product}`;
    const found = known.get(key) ?? on({ line: line === null ? null : lines[line]!, product });
    known.set(key, found);
    return found;
  });
}
