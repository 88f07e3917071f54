import { type Failure, invalid, missing } from '../domain/errors.ts';
import { teamKey } from '../domain/team-name.ts';
import { nearest } from '../domain/words.ts';
import { namesLike } from '../store/names.ts';
import { type TeamRow, teamsNow } from '../store/teams.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import { decide } from './decide.ts';
import type { Ask, Asks, Sight } from './operation.ts';
import { type ActedUpon, membersNamed } from './people.ts';
import { on, workspaceItself } from './resource.ts';
import type { Subject } from './subject.ts';

/** Whether somebody may see the teams and who is in them. */
export const seesTeams = (actor: Subject): boolean => decide(actor, 'teams.view', workspaceItself).allowed;

/** The team of that name, whatever its case; one that is not there is missing. */
export async function teamNamed(sight: Sight, name: string): Promise<TeamRow> {
  const { connection, workspace } = sight;
  const alike = await namesLike(connection, 'teams', workspace.id, name);
  const id = alike.find((one) => teamKey(one.name) === teamKey(name))?.id;
  const teams = await teamsNow(connection, workspace.id, id);
  const [team] = teams;
  if (id === undefined || team === undefined) throw unknownTeam(missing, sight, name, teams);
  return team;
}

/** The teams that these words of a filter mean; an unknown word is a usage error. */
export async function teamsMeant(sight: Sight, words: readonly string[]): Promise<TeamRow[]> {
  if (words.length === 0) return [];
  const teams = await teamsNow(sight.connection, sight.workspace.id);
  return words.map((word) => {
    const team = teams.find((one) => teamKey(one.name) === teamKey(word));
    if (team === undefined) throw unknownTeam(invalid, sight, word, teams);
    return team;
  });
}

/** What is wrong with a word that means no team; the nearest is named to who may see teams. */
function unknownTeam(
  kind: typeof missing,
  { workspace, actor }: Sight,
  name: string,
  teams: readonly TeamRow[],
): Failure {
  const known = seesTeams(actor) ? teams.map((team) => team.name) : [];
  const near = nearest(name, known);
  return kind('unknown-team', `there is no team "${name}" in ${workspace.slug}`, {
    hint: near ? `did you mean "${near}"?` : `see them: switchboard teams list --workspace ${workspace.slug}`,
  });
}

/** The question about one team as a whole; to who may do this to no team nothing is looked up. */
export async function teamQuestion<N extends Action>(sight: Sight, needs: N, name: string): Promise<Ask<N>> {
  const [refused] = barred(sight.actor, [needs]);
  if (refused) return refused;
  const { id, name: called } = await teamNamed(sight, name);
  return { needs, on: on({ team: { id, name: called } }) };
}

/** Whether each of these people may be put into a team, or taken out of it: what they see of the contacts goes with it. */
export async function teamQuestions(
  sight: Sight,
  teamOf: () => Promise<{ readonly id: number; readonly name: string }>,
  emails: readonly string[],
): Promise<Asks<'teams.edit'>> {
  const [refused] = barred(sight.actor, ['teams.edit']);
  if (refused) return [refused];
  const { id, name } = await teamOf();
  const asks = (await membersNamed(sight, emails)).map(
    ({ person }: ActedUpon): Ask<'teams.edit'> => ({ needs: 'teams.edit', on: on({ person, team: { id, name } }) }),
  );
  const [first, ...more] = asks;
  if (first === undefined) throw new Error('a question about nobody');
  return [first, ...more];
}
