import { change } from '../../access/operation.ts';
import { teamNamed, teamQuestions } from '../../access/teams.ts';
import { endTeamMembers } from '../../store/team-members.ts';
import { emails, text } from '../input.ts';
import { settled } from './moves.ts';

/** Has members leave a team: from then on they do not see its contacts, where they do not see all. */
export const leaveTeam = change({
  name: 'teams leave',
  needs: ['teams.edit'],
  isOwn: true,
  input: { team: text(), members: emails() },
  asks: ({ team, members }, sight) => teamQuestions(sight, () => teamNamed(sight, team), members),
  does: (pass, input) => settled(pass, input, 'left', ({ teams }, id) => teams.has(id), endTeamMembers),
  counts: ({ changed, unchanged }) => ({ left: changed, unchanged }),
});
