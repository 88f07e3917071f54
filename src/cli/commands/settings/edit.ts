import { APPROVAL_RULES, ASSIGNMENT_MODES } from '../../../domain/settings.ts';
import { listed } from '../../../domain/words.ts';
import type { SettingChange } from '../../../operations/settings/edit.ts';
import { columns, face } from '../../face.ts';

/** Edits what a workspace has set. */
export const edit = face({
  usage: 'edit',
  about: 'change what the workspace has set; an empty text takes a setting back to what it is at first',
  examples: [
    [
      'switchboard settings edit --time-zone America/New_York --business-hours "mon-fri 09:00-17:00"',
      'when you are there',
    ],
    ['switchboard settings edit --assignment round-robin --assignment-team Support', 'each of Support in turn'],
    ['switchboard settings edit --approval-above 500 --quiet-hours 09:00-18:00', 'care with large blasts'],
  ],
  flags: [
    { flags: '--time-zone <zone>', about: 'where the workspace is, by its IANA name (UTC at first)' },
    { flags: '--country <code>', about: 'the country, in two letters, whose national numbers are understood' },
    { flags: '--business-hours <hours>', about: 'such as "mon-fri 09:00-17:00; sat 10:00-14:00", always or closed' },
    { flags: '--away-message <text>', about: 'what is answered outside business hours' },
    { flags: '--assignment <mode>', about: `how conversations are dealt out: ${listed(ASSIGNMENT_MODES, 'or')}` },
    { flags: '--assignment-team <team>', about: 'to whom they are dealt out' },
    { flags: '--approval <rule>', about: `when a blast needs approval: ${listed(APPROVAL_RULES, 'or')}` },
    { flags: '--approval-above <n>', about: 'above how many recipients it does' },
    {
      flags: '--quiet-hours <window>',
      about: 'send only between these times, within the hours of the law: 09:00-18:00',
    },
    { flags: '--yes-opts-in', about: 'have YES opt in, like START' },
    { flags: '--no-yes-opts-in', about: 'have YES mean nothing (so at first)' },
  ],
  notes:
    'General settings need workspace.edit, the away message away.edit, automatic assignment assignment.edit: only what is changed is asked for.',
  operation: async () => (await import('../../../operations/settings/edit.ts')).editSettings,
  gather: (given) => {
    const yes = given.text('yesOptsIn');
    return {
      timeZone: given.text('timeZone'),
      country: given.text('country'),
      businessHours: given.text('businessHours'),
      awayMessage: given.text('awayMessage'),
      assignment: given.text('assignment') as 'off' | undefined,
      assignmentTeam: given.text('assignmentTeam'),
      approval: given.text('approval') as 'never' | undefined,
      approvalAbove: given.number('approvalAbove', 1),
      quietHours: given.text('quietHours'),
      yesOptsIn: yes === undefined ? undefined : yes === 'true',
    };
  },
  show: ({ changes }) => ({
    columns: columns<SettingChange>('setting', 'was', 'value'),
    rows: changes.map((change) => ({ ...change })),
    reports: true,
    notes: changes.length === 0 ? ['nothing to change: it is so already'] : [],
  }),
  names: ({ changes }) => changes.map(({ setting }) => setting),
});
