import { LINES } from '../product.ts';
import type { Preparing } from './checker.ts';
import { effectiveOf, ROLES } from './rules.ts';
import { thingsOf } from './things.ts';
import type { Member, Question } from './world.ts';

interface Builder {
  readonly can: (actions: readonly string[], subject: string, conditions?: object) => void;
  readonly build: () => Ability;
}
interface Ability {
  can(action: string, thing: object): boolean;
}
interface Casl {
  readonly AbilityBuilder: new (make: unknown) => Builder;
  readonly createMongoAbility: unknown;
  readonly subject: (type: string, thing: object) => object;
}

/** CASL, one ability kept for every member; what restrictions take away is left out when it is built. */
export const casl: Preparing = async ({ members, questions }) => {
  const { abilityOf, things } = await caslFor(questions);
  const abilities = members.map(abilityOf);
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const { member, action } = questions[i]!;
        into[i] = abilities[member]!.can(action, things[i]!) ? 1 : 0;
      }
    },
  };
};

/** CASL, the ability built for each question, as where nothing is kept between requests. */
export const caslAnew: Preparing = async ({ members, questions }) => {
  const { abilityOf, things } = await caslFor(questions);
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const { member, action } = questions[i]!;
        into[i] = abilityOf(members[member]!).can(action, things[i]!) ? 1 : 0;
      }
    },
  };
};

async function caslFor(questions: readonly Question[]) {
  const { AbilityBuilder, createMongoAbility, subject } = (await import('@casl/ability' as string)) as Casl;
  const abilityOf = (member: Member): Ability => {
    const { can, build } = new AbilityBuilder(createMongoAbility);
    const { reachesAllLines, reachesAllProducts } = ROLES.get(member.role)!;
    const line = { $in: [undefined, ...member.lines.map((i) => LINES[i])] };
    const product = { $in: [undefined, ...member.products] };
    const conditions = { ...(!reachesAllLines && { line }), ...(!reachesAllProducts && { product }) };
    can(effectiveOf(member), 'thing', conditions);
    return build();
  };
  return { abilityOf, things: thingsOf(questions, (thing) => subject('thing', { ...thing })) };
}
