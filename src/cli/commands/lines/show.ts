import { column, columns, face } from '../../face.ts';

/** Shows a line. */
export const show = face({
  usage: 'show <line>',
  about: 'show a line, by its address or name, and to whom it was granted',
  examples: [
    ['switchboard lines show +15550100', 'by its address'],
    ['switchboard lines show "Front desk" --format json', 'by its name, for a script'],
  ],
  operation: async () => (await import('../../../operations/lines/show.ts')).showLine,
  gather: (given) => ({ line: given.args[0] as string }),
  show: (answer) => ({
    record: { ...answer, holders: answer.holders?.map(({ member }) => member) },
    columns: columns<typeof answer>(
      'address',
      'name',
      'kind',
      column('since', { kind: 'time' }),
      'by',
      column('version', { kind: 'number' }),
      ...(answer.holders === null ? [] : [column('holders', { title: 'granted to' })]),
    ),
  }),
  names: ({ address }) => [address],
});
