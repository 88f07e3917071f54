import { column, columns, face } from '../../face.ts';

/** Shows a field. */
export const show = face({
  usage: 'show <field>',
  about: 'show a custom field: its kind, its choices, how many contacts have which',
  examples: [
    ['switchboard fields show plan', 'who has which plan, in numbers'],
    ['switchboard fields show "renewed on" --format json', 'for a script'],
  ],
  operation: async () => (await import('../../../operations/fields/show.ts')).showField,
  gather: (given) => ({ field: given.args[0] as string }),
  show: (answer) => ({
    record: { ...answer, choices: answer.choices?.map(({ choice, contacts }) => `${choice} (${contacts})`) ?? null },
    columns: columns<typeof answer>(
      'field',
      'kind',
      ...(answer.choices === null ? [] : ['choices' as const]),
      column('contacts', { kind: 'number' }),
      column('made', { kind: 'time' }),
      'madeBy',
      column('changed', { kind: 'time' }),
      'changedBy',
      column('version', { kind: 'number' }),
    ),
  }),
  names: ({ field }) => [field],
});
