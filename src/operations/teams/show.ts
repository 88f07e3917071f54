import { decide } from '../../access/decide.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { teamNamed } from '../../access/teams.ts';
import { rfc3339 } from '../../domain/time.ts';
import { contactsOfTeam, teamMembersQuery } from '../../store/team-members.ts';
import { teamsQuery } from '../../store/teams.ts';
import { text } from '../input.ts';

/** One team: who is in it and who let them join, and how many of its contacts the acting user sees. */
export const showTeam = query({
  name: 'teams show',
  needs: ['teams.view'],
  input: { team: text() },
  asks: () => [{ needs: 'teams.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { connection, db, workspace, actor } = pass;
    const { id } = await teamNamed(pass, input.team);
    const found = await teamsQuery(db, workspace.id, { ids: [id] }, 'name').executeTakeFirstOrThrow();
    const reached = reachOf(actor, 'contacts.view');
    const contacts = reached === 'nothing' ? null : await contactsOfTeam(connection, workspace.id, id, reached);
    const tells = decide(actor, 'users.view', workspaceItself).allowed;
    const members = tells ? await teamMembersQuery(db, workspace.id, id).execute() : null;
    return {
      team: found.name,
      about: found.about,
      version: found.version,
      since: rfc3339(found.at),
      by: found.by,
      entry: found.made,
      /** Of those that are within reach; null where no contacts are. */
      contacts,
      /** Null where who is in the workspace is not for the acting user's eyes. */
      members:
        members?.map(({ email, name, role, status, since, at, by }) => {
          return { email, name, role, status, since: rfc3339(at), by, entry: since };
        }) ?? null,
    };
  },
});
