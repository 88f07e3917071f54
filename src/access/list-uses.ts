import { foldedName } from '../domain/contact-name.ts';
import { conflict } from '../domain/errors.ts';
import { shellWord } from '../domain/shell-word.ts';
import { listed, plural } from '../domain/words.ts';
import { waitingBlasts } from '../store/list-uses.ts';
import type { ListRow } from '../store/lists.ts';
import type { Sight } from './operation.ts';
import { reachOf } from './reach.ts';

/** What counts on a list: segments, and blasts that are not over; those that the acting user does not see are counted. */
export interface ListUses {
  readonly segments: readonly string[];
  readonly blasts: readonly { readonly name: string; readonly state: string }[];
  readonly hidden: number;
}

/** Whether a word, or a number by which an audience remembers a list, means it. */
const means = (list: ListRow) => (word: unknown) =>
  word === list.id || (typeof word === 'string' && foldedName(word) === foldedName(list.name));

/** What counts on a list. */
export async function usesOf(sight: Sight, list: ListRow, lists: readonly ListRow[]): Promise<ListUses> {
  const blasts = await waitingBlasts(sight.connection, sight.workspace.id, reachOf(sight.actor, 'blasts.view'));
  const counting = blasts.filter(({ audience }) => listsIn(audience).some(means(list)));
  const seen = counting.filter((blast) => blast.seen === 1);
  return {
    segments: lists.filter(({ id, filter }) => id !== list.id && listsInFilter(filter).some(means(list))).map(nameOf),
    blasts: seen.map(({ name, state }) => ({ name, state })),
    hidden: counting.filter(({ seen: isSeen, state }) => isSeen === 0 && state !== 'draft').length,
  };
}

/** Refuses to take away a list that something counts on, naming it. */
export async function refuseWhereUsed(sight: Sight, list: ListRow, lists: readonly ListRow[]): Promise<void> {
  const { segments, blasts, hidden } = await usesOf(sight, list, lists);
  const waiting = blasts.filter(({ state }) => state !== 'draft');
  const counting = [
    ...(waiting.length === 0
      ? []
      : [`the ${waiting.length === 1 ? 'blast' : 'blasts'} ${quoted(waiting.map(nameOf))}`]),
    ...(hidden === 0 ? [] : [`${plural(hidden, 'blast')} that you do not see`]),
    ...(segments.length === 0 ? [] : [`the ${segments.length === 1 ? 'segment' : 'segments'} ${quoted(segments)}`]),
  ];
  if (counting.length === 0) return;
  const [blast] = waiting;
  const one = waiting.length + hidden + segments.length === 1;
  throw conflict('list-in-use', `${listed(counting)} ${one ? 'counts' : 'count'} on the list "${list.name}"`, {
    hint:
      blast === undefined
        ? `see where: switchboard lists show ${shellWord(list.name)}`
        : `cancel it first: switchboard blasts cancel ${shellWord(blast.name)}`,
    details: { blasts: waiting.map(nameOf), segments, hidden },
  });
}

const nameOf = ({ name }: { readonly name: string }): string => name;
const quoted = (names: readonly string[]): string => listed(names.map((name) => `"${name}"`));

/** The lists that an audience is made of or leaves out: under keys that speak of lists, however deep. */
function listsIn(json: string): unknown[] {
  const found: unknown[] = [];
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      if (LISTS.test(key)) found.push(...(value as unknown[]));
      for (const one of value) walk(one, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) walk(part, name);
      found.push(...listsOfTerm(value));
    }
  };
  walk(JSON.parse(json), '');
  return found;
}

const LISTS = /^(lists?|without|exclud\w*|except\w*)$/i;

const listsInFilter = (json: string | null): unknown[] => (json === null ? [] : listsIn(json));

const listsOfTerm = (term: object): unknown[] =>
  'about' in term && term.about === 'list' && 'values' in term && Array.isArray(term.values) ? term.values : [];
