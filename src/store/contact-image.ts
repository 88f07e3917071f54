import type { Dialect } from './connection.ts';

/** What of a contact stands in its own row. */
export const CONTACT_PARTS = [
  'phone',
  'email',
  'email_key',
  'first_name',
  'last_name',
  'name_key',
  'assignee',
  'team_id',
  'time_zone',
] as const;

/**
 * A contact (`c` in a statement whose `$1` is the workspace) with all that belongs to it, as JSON: what it goes back to
 * when what is done to it now is undone. `also` says what is done, in parts that are subqueries.
 */
export function asItIs({ json, by }: Dialect, also: readonly (readonly [name: string, value: string])[]): string {
  const of = (table: string, how = '') => `from ${table} h ${how} where h.workspace_id = $1 and h.contact_id = c.id`;
  return json.object([
    ...[...CONTACT_PARTS, 'version', 'changed'].map((column) => [column, `c.${column}`] as const),
    ['tags', `(select ${json.list('h.tag')} ${of('contact_tags')})`],
    [
      'lists',
      `(select ${json.map('cast(h.list_id as text)', 'h.made')} ${of('list_members', by('list_members_by_contact'))})`,
    ],
    ['values', `(select ${json.map('cast(h.field_id as text)', 'h.value')} ${of('contact_values')})`],
    ...also,
  ]);
}

/** The condition that a contact (`c`) was there at an entry, or an undo brought it back: no other has its number by now. */
export const isOfThen = (entry: string): string =>
  `(c.made <= ${entry} or c.made in (select b.number from entries b where b.workspace_id = $1 and b.operation = 'batch undo'))`;

/** When responders answered a contact (`c`) last, by their ids: what its image also says when it is removed. */
export const whenAnswered = ({ json }: Dialect) =>
  [
    'answered',
    `(select ${json.map('cast(h.responder_id as text)', 'h.at')} from responder_answers h
      where h.workspace_id = $1 and h.contact_id = c.id)`,
  ] as const;
