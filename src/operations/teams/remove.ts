import { type Ask, change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { refuseWhereAnswering } from '../../access/responder-uses.ts';
import { teamNamed, teamQuestion } from '../../access/teams.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { settingsOf } from '../../store/settings.ts';
import { endTeam } from '../../store/teams.ts';
import { optional, text } from '../input.ts';

/** Removes a team with its memberships. Its contacts become another team's, or nobody's. */
export const removeTeam = change({
  name: 'teams remove',
  needs: ['teams.delete', 'contacts.assign'],
  input: {
    team: text(),
    /** The team that its contacts are assigned to from now on. */
    transferTo: optional(text()),
  },
  asks: async ({ team, transferTo }, sight) => {
    const remove: Ask<'teams.delete'> = await teamQuestion(sight, 'teams.delete', team);
    return transferTo === undefined ? [remove] : [remove, { needs: 'contacts.assign', on: workspaceItself }];
  },
  does: async (pass, { team, transferTo }) => {
    const { connection, db, workspace, entry } = pass;
    const { id, name } = await teamNamed(pass, team);
    const heir = transferTo === undefined ? null : await teamNamed(pass, transferTo);
    if (heir?.id === id) {
      throw invalid('usage', `${name} is the team that goes`, { hint: 'name another team with --transfer-to' });
    }
    const { assignment } = await settingsOf(connection, workspace.id);
    if (assignment.team === id) {
      throw conflict('team-in-use', `conversations are dealt out to ${name}`, {
        hint: 'name another first: switchboard settings edit --assignment-team TEAM, or --assignment off',
      });
    }
    await refuseWhereAnswering(pass, 'team', { id, name });
    const ended = await endTeam(db, workspace.id, entry, id, heir?.id ?? null);
    return { team: name, change: 'removed', ...ended, transferredTo: heir?.name ?? null };
  },
  counts: ({ members, contacts }) => ({ removed: 1, members, contacts }),
});
