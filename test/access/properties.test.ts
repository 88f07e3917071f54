import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ACTIONS, type Action, actionFacts } from '../../src/access/actions.ts';
import { codeOf, decide, verdict } from '../../src/access/decide.ts';
import { reach } from '../../src/access/reach.ts';
import { listOf } from '../../src/access/sets.ts';
import * as model from '../support/model.ts';
import { kindOf, MALLORY, resourceOf, subjectOf, thingIn, world } from '../support/worlds.ts';

const RUNS = 10_000;
const GATES = ['workspace', 'member', 'role', 'restriction', 'product', 'line', 'record', 'rank'];

/** One question in a random workspace: who, what, on what. */
interface Question {
  readonly one: model.World;
  readonly email: string;
  readonly action: Action;
  readonly thing: model.Thing;
}

const questionOf = (actions: readonly Action[]): fc.Arbitrary<Question> =>
  fc
    .tuple(world, fc.constantFrom(...actions))
    .chain(([one, action]) =>
      fc
        .tuple(fc.constantFrom(...one.people.keys(), MALLORY), thingIn(one, kindOf(action)))
        .map(([email, thing]) => ({ one, email, action, thing })),
    );

const anyQuestion = questionOf(ACTIONS);

/** A question of someone who is in the workspace. */
const question = anyQuestion.filter(({ one, email }) => one.people.has(email));

const answer = ({ one, email, action, thing }: Question) =>
  decide(subjectOf(one, email), action, resourceOf(one, thing));

/** The same question with one person changed. */
const changed = (asked: Question, change: (person: model.Person) => Partial<model.Person>): Question => {
  const person = asked.one.people.get(asked.email) as model.Person;
  const people = new Map(asked.one.people).set(asked.email, { ...person, ...change(person) });
  return { ...asked, one: { ...asked.one, people } };
};

const without = <T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> => new Set([...set].filter((one) => one !== item));

/** Holds a rule of ten thousand random questions; says so when too few of them were about anything. */
function holds<T>(arbitrary: fc.Arbitrary<T>, rule: (asked: T) => boolean | undefined, telling = 0) {
  let told = 0;
  const counting = (asked: T) => {
    const held = rule(asked);
    if (held !== undefined) told += 1;
    return held ?? true;
  };
  fc.assert(fc.property(arbitrary, counting), { numRuns: RUNS });
  expect(told).toBeGreaterThan(telling);
}

it('who is no member, or whose role is gone, may do nothing at all', () => {
  holds(anyQuestion, (asked) => {
    const { one, email } = asked;
    if (!one.people.has(email)) return !answer(asked).allowed;
    return !answer(changed(asked, () => ({ role: 'a role that is gone' }))).allowed;
  });
});

it('who has not accepted, or is suspended, may do nothing at all', () => {
  holds(question, (asked) =>
    (['invited', 'suspended'] as const).every((status) => !answer(changed(asked, () => ({ status }))).allowed),
  );
});

it('one more restriction never allows what was refused', () => {
  holds(fc.tuple(question, fc.constantFrom(...model.RESTRICTIONS)), ([asked, restriction]) => {
    const restricted = changed(asked, ({ restrictions }) => ({ restrictions: new Set(restrictions).add(restriction) }));
    return answer(asked).allowed || !answer(restricted).allowed;
  });
});

it('one grant or team less never allows what was refused', () => {
  holds(question, (asked) => {
    if (answer(asked).allowed) return undefined;
    const { lines, products, teams } = asked.one.people.get(asked.email) as model.Person;
    const less: Partial<model.Person>[] = [
      ...[...lines].map((line) => ({ lines: without(lines, line) })),
      ...[...products].map((product) => ({ products: without(products, product) })),
      ...[...teams].map((team) => ({ teams: without(teams, team) })),
    ];
    return less.every((one) => !answer(changed(asked, () => one)).allowed);
  });
});

it('the order in which facts are laid changes no answer and no code', () => {
  holds(anyQuestion, ({ one, email, action, thing }) => {
    const resource = resourceOf(one, thing);
    const told = (turned: boolean) =>
      decide(subjectOf(one, email, turned), action, resource)
        .steps.map(({ outcome, code }) => `${outcome} ${code}`)
        .join();
    return told(false) === told(true);
  });
});

it('a verdict is a pass exactly when the decision allows, and else the code of its first failing step', () => {
  holds(anyQuestion, (asked) => {
    const { one, email, action, thing } = asked;
    const decision = answer(asked);
    const quick = verdict(subjectOf(one, email), actionFacts(action), resourceOf(one, thing));
    const first = decision.steps.find(({ outcome }) => outcome === 'fail')?.code;
    return decision.allowed ? quick === 'pass' && first === undefined : quick === first && codeOf(decision) === first;
  });
});

it('every decision has the eight steps, always in this order, and a code on each that fails', () => {
  holds(anyQuestion, (asked) => {
    const { steps } = answer(asked);
    const coded = steps.every(({ outcome, code }) => (outcome === 'fail') === (code !== undefined));
    return coded && steps.map(({ gate }) => gate).join() === GATES.join();
  });
});

const onPeople = questionOf(Object.keys(model.ON_PEOPLE) as Action[]).filter(({ one, email }) => one.people.has(email));

it('R1: nobody is ever allowed to change themself', () => {
  holds(onPeople, (asked) => (asked.thing.person === asked.email ? !answer(asked).allowed : undefined), RUNS / 100);
});

it('R1: nobody is ever allowed to define otherwise, or to remove, the role that they hold', () => {
  const onRoles = questionOf(['roles.edit', 'roles.delete']).filter(({ one, email }) => one.people.has(email));
  holds(
    onRoles,
    (asked) => {
      const held = asked.one.people.get(asked.email)?.role;
      return asked.thing.role !== undefined && asked.thing.role.name === held ? !answer(asked).allowed : undefined;
    },
    RUNS / 100,
  );
});

it('R2: whoever is acted upon, and whatever role is given, is managed by the role of the one who acts', () => {
  holds(
    onPeople,
    (asked) => {
      if (!answer(asked).allowed) return undefined;
      const { one, email, thing } = asked;
      const own = one.roles.get(one.people.get(email)?.role ?? '') as model.Role;
      const present = thing.person === undefined ? undefined : one.people.get(thing.person)?.role;
      const met = [present, thing.role?.name].filter((name) => name !== undefined);
      const isCustom = (name: string) => !model.builtInRoles(one.model).has(name);
      return met.every((name) => own.manages.has(name) || (own.managesCustom && isCustom(name)));
    },
    RUNS / 100,
  );
});

it('R3: whoever is given a custom role, a line or a product could never do more than the one who gave it', () => {
  holds(
    onPeople,
    (asked) => {
      if (!answer(asked).allowed) return undefined;
      const { one, email, action, thing } = asked;
      const giver = one.people.get(email) as model.Person;
      const own = one.roles.get(giver.role) as model.Role;
      if (model.ON_PEOPLE[action] === 'grant') {
        const { line, product } = thing;
        const holdsLine = line === undefined || own.lines === 'all' || giver.lines.has(line);
        return holdsLine && (product === undefined || own.products === 'all' || giver.products.has(product));
      }
      if (thing.role === undefined || thing.role.builtIn) return undefined;
      const reaches = (kind: 'lines' | 'products') => own[kind] === 'all' || thing.role?.[kind] === 'granted';
      const { effective } = subjectOf(one, email);
      return (
        reaches('lines') &&
        reaches('products') &&
        [...thing.role.allows].every((allowed) => listOf(effective).includes(allowed as Action))
      );
    },
    RUNS / 100,
  );
});

it('R4: whatever is allowed, an active holder of the top role stays', () => {
  holds(
    onPeople,
    (asked) => {
      const { one, action, thing } = asked;
      const top = model.topRole(one.model);
      const seated = [...one.people].filter(([, { role, status }]) => role === top && status === 'active');
      if (seated.length === 0 || !answer(asked).allowed) return undefined;
      const goes =
        action === 'users.delete' || action === 'users.suspend' || (thing.role ?? { name: top }).name !== top;
      return seated.some(([email]) => email !== thing.person || !goes);
    },
    RUNS / 100,
  );
});

const subjects = world.chain((one) => fc.tuple(fc.constant(one), fc.constantFrom(...one.people.keys(), MALLORY)));

it('which lines are reached, asked at once, is what is decided of each line by itself', () => {
  holds(fc.tuple(subjects, fc.constantFrom(...ACTIONS)), ([[one, email], action]) => {
    const subject = subjectOf(one, email);
    const found = reach(subject, action, 'lines');
    return [...one.lines].every(([line, state]) => {
      if (state === 'removed') return !decide(subject, action, resourceOf(one, { line })).allowed;
      const resource = resourceOf(one, { line });
      const reached = found.to === 'all' || (found.to === 'granted' && subject.lines.has(resource.line?.id ?? 0));
      return reached === decide(subject, action, resource).allowed;
    });
  });
});

it('which products are reached, asked at once, is what is decided of each product by itself', () => {
  holds(subjects, ([one, email]) => {
    const subject = subjectOf(one, email);
    const found = reach(subject, 'products.view', 'products');
    return [...one.products].every((product) => {
      const reached = found.to === 'all' || (found.to === 'granted' && subject.products.has(product));
      return reached === decide(subject, 'products.view', resourceOf(one, { product })).allowed;
    });
  });
});
