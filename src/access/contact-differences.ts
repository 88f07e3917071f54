import { type ContactChange, contactChanges } from '../store/batches.ts';
import { namesForContacts } from '../store/contact-stage.ts';
import { fieldsOf } from '../store/fields.ts';
import { memberAddresses } from '../store/subjects.ts';
import type { Sight } from './operation.ts';
import { reachOf } from './reach.ts';

/** What a batch did to a contact: the fields that it changed, as they were before and as they are now. */
export interface ContactDifference {
  /** The line of the batch's file, from 1; null where it had none. */
  readonly line: number | null;
  /** `added`, `updated`, `removed`, `listed` or `unlisted`. */
  readonly outcome: string;
  /** Its number or address. */
  readonly subject: string;
  /** Whether it was removed since, so that nothing can be said of how it is now. */
  readonly gone: boolean;
  readonly fields: readonly FieldDifference[];
}

interface FieldDifference {
  readonly field: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** What a batch did to the contacts that whoever asks may see, streamed in the order of its lines. */
export async function* contactDifferences(
  { connection, workspace, actor }: Sight,
  entry: number,
): AsyncGenerator<ContactDifference> {
  const { teams, lists } = await namesForContacts(connection, workspace.id);
  const names: Names = {
    field: new Map((await fieldsOf(connection, workspace.id)).map(({ id, name }) => [String(id), name])),
    team: new Map(teams.map(({ id, name }) => [id, name])),
    list: new Map(lists.map(({ id, name }) => [id, name])),
    person: new Map((await memberAddresses(connection, workspace.id)).map(({ id, email }) => [id, email])),
  };
  for await (const change of contactChanges(connection, workspace.id, entry, reachOf(actor, 'contacts.view'))) {
    yield change.outcome === 'listed' || change.outcome === 'unlisted' ? placed(change, names) : changed(change, names);
  }
}

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

const read = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

const GONE = 'a contact that is gone';

/** A contact that was added, changed or removed. */
function changed({ line, outcome, before, now, called }: ContactChange, names: Names): ContactDifference {
  const [was, is] = [read<Image>(before), read<Image>(now)];
  const who = outcome === 'removed' ? null : is;
  const subject = who?.phone ?? who?.email ?? was?.phone ?? was?.email ?? called ?? GONE;
  if (is === null) return { line, outcome, subject, gone: outcome !== 'removed', fields: [] };
  const [then, today] = [saidOf(was, names), saidOf(is, names)];
  const fields = [...new Set([...then.keys(), ...today.keys()])].map((field) => ({
    field,
    before: then.get(field) ?? null,
    now: today.get(field) ?? null,
  }));
  return { line, outcome, subject, gone: false, fields: fields.filter((one) => one.before !== one.now) };
}

/** A contact that came on a list or off it; nothing differs where it is so no more. */
function placed({ line, outcome, before, now }: ContactChange, names: Names): ContactDifference {
  const { list, phone, email } = read<Place>(before) as Place;
  const is = read<Image>(now);
  const name = names.list.get(list) ?? 'a list that is gone';
  const subject = is?.phone ?? is?.email ?? phone ?? email ?? GONE;
  if (is === null) return { line, outcome, subject, gone: true, fields: [] };
  const [was, isOn] = [outcome === 'unlisted', is.lists[list] !== undefined];
  const fields = was === isOn ? [] : [{ field: 'lists', before: was ? name : null, now: isOn ? name : null }];
  return { line, outcome, subject, gone: false, fields };
}

/** What a contact says, field by field, in words; nothing of one that is not there. */
function saidOf(image: Image | null, { field, team, list, person }: Names): Map<string, string> {
  if (image === null) return new Map();
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
