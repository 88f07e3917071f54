import { change } from '../../access/operation.ts';
import { teamNamed, teamQuestions } from '../../access/teams.ts';
import { beginTeamMembers } from '../../store/team-members.ts';
import { emails, text } from '../input.ts';
import { settled } from './moves.ts';

/** Lets members join a team, invited ones too: from then on they see its contacts, where they do not see all. */
export const joinTeam = change({
  name: 'teams join',
  needs: ['teams.edit'],
  isOwn: true,
  input: { team: text(), members: emails() },
  asks: ({ team, members }, sight) => teamQuestions(sight, () => teamNamed(sight, team), members),
  does: (pass, input) => settled(pass, input, 'joined', ({ teams }, id) => !teams.has(id), beginTeamMembers),
  counts: ({ changed, unchanged }) => ({ joined: changed, unchanged }),
});
