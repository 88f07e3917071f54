import { teamKey } from '../../../domain/team-name.ts';
import { addTeam } from '../../../operations/teams/add.ts';
import { editTeam } from '../../../operations/teams/edit.ts';
import { joinTeam } from '../../../operations/teams/join.ts';
import { leaveTeam } from '../../../operations/teams/leave.ts';
import { listTeams } from '../../../operations/teams/list.ts';
import { removeTeam } from '../../../operations/teams/remove.ts';
import { showTeam } from '../../../operations/teams/show.ts';
import { all, type Site } from '../site.ts';
import { differences, fresh, type Steps, same, sorted, step } from '../step.ts';

const teamsThere = ({ hand }: Site) =>
  hand.ask(listTeams, { member: undefined, sort: 'name' }, ({ teams }) => all(teams));

/** Adds the teams that are not there, and changes what is said of others. Members join once they are there. */
export async function* teamSteps(site: Site): Steps {
  const { teams } = site.document;
  if (teams === undefined) return;
  const there = await teamsThere(site);
  for (const [i, { name, about = site.prunes ? null : undefined }] of teams.entries()) {
    const said = { kind: 'teams', name, place: site.placeOf(['teams', i]) } as const;
    const now = there.find(({ team }) => teamKey(team) === teamKey(name));
    if (now === undefined) {
      const what = fresh({ about });
      yield step({ ...said, change: 'make', what }, async () => addTeam, { name, about: about ?? undefined });
      continue;
    }
    const what = differences({ name: now.team, about: now.about }, { name, about });
    if (what.length === 0) yield same('teams');
    else {
      const to = { team: now.team, name, about: about === null ? '' : about };
      yield step({ ...said, change: 'edit', what }, async () => editTeam, to);
    }
  }
}

/**
 * Lets members join the teams that name them; where others are pruned, those leave whom neither team nor member names. Where
 * neither says who is in a team, they stay.
 */
export async function* teamMemberSteps(site: Site): Steps {
  const { document, hand, prunes } = site;
  for (const [i, { name, members }] of (document.teams ?? []).entries()) {
    if (members === undefined && (!prunes || document.users === undefined)) continue;
    const said = { kind: 'teams', name, change: 'edit', place: site.placeOf(['teams', i, 'members']) } as const;
    const there = await hand.ask(showTeam, { team: name }, (team) =>
      (team.members ?? []).map(({ email }) => keyOf(email)),
    );
    const fromUsers = (document.users ?? []).filter(({ teams }) =>
      teams?.some((one) => teamKey(one) === teamKey(name)),
    );
    const wanted = sorted([...(members ?? []), ...fromUsers.map(({ email }) => email)].map(keyOf));
    const joining = wanted.filter((email) => !there.includes(email));
    if (joining.length > 0) {
      const what = [{ what: 'joins', from: null, to: joining }];
      yield step({ ...said, what }, async () => joinTeam, { team: name, members: joining });
    }
    const leaving = prunes ? sorted(there).filter((email) => !wanted.includes(email)) : [];
    if (leaving.length === 0) continue;
    const what = [{ what: 'leaves', from: leaving, to: null }];
    yield step({ ...said, what }, async () => leaveTeam, { team: name, members: leaving });
  }
}

const keyOf = (email: string): string => email.trim().toLowerCase();

/** Removes the others. */
export async function* teamsPruned(site: Site): Steps {
  const { teams } = site.document;
  if (teams === undefined) return;
  const said = new Set(teams.map(({ name }) => teamKey(name)));
  for (const { team } of await teamsThere(site)) {
    if (said.has(teamKey(team))) continue;
    yield step({ change: 'remove', kind: 'teams', name: team }, async () => removeTeam, { team });
  }
}
