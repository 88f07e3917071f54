import type { TeamMove, TeamReport } from '../../../operations/teams/moves.ts';
import type { View } from '../../../render/view.ts';
import { columns, face, type Given, words } from '../../face.ts';

/** Lets members join a team. */
export const join = face({
  usage: 'join <team> <members...>',
  about: 'let members join a team; who is in it already stays',
  examples: [
    ['switchboard teams join Support bo@acme.com cy@acme.com', 'two members'],
    ['switchboard teams join Support bo@acme.com --can-i', 'whether you may'],
  ],
  notes: 'Whoever sees only the contacts of their teams sees those of this one from now on.',
  operation: async () => (await import('../../../operations/teams/join.ts')).joinTeam,
  gather: moving,
  show: reportOf,
  names: movedOf,
});

/** Has members leave a team. */
export const leave = face({
  usage: 'leave <team> <members...>',
  about: 'have members leave a team; who is not in it stays out',
  examples: [
    ['switchboard teams leave Support bo@acme.com', 'one member'],
    ['switchboard teams leave Support bo@acme.com cy@acme.com --dry-run', 'only says who would leave'],
  ],
  notes: 'Contacts that are assigned to them stay so; contacts of the team stay the team’s.',
  operation: async () => (await import('../../../operations/teams/leave.ts')).leaveTeam,
  gather: moving,
  show: reportOf,
  names: movedOf,
});

function moving({ args }: Given) {
  const [team = '', ...members] = args;
  return { team, members: members.flatMap(words) };
}

function reportOf({ members, changed, unchanged }: TeamReport): View {
  return {
    columns: columns<TeamMove>('member', 'change'),
    rows: members.map((move) => ({ ...move })),
    reports: true,
    notes: [`${changed} changed, ${unchanged} unchanged`],
  };
}

function movedOf({ members }: TeamReport): string[] {
  return members.flatMap(({ member, change }) => (change === 'unchanged' ? [] : [member]));
}
