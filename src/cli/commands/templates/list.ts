import type { TemplateAnswer } from '../../../operations/templates/list.ts';
import { column, columns, face, namesIn } from '../../face.ts';

/** Lists templates. */
export const list = face({
  usage: 'list',
  about: 'list the templates, by name',
  examples: [
    ['switchboard templates list', 'every template'],
    ['switchboard templates list --search "opening hours" --format csv', 'those that say it, for a spreadsheet'],
  ],
  flags: [{ flags: '--search <text>', about: 'only those with this in their name or text, whatever the case' }],
  operation: async () => (await import('../../../operations/templates/list.ts')).listTemplates,
  gather: (given) => ({ search: given.text('search') }),
  show: ({ templates }) => ({
    columns: columns<TemplateAnswer>(
      'name',
      'body',
      column('variables', { spare: true }),
      column('changed', { kind: 'time', spare: true }),
      column('by', { spare: true }),
    ),
    rows: templates as AsyncIterable<TemplateAnswer & Record<string, unknown>>,
    empty: 'no templates',
  }),
  names: ({ templates }) => namesIn(templates, ({ name }) => name),
});
