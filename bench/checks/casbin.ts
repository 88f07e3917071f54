import type { Preparing } from './checker.ts';
import { isOpenTo, personOf } from './people.ts';
import { ROLES } from './rules.ts';

const MODEL = `
[request_definition]
r = person, act, question
[policy_definition]
p = role, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && r.person.role == p.role && isOpenTo(r.person, r.question)
`;

interface Enforcer {
  addPolicies(policies: readonly (readonly string[])[]): Promise<boolean>;
  addFunction(name: string, call: unknown): Promise<void>;
  enforceSync(...request: readonly unknown[]): boolean;
}
interface Casbin {
  readonly newEnforcer: (model: object) => Promise<Enforcer>;
  readonly newModelFromString: (text: string) => object;
}

/** casbin: the roles are its policies, a function answers for restrictions and grants; asked without promises. */
export const casbin: Preparing = async ({ members, questions, actions }) => {
  const { newEnforcer, newModelFromString } = (await import('casbin' as string)) as Casbin;
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addFunction('isOpenTo', isOpenTo);
  const policies = [...ROLES].flatMap(([role, { allows }]) => [...allows].map((action) => [role, action] as const));
  await enforcer.addPolicies(policies.filter(([, action]) => actions.includes(action)));
  const people = members.map(personOf);
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const question = questions[i]!;
        into[i] = enforcer.enforceSync(people[question.member]!, question.action, question) ? 1 : 0;
      }
    },
  };
};
