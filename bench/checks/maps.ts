import type { Preparing } from './checker.ts';
import { isOpenTo, personOf } from './people.ts';

/** Maps and sets, as one would first write it: plain enough to be the reference for all others. */
export const maps: Preparing = ({ members, questions }) => {
  const people = members.map(personOf);
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const question = questions[i]!;
        const person = people[question.member]!;
        into[i] = person.rules.allows.has(question.action) && isOpenTo(person, question) ? 1 : 0;
      }
    },
  };
};
