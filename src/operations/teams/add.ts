import { barred } from '../../access/barred.ts';
import { change } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { teamQuestions } from '../../access/teams.ts';
import { teamAbout, teamClash, teamName } from '../../domain/team-name.ts';
import { namesLike } from '../../store/names.ts';
import { beginTeamMembers } from '../../store/team-members.ts';
import { beginTeam } from '../../store/teams.ts';
import { emails, optional, read } from '../input.ts';

/** Adds a team, with its first members where some are named. */
export const addTeam = change({
  name: 'teams add',
  needs: ['teams.add', 'teams.edit'],
  isOwn: true,
  input: {
    name: read(teamName),
    about: optional(read(teamAbout)),
    members: optional(emails()),
  },
  asks: async ({ name, members }, sight) => {
    const add = { needs: 'teams.add', on: workspaceItself } as const;
    const refused = barred(sight.actor, ['teams.add']);
    if (members === undefined || refused.length > 0) return [add];
    return [add, ...(await teamQuestions(sight, async () => ({ id: 0, name }), members))];
  },
  does: async (pass, { name, about = null, members = [] }) => {
    const { connection, db, workspace, entry } = pass;
    const clash = teamClash(name, null, await namesLike(connection, 'teams', workspace.id, name));
    if (clash) throw clash;
    const subjects = members.length === 0 ? [] : (await membersNamed(pass, members)).map(({ subject }) => subject);
    const id = await beginTeam(db, workspace.id, entry, { name, about });
    const ids = subjects.map(({ userId }) => userId);
    await beginTeamMembers(db, workspace.id, entry, id, ids);
    return { team: name, about, members: subjects.map(({ email }) => email), change: 'added' };
  },
  counts: ({ members }) => ({ added: 1, members: members.length }),
});
