import type { Preparing } from './checker.ts';
import { isOpenTo, type Person, personOf } from './people.ts';
import { ROLES } from './rules.ts';
import type { Question } from './world.ts';

interface Asked {
  readonly person: Person;
  readonly question: Question;
}
type Rbac = new (roles: object) => { can(role: string, action: string, asked: Asked): Promise<boolean> };

/** easy-rbac: a promise a check; restrictions and grants, by hand, in the `when` of its roles. */
export const easyRbac: Preparing = async ({ members, questions }) => {
  const { default: Rbac } = (await import('easy-rbac' as string)) as { default: Rbac };
  const when = async ({ person, question }: Asked): Promise<boolean> => isOpenTo(person, question);
  const roles = [...ROLES].map(([role, { allows }]) => [role, { can: [...allows].map((name) => ({ name, when })) }]);
  const rbac = new Rbac(Object.fromEntries(roles));
  const people = members.map(personOf);
  const asked = questions.map((question): Asked => ({ person: people[question.member]!, question }));
  return {
    answer: async (into) => {
      for (let i = 0; i < into.length; i++) {
        const { person, question } = asked[i]!;
        into[i] = (await rbac.can(person.role, question.action, asked[i]!)) ? 1 : 0;
      }
    },
  };
};
