import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { type ContactChange, contactChanges } from '../../store/batches.ts';
import { namesForContacts } from '../../store/contact-stage.ts';
import { factsStreamed } from '../../store/facts.ts';
import { fieldsOf } from '../../store/fields.ts';
import { memberAddresses } from '../../store/subjects.ts';
import { count } from '../input.ts';
import { batchNumbered } from './batches.ts';

/** One thing that a batch changed: of a contact the field, as it was before and as it is now. */
export interface Difference {
  readonly what: string;
  readonly subject: string;
  /** `began`, `ended`, `added`, `removed`, or the field that changed. */
  readonly change: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** What a batch changed: the facts that it began and ended, and contacts as they were and as they are now. */
export const diffBatch = query({
  name: 'batch diff',
  needs: ['audit.view'],
  input: { batch: count(1) },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async (pass, { batch: number }) => {
    const { connection, workspace, actor } = pass;
    const batch = await batchNumbered(pass, number);
    const { teams, lists } = await namesForContacts(connection, workspace.id);
    const names: Names = {
      field: new Map((await fieldsOf(connection, workspace.id)).map(({ id, name }) => [String(id), name])),
      team: new Map(teams.map(({ id, name }) => [id, name])),
      list: new Map(lists.map(({ id, name }) => [id, name])),
      person: new Map((await memberAddresses(connection, workspace.id)).map(({ id, email }) => [id, email])),
    };
    const contacts = contactChanges(connection, workspace.id, number, reachOf(actor, 'contacts.view'));
    const facts = factsStreamed(connection, workspace.id, number);
    return { ...batch, differences: differences(facts, contacts, names) };
  },
});

interface Names {
  readonly field: ReadonlyMap<string, string>;
  readonly team: ReadonlyMap<number, string>;
  readonly list: ReadonlyMap<number, string>;
  readonly person: ReadonlyMap<number, string>;
}

/** A contact as it was kept. */
interface Image {
  readonly phone: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly assignee: number | null;
  readonly team_id: number | null;
  readonly time_zone: string | null;
  readonly tags: readonly string[];
  /** By their ids, with the entry that put it on each. */
  readonly lists: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, string>>;
}

/** A place on a list, and whose it is, as it was kept. */
interface Place {
  readonly list: number;
  readonly phone: string | null;
  readonly email: string | null;
}

async function* differences(
  facts: ReturnType<typeof factsStreamed>,
  contacts: AsyncIterable<ContactChange>,
  names: Names,
): AsyncGenerator<Difference> {
  for await (const { did, fact, says } of facts)
    yield { what: fact, subject: says, change: did, before: null, now: null };
  for await (const { outcome, before, now } of contacts) {
    if (outcome === 'listed' || outcome === 'unlisted') {
      yield* placed(
        JSON.parse(before as string) as Place,
        outcome,
        now === null ? null : (JSON.parse(now) as Image),
        names,
      );
      continue;
    }
    const [was, is] = [before, now].map((json) => (json === null ? null : (JSON.parse(json) as Image)));
    const who = outcome === 'removed' ? null : is;
    const subject = who?.phone ?? who?.email ?? was?.phone ?? was?.email ?? 'a contact that is gone';
    if (outcome !== 'updated') yield { what: 'contact', subject, change: outcome, before: null, now: null };
    if (outcome !== 'updated' || !was) continue;
    const [then, today] = [saidOf(was, names), is ? saidOf(is, names) : new Map<string, string>()];
    for (const field of new Set([...then.keys(), ...today.keys()])) {
      const [one, other] = [then.get(field) ?? null, today.get(field) ?? null];
      if (one !== other) yield { what: 'contact', subject, change: field, before: one, now: other };
    }
  }
}

/** A contact that came on a list or off it, and still is. */
function* placed(
  { list, phone, email }: Place,
  outcome: 'listed' | 'unlisted',
  is: Image | null,
  names: Names,
): Generator<Difference> {
  const name = names.list.get(list) ?? 'a list that is gone';
  const [before, now] = [outcome === 'unlisted', is?.lists[list] !== undefined];
  if (before === now) return;
  const subject = is?.phone ?? is?.email ?? phone ?? email ?? 'a contact that is gone';
  yield { what: 'contact', subject, change: 'lists', before: before ? name : null, now: now ? name : null };
}

/** What a contact says, field by field, in words. */
function saidOf(image: Image, { field, team, list, person }: Names): Map<string, string> {
  const { first_name, last_name, assignee, team_id, time_zone, tags, lists, values } = image;
  const said: readonly (readonly [string, string | null | undefined])[] = [
    ['phone', image.phone],
    ['email', image.email],
    ['name', [first_name, last_name].filter((one) => one !== null).join(' ')],
    ['assignee', assignee === null ? null : (person.get(assignee) ?? 'somebody who is gone')],
    ['team', team_id === null ? null : (team.get(team_id) ?? 'a team that is gone')],
    ['time zone', time_zone],
    ['tags', [...tags].sort().join('; ')],
    [
      'lists',
      Object.keys(lists)
        .map((id) => list.get(Number(id)) ?? 'a list that is gone')
        .sort()
        .join('; '),
    ],
    ...Object.entries(values).map(([id, value]) => [field.get(id) ?? 'a field that is gone', value] as const),
  ];
  return new Map(said.flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}
