import { column, columns, face } from '../../face.ts';

/** Shows a template. */
export const show = face({
  usage: 'show <template>',
  about: 'show a template, by its name',
  examples: [['switchboard templates show hours', 'its text, and who changed it last']],
  operation: async () => (await import('../../../operations/templates/show.ts')).showTemplate,
  gather: (given) => ({ name: given.args[0] as string }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'name',
      'body',
      'variables',
      column('version', { kind: 'number' }),
      column('made', { kind: 'time' }),
      column('madeBy', { title: 'made by' }),
      column('changed', { kind: 'time' }),
      column('by', { title: 'changed by' }),
    ),
  }),
  names: ({ name }) => [name],
});
