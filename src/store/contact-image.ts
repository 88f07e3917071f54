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
