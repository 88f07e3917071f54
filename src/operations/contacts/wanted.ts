import type { Action } from '../../access/actions.ts';
import type { Sight } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { invalid } from '../../domain/errors.ts';
import { prefixOf } from '../../domain/phone-prefix.ts';
import type { Wanted } from '../../store/contact-list.ts';
import type { Search } from '../../store/contact-roads.ts';
import { list, optional, string, text } from '../input.ts';

/** How contacts are narrowed, as inputs say it. */
export const narrowing = () => ({
  /** Clauses that all hold: `city = Boston`. */
  where: optional(list(string())),
  /** The beginning of a number, an e-mail address or a name. */
  search: optional(text()),
});

interface Narrowing {
  readonly where?: readonly string[] | undefined;
  readonly search?: string | undefined;
}

/** Which contacts are wanted, of those that the acting user reaches with an action. */
export async function wantedOf(sight: Sight, needs: Action, { where = [], search }: Narrowing): Promise<Wanted> {
  const reached = reachOf(sight.actor, needs);
  const filter =
    where.length === 0 ? [] : (await (await import('../../access/contact-filter.ts')).readFilter(sight, where)).filter;
  return { reached, filter, search: search === undefined ? undefined : searchOf(search) };
}

/** What a search is for, by its look: digits begin a number, an @ is of an address, all else is of a name or an address. */
function searchOf(typed: string): Search {
  const number = prefixOf(typed);
  if (number !== undefined) return { by: 'phone', prefix: number };
  const prefix = typed.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
  if (prefix === '') throw invalid('usage', 'nothing is searched for');
  return { by: prefix.includes('@') ? 'email' : 'name', prefix };
}
