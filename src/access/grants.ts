// What grants commands ask and come to: members combined with lines and products, decided and compared in memory.
import { invalid } from '../domain/errors.ts';
import { listed } from '../domain/words.ts';
import { applyGrants } from '../store/grants.ts';
import { barred } from './barred.ts';
import { productNamed } from './inquiry.ts';
import { lineResource } from './line-names.ts';
import { linesMeant } from './lines.ts';
import { type Ask, type Asks, type Sight, Unapplied } from './operation.ts';
import type { ChangePass } from './pass.ts';
import { membersNamed } from './people.ts';
import { type LineResource, on, type PersonResource } from './resource.ts';
import type { Subject } from './subject.ts';

/** What is to be granted or taken, as it is typed. */
export interface GrantWords {
  readonly members: readonly string[];
  readonly lines?: readonly string[] | undefined;
  readonly products?: readonly string[] | undefined;
}

/** One member with one line or one product. */
export interface Combination {
  readonly subject: Subject;
  readonly person: PersonResource;
  readonly line: LineResource | null;
  readonly product: string | null;
}

/** A combination and what becomes of it. */
export interface GrantChange extends Combination {
  readonly change: 'added' | 'removed' | 'unchanged';
}

export type GrantNeed = 'grants.lines' | 'grants.products';

/** The question about each combination that the words make; whoever may grant nothing at all is asked about nothing more. */
export async function grantQuestions(sight: Sight, words: GrantWords): Promise<Asks<GrantNeed>> {
  const needs: GrantNeed[] = [];
  if (words.lines?.length) needs.push('grants.lines');
  if (words.products?.length) needs.push('grants.products');
  if (needs.length === 0) {
    throw invalid('usage', 'nothing is named that could be granted or taken', {
      hint: 'name lines with --lines, products with --products, or both',
    });
  }
  const refused = barred(sight.actor, needs);
  const [first, ...more] = refused.length > 0 ? refused : (await combinationsNamed(sight, words)).map(grantAsk);
  if (first === undefined) throw new Error('words without a combination');
  return [first, ...more];
}

/** The question whether a combination may be granted, or taken. */
export const grantAsk = ({ person, line, product }: Combination): Ask<GrantNeed> =>
  line === null
    ? { needs: 'grants.products', on: on({ person, product }) }
    : { needs: 'grants.lines', on: on({ person, line }) };

/** Each named member, once, with each named line and product. */
export async function combinationsNamed(
  sight: Sight,
  { members, lines = [], products = [] }: GrantWords,
): Promise<Combination[]> {
  const people = await membersNamed(sight, members);
  const distinct = [...new Map(people.map((one) => [one.subject.userId, one])).values()];
  const resources = (await linesMeant(sight, lines)).map(lineResource);
  const names = new Set<string>();
  for (const word of products) names.add(await productNamed(sight, word));
  return distinct.flatMap((one) => combined(one, resources, [...names]));
}

/** One member with each of these lines and products. */
export const combined = (
  { subject, person }: Pick<Combination, 'subject' | 'person'>,
  lines: readonly LineResource[],
  products: readonly string[],
): Combination[] => [
  ...lines.map((line) => ({ subject, person, line, product: null })),
  ...products.map((product) => ({ subject, person, line: null, product })),
];

const isHeld = ({ subject, line, product }: Combination): boolean =>
  line === null ? subject.products.has(product as string) : subject.lines.has(line.id);

/** Grants what is not held yet. */
export const granting = (combination: Combination): GrantChange => ({
  ...combination,
  change: isHeld(combination) ? 'unchanged' : 'added',
});

/** Takes what is held. */
export const taking = (combination: Combination): GrantChange => ({
  ...combination,
  change: isHeld(combination) ? 'removed' : 'unchanged',
});

/** One grant as a command reports it: a line by its address, or a product. */
export interface GrantRow {
  readonly member: string;
  readonly line: string | null;
  readonly product: string | null;
  readonly change: GrantChange['change'];
}

/** What a command made of grants. */
export interface GrantReport {
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly changes: readonly GrantRow[];
  readonly notes: readonly string[];
}

/** Begins and ends what the changes say, and reports it. */
export async function settleGrants(
  { connection, workspace, entry }: ChangePass,
  changes: readonly GrantChange[],
  notes: readonly string[] = [],
): Promise<GrantReport | Unapplied<GrantReport>> {
  const steps = changes.flatMap(({ subject, line, product, change }) =>
    change === 'unchanged' ? [] : [{ userId: subject.userId, lineId: line?.id ?? null, product, change }],
  );
  const report = { ...counted(changes), changes: changes.map(rowOf), notes: [...needless(changes), ...notes] };
  if (steps.length === 0) return new Unapplied(report, 'unchanged');
  await applyGrants(connection, workspace.id, entry, steps);
  return report;
}

const counted = (changes: readonly GrantChange[]) => {
  const counts = { added: 0, removed: 0, unchanged: 0 };
  for (const { change } of changes) counts[change]++;
  return counts;
};

const rowOf = ({ subject, line, product, change }: GrantChange): GrantRow => ({
  member: subject.email,
  line: line?.name ?? null,
  product,
  change,
});

const NAMED = 3;

/** What was granted to people whose role reaches everything of the kind anyway. */
function needless(changes: readonly GrantChange[]): string[] {
  const roles = new Map<string, { kinds: Set<string>; people: Set<string> }>();
  for (const { subject, line, change } of changes) {
    const kind = line === null ? 'products' : 'lines';
    if (change !== 'added' || subject.role?.[kind] !== 'all') continue;
    const { name } = subject.role;
    const { kinds, people } = roles.get(name) ?? { kinds: new Set(), people: new Set() };
    roles.set(name, { kinds: kinds.add(kind), people: people.add(subject.email) });
  }
  return [...roles].map(([role, { kinds, people }]) => {
    const named = [...people].slice(0, NAMED);
    if (people.size > NAMED) named.push(`${people.size - NAMED} more`);
    return `${listed(named)}: the role ${role} reaches all ${listed([...kinds])} anyway; the grant counts under another role`;
  });
}
