import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/access/actions.ts';
import { demandsOf, smallestCover } from '../../src/access/cover.ts';
import { type Candidate, coverScene, GATES_OF, type Question } from '../../src/access/cover-scene.ts';
import { decide } from '../../src/access/decide.ts';
import { MODELS } from '../../src/access/roles.ts';

const named = ({ action, scope }: Question) => `${action.name} ${scope}`;
const answer = ({ subject }: Candidate, { action, resource }: Question) => decide(subject, action.name, resource);

/** All sets of so many. */
function* setsOf<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) return yield [];
  for (let i = from; i <= items.length - size; i++) {
    for (const rest of setsOf(items, size - 1, i + 1)) yield [items[i] as T, ...rest];
  }
}

describe.each(MODELS)('the smallest cast of %s', (model) => {
  const { cast, expected, nobodyMay, everybodyMay } = smallestCover(model);
  const { candidates, questions: choices } = coverScene(model);

  it('has one who may and one who may not for every action on every scope, but where nobody at all may', () => {
    const answers = new Map<string, boolean[]>();
    for (const { question, allowed } of expected) {
      answers.set(named(question), [...(answers.get(named(question)) ?? []), allowed]);
    }
    const oneSided = [...answers].filter(([, said]) => said.join() !== 'true,false').map(([name]) => name);
    expect(oneSided).toEqual([...nobodyMay, ...everybodyMay].map(named));
    expect(oneSided).toEqual(model === 'standard-admin' ? ['billing.view alone', 'billing.edit alone'] : []);
    expect(new Set(expected.map(({ question }) => question.action.name))).toEqual(new Set(ACTIONS));
    expect([...answers.keys()].toSorted()).toEqual(choices.map(([first]) => named(first as Question)).toSorted());
    for (const question of nobodyMay) expect(candidates.some((one) => answer(one, question).allowed)).toBe(false);
  });

  it('is told what the rules say of it', () => {
    for (const { question, member, allowed, code } of expected) {
      const decision = answer(member, question);
      expect(decision.allowed, named(question)).toBe(allowed);
      expect(code).toBe(decision.steps.find(({ outcome }) => outcome === 'fail')?.code ?? 'allowed');
    }
  });

  it('is refused for the nearest reason there is', () => {
    const gateOf = (one: Candidate, question: Question) =>
      answer(one, question).steps.find(({ outcome }) => outcome === 'fail')?.gate;
    const nearness = (one: Candidate, question: Question): number => {
      const gate = gateOf(one, question);
      if (gate === undefined) return 3;
      return GATES_OF[question.scope].includes(gate) ? 0 : gate === 'member' ? 2 : 1;
    };
    for (const { question, member } of expected.filter(({ allowed }) => !allowed)) {
      const best = Math.min(...candidates.map((one) => nearness(one, question)));
      expect(nearness(member, question), named(question)).toBe(best);
    }
  });

  it('has nobody who could be left out, and no other cast is smaller', () => {
    const { demands, fixed } = demandsOf(coverScene(model));
    const serves = (members: readonly string[]) =>
      demands.every(({ by }) => by.some(({ name }) => members.includes(name)));
    const names = cast.map(({ name }) => name);
    expect(serves(names)).toBe(true);
    const acted = new Set(expected.flatMap(({ question }) => question.upon?.name ?? []));
    for (const name of names) {
      expect(acted.has(name) || !serves(names.filter((other) => other !== name)), name).toBe(true);
      expect(
        expected.some(({ member }) => member.name === name),
        name,
      ).toBe(true);
    }
    const needed = fixed.map(({ name }) => name);
    const others = candidates.map(({ name }) => name).filter((name) => !needed.includes(name));
    for (const more of setsOf(others, cast.length - needed.length - 1)) {
      expect(serves([...needed, ...more]), more.join()).toBe(false);
    }
  });
});
