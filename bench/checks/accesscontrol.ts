import type { Preparing } from './checker.ts';
import { isOpenTo, personOf } from './people.ts';
import { ROLES } from './rules.ts';

interface AccessControl {
  grant(role: string): { action(verb: string, resource: string): void };
  can(role: string): { do(verb: string, resource: string): { readonly granted: boolean } };
}

/** accesscontrol for what a role may; restrictions and grants, of which it knows nothing, by hand beside it. */
export const accesscontrol: Preparing = async ({ members, questions }) => {
  const { AccessControl } = (await import('accesscontrol' as string)) as { AccessControl: new () => AccessControl };
  const control = new AccessControl();
  const parts = (action: string) => action.split('.') as [module: string, verb: string];
  for (const [role, { allows }] of ROLES) {
    for (const [module, verb] of [...allows].map(parts)) control.grant(role).action(verb, module);
  }
  const people = members.map(personOf);
  const asked = questions.map(({ action }) => parts(action));
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const question = questions[i]!;
        const person = people[question.member]!;
        const [module, verb] = asked[i]!;
        into[i] = control.can(person.role).do(verb, module).granted && isOpenTo(person, question) ? 1 : 0;
      }
    },
  };
};
