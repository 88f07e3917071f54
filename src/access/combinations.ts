import type { FaultParts } from '../domain/fault.ts';
import { e164 } from '../domain/phone.ts';
import { teamKey } from '../domain/team-name.ts';
import { nearest } from '../domain/words.ts';
import type { TeamRow } from '../store/teams.ts';
import { findRole, rolesOf } from './custom-roles.ts';
import { findRestriction, RESTRICTIONS, restrictionSubject } from './restrictions.ts';
import type { Role } from './roles.ts';
import type { Workspace } from './subject.ts';

/** The cells of a row that say what someone gets; the same cells give the same arrays. */
export interface Wishes {
  readonly role: string | null;
  readonly lines: readonly string[] | null;
  readonly products: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly restrictions: readonly string[] | null;
}

/** A fault of a combination, for every row that has it. */
type CombinationFault = readonly [field: string, code: string, message: string, parts: FaultParts];

/** What wishes come to in a workspace: who and what the words mean, or why they mean nothing. */
export interface Meaning {
  readonly id: number;
  readonly role: Role | null;
  readonly lineIds: readonly number[];
  readonly products: readonly string[];
  readonly teamIds: readonly number[];
  readonly restrictions: readonly string[];
  readonly faults: readonly CombinationFault[];
}

/** Lines by the words that mean them. */
type KnownLines = ReadonlyMap<string, number>;

/** What the words of a roster may mean, beside what the workspace itself says. */
export interface KnownWords {
  readonly lines: KnownLines;
  /** Teams by their names as they are compared. */
  readonly teams: ReadonlyMap<string, TeamRow>;
}

const KEPT = 50_000;
const KNOWN_PRODUCTS = ['conversations', 'blast'];

/**
 * A reader of wishes that reads each distinct combination once. `fresh` hears of a combination when it is first met, or
 * met again after it was forgotten: what is remembered is bounded, whatever the file.
 */
export function meanings(workspace: Workspace, words: KnownWords, fresh: (meaning: Meaning) => void) {
  let known = new Map<string, Meaning>();
  let ids = new Map<readonly string[], number>();
  let last = 0;
  const idOf = (list: readonly string[] | null): number => {
    if (list === null) return 0;
    const id = ids.get(list) ?? ids.size + 1;
    ids.set(list, id);
    return id;
  };
  return (wishes: Wishes): Meaning => {
    const key = `${wishes.role ?? ''} ${idOf(wishes.lines)} ${idOf(wishes.products)} ${idOf(wishes.teams)} ${idOf(wishes.restrictions)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= KEPT) [known, ids] = [new Map(), new Map()];
    const meaning = meaningOf(++last, workspace, words, wishes);
    known.set(key, meaning);
    fresh(meaning);
    return meaning;
  };
}

function meaningOf(id: number, workspace: Workspace, { lines, teams }: KnownWords, wishes: Wishes): Meaning {
  const faults: CombinationFault[] = [];
  const unknown = (field: string, code: string, value: string, message: string, known: Iterable<string>) => {
    faults.push([field, code, message, { value, suggestion: nearest(value, known) ?? null }]);
  };
  const role = wishes.role === null ? null : (findRole(workspace, wishes.role.toLowerCase()) ?? null);
  if (wishes.role !== null && role === null) {
    const roles = rolesOf(workspace).map(({ name }) => name);
    unknown('role', 'unknown-role', wishes.role, `there is no role "${wishes.role}" here`, roles);
  }
  const lineIds = new Set<number>();
  for (const word of wishes.lines ?? []) {
    const line = lines.get(word.toLowerCase()) ?? lines.get(e164(word) ?? '');
    if (line === undefined) unknown('lines', 'unknown-line', word, `there is no line "${word}" here`, lines.keys());
    else lineIds.add(line);
  }
  const products = new Set<string>();
  for (const word of wishes.products ?? []) {
    const product = word.toLowerCase();
    if (workspace.products.has(product)) products.add(product);
    else if (KNOWN_PRODUCTS.includes(product)) {
      const suggestion = `switchboard products activate ${product}`;
      faults.push([
        'products',
        'product-not-activated',
        `product ${product} is not activated`,
        { value: word, suggestion },
      ]);
    } else {
      unknown('products', 'unknown-product', word, `there is no product "${word}" here`, workspace.products.keys());
    }
  }
  const teamIds = new Set<number>();
  for (const word of wishes.teams ?? []) {
    const team = teams.get(teamKey(word));
    if (team !== undefined) teamIds.add(team.id);
    else {
      const names = [...teams.values()].map(({ name }) => name);
      unknown('teams', 'unknown-team', word, `there is no team "${word}" here`, names);
    }
  }
  const restrictions = [...new Set((wishes.restrictions ?? []).map((word) => word.toLowerCase()))];
  for (const name of restrictions) faults.push(...restrictionFaults(name, restrictions));
  const known = restrictions.filter((name) => findRestriction(name) !== undefined);
  return {
    id,
    role,
    lineIds: [...lineIds],
    products: [...products],
    teamIds: [...teamIds],
    restrictions: known,
    faults,
  };
}

/** What is wrong with a restriction among those that are put on somebody. */
export function restrictionFaults(name: string, all: readonly string[]): CombinationFault[] {
  const field = 'restrictions';
  if (findRestriction(name) === undefined) {
    const suggestion =
      nearest(
        name,
        RESTRICTIONS.map((entry) => entry.name),
      ) ?? null;
    return [[field, 'unknown-restriction', `there is no restriction "${name}"`, { value: name, suggestion }]];
  }
  const rival = all.find((other) => other < name && restrictionSubject(other) === restrictionSubject(name));
  if (rival === undefined) return [];
  return [
    [
      field,
      'restrictions-exclude-each-other',
      `${rival} and ${name} cannot hold together`,
      { value: name, suggestion: 'keep one of them' },
    ],
  ];
}
