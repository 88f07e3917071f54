import { barred } from '../../access/barred.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { teamNamed } from '../../access/teams.ts';
import { invalid } from '../../domain/errors.ts';
import { teamAbout, teamClash, teamName } from '../../domain/team-name.ts';
import { namesLike } from '../../store/names.ts';
import { editTeam as writeTeam } from '../../store/teams.ts';
import { optional, read, text } from '../input.ts';

/** Gives a team another name, or says something else of it. */
export const editTeam = change({
  name: 'teams edit',
  needs: ['teams.edit'],
  input: {
    team: text(),
    name: optional(read(teamName)),
    /** An empty one takes it away. */
    about: optional(read(teamAbout)),
  },
  asks: async ({ team }, sight) => {
    const [refused] = barred(sight.actor, ['teams.edit']);
    if (!refused) await teamNamed(sight, team);
    return [refused ?? { needs: 'teams.edit', on: workspaceItself }];
  },
  does: async (pass, input) => {
    const { connection, db, workspace } = pass;
    if (input.name === undefined && input.about === undefined) {
      throw invalid('usage', 'nothing is said of what to change', { hint: 'say --name NAME or --about TEXT, or both' });
    }
    const team = await teamNamed(pass, input.team);
    const name = input.name ?? team.name;
    const about = input.about === undefined ? team.about : input.about;
    const unchanged = name === team.name && about === team.about;
    const answer = { team: name, was: team.name, about, change: unchanged ? 'unchanged' : 'edited' };
    if (unchanged) return new Unapplied(answer, 'unchanged');
    const clash = teamClash(name, team.id, await namesLike(connection, 'teams', workspace.id, name));
    if (clash) throw clash;
    await writeTeam(db, workspace.id, team.id, { name, about });
    return answer;
  },
  counts: () => ({ edited: 1 }),
});
