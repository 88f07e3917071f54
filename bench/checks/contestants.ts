import { accesscontrol } from './accesscontrol.ts';
import { bitSets } from './bit-sets.ts';
import { casbin } from './casbin.ts';
import { casl, caslAnew } from './casl.ts';
import { cedar } from './cedar.ts';
import type { Preparing } from './checker.ts';
import { easyRbac } from './easy-rbac.ts';
import { maps } from './maps.ts';
import { byDecision, byVerdict } from './product.ts';

export interface Contestant {
  readonly name: string;
  readonly prepare: Preparing;
  /** Slow ones are asked only so many in each round, once they have answered all. */
  readonly questions?: number;
  /** Whether it is one of the products that ours is held against. */
  readonly isRival?: true;
}

export const LIMIT = 'bit sets by hand';
export const VERDICT = '`verdict`';
export const DECIDE = '`decide`: all eight steps, with their codes';

/** Everyone who answers the questions: the limit, ours, and the rivals. */
export const CONTESTANTS: readonly Contestant[] = [
  { name: LIMIT, prepare: bitSets },
  { name: VERDICT, prepare: byVerdict },
  { name: 'maps and sets by hand', prepare: maps },
  { name: DECIDE, prepare: byDecision },
  { name: 'easy-rbac', prepare: easyRbac },
  { name: 'CASL, an ability kept for every member', prepare: casl, isRival: true },
  { name: 'CASL, an ability built for the question', prepare: caslAnew, questions: 10_000, isRival: true },
  { name: 'accesscontrol', prepare: accesscontrol, questions: 10_000, isRival: true },
  { name: 'cedar-wasm, policies parsed beforehand', prepare: cedar, questions: 2_000, isRival: true },
  { name: 'casbin', prepare: casbin, questions: 2_000, isRival: true },
];
