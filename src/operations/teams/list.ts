import { query } from '../../access/operation.ts';
import { keyOf, membersNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { TEAM_SORTS, teamsQuery } from '../../store/teams.ts';
import { email, optional, picklist } from '../input.ts';

/** A team as people and programs read it: how many members it has, and since when, by whom and by which entry it is there. */
export interface TeamAnswer {
  readonly team: string;
  readonly about: string | null;
  readonly members: number;
  readonly since: string;
  readonly by: string;
  readonly entry: number;
}

/** The teams of the workspace, or those of one member. */
export const listTeams = query({
  name: 'teams list',
  needs: ['teams.view', 'users.view'],
  input: {
    member: optional(email()),
    sort: picklist(TEAM_SORTS, `sort by ${TEAM_SORTS.join(', ')}`),
  },
  asks: ({ member }, { actor }) => {
    const view = { needs: 'teams.view', on: workspaceItself } as const;
    if (member === undefined || keyOf(member) === keyOf(actor.email)) return [view];
    return [view, { needs: 'users.view', on: workspaceItself }];
  },
  does: async (pass, { member, sort }) => {
    const { db, workspace } = pass;
    const named = member === undefined ? [] : await membersNamed(pass, [member]);
    const rows = teamsQuery(db, workspace.id, { memberId: named[0]?.subject.userId }, sort).stream();
    return { teams: answers(rows) };
  },
});

type Rows = ReturnType<ReturnType<typeof teamsQuery>['stream']>;

async function* answers(rows: Rows): AsyncGenerator<TeamAnswer> {
  for await (const { name, about, members, at, by, made } of rows) {
    yield { team: name, about, members, since: rfc3339(at), by, entry: made };
  }
}
