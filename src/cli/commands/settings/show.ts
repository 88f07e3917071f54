import type { SettingAnswer } from '../../../operations/settings/show.ts';
import { column, columns, face } from '../../face.ts';

/** Shows what a workspace has set. */
export const show = face({
  usage: 'show',
  about: 'show what the workspace has set, and who set it; the rest is what it is at first',
  examples: [
    ['switchboard settings show', 'all that you may see'],
    ['switchboard settings show --format json', 'the same for a script'],
  ],
  notes: 'The away message needs away.view, automatic assignment assignment.view.',
  operation: async () => (await import('../../../operations/settings/show.ts')).showSettings,
  gather: () => ({}),
  show: ({ settings }) => ({
    columns: columns<SettingAnswer>(
      'setting',
      'value',
      column('since', { kind: 'time' }),
      'by',
      column('entry', { kind: 'number' }),
    ),
    rows: settings.map((row) => ({ ...row })),
  }),
  names: ({ settings }) => settings.map(({ setting }) => setting),
});
