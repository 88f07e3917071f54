import type { Condition } from '../domain/contact-filter.ts';
import { Failure } from '../domain/errors.ts';
import type { Filter } from '../store/contact-filter.ts';
import { filterOf } from './contact-filter.ts';
import type { Sight } from './operation.ts';

/** The condition to be on one of these lists: put there by hand, or found by a segment. */
const onLists = (names: readonly string[]): Condition => [[{ about: 'list', holds: 'in', values: names }]];

/**
 * Who is on each of these lists, by their ids, as a filter. A segment whose words name nothing any more, or nothing that
 * the acting user sees, has none.
 */
export async function listFilters(
  sight: Sight,
  lists: readonly { readonly id: number; readonly name: string }[],
): Promise<ReadonlyMap<number, Filter>> {
  const clauses = await looked(
    sight,
    lists.flatMap(({ name }) => onLists([name])),
  );
  if (clauses !== undefined) return new Map(lists.map(({ id }, i) => [id, clauses.slice(i, i + 1)]));
  // One of them cannot be looked up: each is tried by itself.
  const found = new Map<number, Filter>();
  for (const { id, name } of lists) {
    const filter = await looked(sight, onLists([name]));
    if (filter !== undefined) found.set(id, filter);
  }
  return found;
}

async function looked(sight: Sight, condition: Condition): Promise<Filter | undefined> {
  try {
    return await filterOf(sight, condition);
  } catch (error) {
    if (error instanceof Failure && (error.kind === 'invalid' || error.kind === 'missing')) return undefined;
    throw error;
  }
}
