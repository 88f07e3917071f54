import type { Preparing } from './checker.ts';
import { ROLES, TAKES } from './rules.ts';
import { LINE_COUNT, PRODUCTS } from './world.ts';

/** Bits in flat arrays: nothing is looked up, nothing is built. As fast as JavaScript gets: the limit. */
export const bitSets: Preparing = ({ members, questions, actions }) => {
  const words = Math.ceil(actions.length / 32);
  const names = [...ROLES.keys()];
  const bitsOf = (places: readonly number[]) => places.reduce((bits, place) => bits | (1 << place), 0);
  const productBits = (held: readonly string[]) => bitsOf(held.map((name) => PRODUCTS.indexOf(name)));
  const actionBits = (held: Iterable<string>) => {
    const bits = new Uint32Array(words);
    for (const action of held) {
      const place = actions.indexOf(action as never);
      if (place >= 0) bits[place >>> 5]! |= 1 << (place & 31);
    }
    return [...bits];
  };
  const takenBy = (restrictions: readonly string[]) =>
    actionBits(restrictions.flatMap((name) => [...TAKES.get(name)!]));

  const allowed = Uint32Array.from([...ROLES.values()].flatMap(({ allows }) => actionBits(allows)));
  const taken = Uint32Array.from(members.flatMap(({ restrictions }) => takenBy(restrictions)));
  const active = Uint8Array.from(members, ({ status }) => (status === 'active' ? 1 : 0));
  const role = Uint8Array.from(members, (member) => names.indexOf(member.role));
  const lines = Uint32Array.from(members, (member) =>
    ROLES.get(member.role)!.reachesAllLines ? 2 ** LINE_COUNT - 1 : bitsOf(member.lines),
  );
  const products = Uint8Array.from(members, (member) =>
    productBits(ROLES.get(member.role)!.reachesAllProducts ? PRODUCTS : member.products),
  );

  const asker = Uint32Array.from(questions, ({ member }) => member);
  const action = Uint8Array.from(questions, (question) => actions.indexOf(question.action));
  const line = Uint32Array.from(questions, (question) => (question.line === null ? 0 : 1 << question.line));
  const product = Uint8Array.from(questions, (question) => (question.product ? productBits([question.product]) : 0));
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const member = asker[i]!;
        const word = action[i]! >>> 5;
        const held = allowed[role[member]! * words + word]! & ~taken[member * words + word]!;
        const yes =
          active[member] === 1 &&
          ((held >>> (action[i]! & 31)) & 1) === 1 &&
          (lines[member]! & line[i]!) === line[i] &&
          (products[member]! & product[i]!) === product[i];
        into[i] = yes ? 1 : 0;
      }
    },
  };
};
