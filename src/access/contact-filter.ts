import type { About, Condition, Term } from '../domain/contact-filter.ts';
import { invalid } from '../domain/errors.ts';
import { type ContactField, findField } from '../domain/field-definition.ts';
import { readWhere } from '../domain/read-where.ts';
import { DEEPEST_SEGMENT, tooDeep } from '../domain/segment-circle.ts';
import { nearest } from '../domain/words.ts';
import type { Filter, LookedUp } from '../store/contact-filter.ts';
import { fieldsOf } from '../store/fields.ts';
import { listsOf, type NamedList } from '../store/filter-names.ts';
import { type Action, actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import { lineInSight } from './lines.ts';
import type { Sight } from './operation.ts';
import { subjectsOf } from './people.ts';
import { workspaceItself } from './resource.ts';
import { teamsMeant } from './teams.ts';

/** A filter as it is kept, and as statements take it. */
export interface ReadFilter {
  readonly condition: Condition;
  readonly filter: Filter;
}

/** Reads what was typed behind `--where`, a clause each, and looks up what its words name; nothing typed, nothing asked. */
export async function readFilter(sight: Sight, texts: readonly string[]): Promise<ReadFilter> {
  if (texts.length === 0) return { condition: [], filter: [] };
  const fields = await fieldsOf(sight.connection, sight.workspace.id);
  const condition = readWhere(texts, fields);
  return { condition, filter: await lookedUp(sight, condition, fields) };
}

/** A condition that was kept, with what its words name now. A word that names nothing any more is wrong usage. */
export const filterOf = async (sight: Sight, condition: Condition): Promise<Filter> =>
  condition.length === 0 ? [] : lookedUp(sight, condition, await fieldsOf(sight.connection, sight.workspace.id));

interface Known {
  readonly sight: Sight;
  readonly fields: readonly ContactField[];
  readonly lists: () => Promise<readonly NamedList[]>;
  readonly depth: number;
}

function lookedUp(sight: Sight, condition: Condition, fields: readonly ContactField[]): Promise<Filter> {
  const { connection, workspace } = sight;
  return withIds(condition, {
    sight,
    fields,
    lists: once(() => seen(sight, 'lists.view', () => listsOf(connection, workspace.id))),
    depth: 0,
  });
}

/** To someone who may not see them there are none. */
const seen = async <T>({ actor }: Sight, needs: Action, rows: () => Promise<T[]>): Promise<T[]> =>
  verdict(actor, actionFacts(needs), workspaceItself) === 'pass' ? rows() : [];

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

async function withIds(condition: Condition, known: Known): Promise<Filter> {
  const filter: LookedUp[][] = [];
  for (const clause of condition) {
    const terms: LookedUp[] = [];
    for (const term of clause)
      terms.push({ term, ids: [], kind: null, segments: [], ...(await NAMED[term.about]?.(term, known)) });
    filter.push(terms);
  }
  return filter;
}

const NAMED: Partial<Record<About, (term: Term, known: Known) => Promise<Partial<LookedUp>>>> = {
  field: async ({ which = '' }, { fields }) => {
    const field = findField(fields, which) ?? unknown('field', which, fields);
    return { ids: [field.id], kind: field.kind };
  },
  consent: async ({ which = '' }, { sight }) => ({ ids: [(await lineInSight(sight, 'lines.view', which)).id] }),
  team: async ({ values }, { sight }) => ({ ids: (await teamsMeant(sight, values)).map(({ id }) => id) }),
  assignee: async ({ values }, { sight }) => {
    if (values.length === 0) return {};
    const people = await subjectsOf(sight.connection, sight.workspace, values);
    const stranger = people.find(({ membership }) => membership === undefined);
    if (stranger === undefined) return { ids: people.map(({ userId }) => userId) };
    throw invalid('unknown-member', `${stranger.email} is no member of ${sight.workspace.slug}`, {
      hint: 'see them: switchboard users list',
    });
  },
  list: async ({ values }, known) => {
    if (values.length === 0) return {};
    const all = await known.lists();
    const meant = values.map((word) => named(all, word) ?? unknown('list', word, all));
    const segments: Filter[] = [];
    for (const { name, filter } of meant) {
      if (filter === null) continue;
      if (known.depth === DEEPEST_SEGMENT) throw tooDeep(name);
      segments.push(await withIds(JSON.parse(filter) as Condition, { ...known, depth: known.depth + 1 }));
    }
    return { ids: meant.flatMap(({ id, filter }) => (filter === null ? id : [])), segments };
  },
};

/** Written as it is, or in other letter case. */
const named = <T extends { readonly name: string }>(all: readonly T[], word: string): T | undefined =>
  all.find(({ name }) => name === word) ?? all.find(({ name }) => name.toLowerCase() === word.toLowerCase());

function unknown(what: string, word: string, all: readonly { readonly name: string }[]): never {
  const near = nearest(
    word,
    all.map(({ name }) => name),
  );
  throw invalid(`unknown-${what}`, `there is no ${what} "${word}"`, {
    hint: near ? `did you mean "${near}"?` : `see them: switchboard ${what}s list`,
  });
}
