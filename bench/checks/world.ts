import { type Action, CATALOGUE } from '../../src/access/actions.ts';
import type { Model } from '../../src/access/roles.ts';
import type { Status } from '../../src/access/subject.ts';
import { random } from '../random.ts';

/** A member as every checker is told of them: plain words and numbers. */
export interface Member {
  readonly email: string;
  readonly model: Model;
  readonly role: string;
  readonly status: Status;
  readonly restrictions: readonly string[];
  /** Places of lines, from 0. */
  readonly lines: readonly number[];
  readonly products: readonly string[];
}

/** May this member do that, on this line, in this product? */
export interface Question {
  readonly member: number;
  readonly action: Action;
  readonly line: number | null;
  readonly product: string | null;
}

export interface World {
  readonly members: readonly Member[];
  readonly questions: readonly Question[];
  /** The actions that are asked about. */
  readonly actions: readonly Action[];
}

export const PRODUCTS: readonly string[] = ['conversations', 'blast', 'surveys', 'reports', 'automations'];
export const LINE_COUNT = 20;

/** Actions on lines and products first, then others until there are 45; none on people, where rank would decide too. */
const ASKED = ['line', 'product', 'conversation', 'blast', 'contact', 'workspace'] as const;
const asked = ASKED.flatMap((on) => CATALOGUE.filter((action) => action.on === on)).slice(0, 45);

/** People of these models, more of the lesser roles than of the greater, and questions that are about half of them yes. */
export function world(models: readonly Model[], memberCount: number, questionCount: number): World {
  const { below, chance, one, some } = random();
  const members = Array.from({ length: memberCount }, (_, i): Member => {
    const model = models[i % models.length]!;
    const role = roleOf(model, below(100));
    return {
      email: `user${i}@example.com`,
      model,
      role,
      status: chance(95) ? 'active' : one(['invited', 'suspended']),
      restrictions: chance(30) ? (RESTRICTIONS[role]?.map(one) ?? []) : [],
      lines: model === 'standard-admin' ? some([...Array(LINE_COUNT).keys()], 3) : [],
      products: model === 'standard-admin' ? some(PRODUCTS, 2) : [],
    };
  });
  const questions = Array.from({ length: questionCount }, (): Question => {
    const member = below(memberCount);
    const { name: action, on, ...entry } = one(asked);
    const held = members[member]!.lines;
    const onLine = on === 'line' || on === 'conversation' || on === 'blast';
    const line = held.length > 0 && chance(70) ? one(held) : below(LINE_COUNT);
    const product = 'product' in entry ? entry.product : on === 'product' ? one(PRODUCTS) : null;
    return { member, action, line: onLine ? line : null, product };
  });
  return { members, questions, actions: asked.map(({ name }) => name) };
}

const roleOf = (model: Model, part: number): string => {
  if (model === 'standard-admin') return part < 90 ? 'standard' : 'admin';
  return part < 70 ? 'agent' : part < 93 ? 'manager' : part < 96 ? 'owner' : 'billing';
};

/** One of each of these lists is put on some holders of the role. */
const RESTRICTIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  manager: [['space-settings', 'contact-deletion'], ['data-export']],
  agent: [['shortcuts'], ['contacts=team', 'contacts=self']],
};
