import type { ContactRow } from '../../../domain/contact-row.ts';
import { emailKey } from '../../../domain/email.ts';
import type { FaultParts } from '../../../domain/fault.ts';
import { fillsItself } from '../../../domain/list-filtered.ts';
import { teamKey } from '../../../domain/team-name.ts';
import { nearest } from '../../../domain/words.ts';
import { namedSo } from '../../../domain/work-name.ts';
import type { ContactCombination } from '../../../store/contact-stage.ts';

/** What is added to every row of a file, whatever it says itself. */
export interface Additions {
  readonly tags: readonly string[];
  readonly lists: readonly string[];
}

type Wishes = Pick<ContactRow, 'tags' | 'lists' | 'assignee' | 'team'>;
type CombinationFault = readonly [field: string, code: string, message: string, parts: FaultParts];

/** What the words of a row come to, or why they mean nothing. */
interface Meaning extends ContactCombination {
  readonly faults: readonly CombinationFault[];
}

interface Named {
  readonly id: number;
  readonly name: string;
}
type NamedList = Named & { readonly is_segment: number };

const KEPT = 50_000;
const NOTHING: readonly string[] = [];

/**
 * A reader of tags, lists, assignees and teams that reads each distinct combination once; `fresh` takes out those that
 * were met since. What is remembered is bounded, whatever the file. `problem` is what is wrong with the additions.
 */
export function combinations(teams: readonly Named[], lists: readonly NamedList[], additions: Additions) {
  let known = new Map<string, Meaning>();
  let ids = new Map<readonly string[], number>();
  let waiting: Meaning[] = [];
  let last = 0;
  const adds = additions.tags.length + additions.lists.length > 0;
  const plain: Meaning = { id: 0, tags: [], listIds: [], assigneeKey: null, teamId: null, faults: [] };
  const idOf = (list: readonly string[] | null): number => {
    if (list === null) return 0;
    const id = ids.get(list) ?? ids.size + 1;
    ids.set(list, id);
    return id;
  };
  const added = listIds(lists, additions.lists);
  const [problem] = added.faults.map(([, , message, { suggestion }]) => ({
    message,
    hint: suggestion ? `did you mean "${suggestion}"?` : 'see them: switchboard lists list',
  }));
  return {
    problem,
    of(wishes: Wishes): Meaning {
      const { tags, lists: on, assignee, team } = wishes;
      if (!adds && tags === null && on === null && assignee === null && team === null) return plain;
      const key = `${idOf(tags)} ${idOf(on)} ${assignee ?? ''}\n${team ?? ''}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      if (known.size >= KEPT) [known, ids] = [new Map(), new Map()];
      const meaning = meaningOf(++last, wishes, teams, lists, additions);
      known.set(key, meaning);
      waiting.push(meaning);
      return meaning;
    },
    fresh(): readonly ContactCombination[] {
      const met = waiting;
      waiting = [];
      return met;
    },
  };
}

function meaningOf(
  id: number,
  { tags, lists: on, assignee, team }: Wishes,
  teams: readonly Named[],
  lists: readonly NamedList[],
  additions: Additions,
): Meaning {
  const { ids, faults } = listIds(lists, [...(on ?? NOTHING), ...additions.lists]);
  const assigneeKey = assignee === null ? null : (emailKey(assignee) ?? null);
  if (assignee !== null && assigneeKey === null) {
    faults.push(['assignee', 'unknown-member', `there is no member "${assignee}" here`, { value: assignee }]);
  }
  const teamId = team === null ? null : (teams.find(({ name }) => teamKey(name) === teamKey(team))?.id ?? null);
  if (team !== null && teamId === null) {
    const suggestion =
      nearest(
        team,
        teams.map(({ name }) => name),
      ) ?? null;
    faults.push(['team', 'unknown-team', `there is no team "${team}" here`, { value: team, suggestion }]);
  }
  return {
    id,
    tags: [...new Set([...(tags ?? NOTHING), ...additions.tags])],
    listIds: ids,
    assigneeKey,
    teamId,
    faults,
  };
}

/** The lists that words name. A segment fills itself: nobody is put on it. */
function listIds(lists: readonly NamedList[], words: readonly string[]) {
  const faults: CombinationFault[] = [];
  const ids = new Set<number>();
  for (const word of words) {
    const list = namedSo(lists, word);
    if (list?.is_segment === 0) ids.add(list.id);
    else if (list) {
      faults.push(['lists', 'unknown-list', fillsItself(list.name), { value: word }]);
    } else {
      const suggestion =
        nearest(
          word,
          lists.map(({ name }) => name),
        ) ?? null;
      faults.push(['lists', 'unknown-list', `there is no list "${word}" here`, { value: word, suggestion }]);
    }
  }
  return { ids: [...ids], faults };
}
