import { column, columns, face } from '../../face.ts';

/** Lists fields. */
export const list = face({
  usage: 'list',
  about: 'list the custom fields, and how many contacts have a value in each',
  examples: [
    ['switchboard fields list', 'every field, by name'],
    ['switchboard fields list --format jsonl --fields field,kind,choices', 'for a script that fills them'],
  ],
  operation: async () => (await import('../../../operations/fields/list.ts')).listFields,
  gather: () => ({}),
  show: ({ fields }) => ({
    columns: columns<(typeof fields)[number]>(
      'field',
      'kind',
      'choices',
      column('contacts', { kind: 'number' }),
      column('changed', { kind: 'time' }),
      'by',
    ),
    rows: fields,
    empty: 'no custom fields yet: switchboard fields add NAME',
  }),
  names: ({ fields }) => fields.map(({ field }) => field),
});
