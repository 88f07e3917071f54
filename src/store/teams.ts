import { sql } from 'kysely';
import type { NamedTeam } from '../domain/team-name.ts';
import type { Connection } from './connection.ts';
import type { Db, ReadDb } from './kysely.ts';

/** A team as decisions and lists need it. */
export interface TeamRow extends NamedTeam {
  readonly about: string | null;
}

/** Every team that is there, in plain SQL: rosters and explanations ask here too. Only that one where an id is given. */
export const teamsNow = ({ all }: Connection, workspaceId: number, id: number | null = null): Promise<TeamRow[]> =>
  all<TeamRow>(
    `select t.id, t.name, t.about from teams t where t.workspace_id = $1 and t.removed is null
     ${id === null ? '' : 'and t.id = $2'} order by t.name`,
    id === null ? [workspaceId] : [workspaceId, id],
  );

/** Makes a team. Answers its id. */
export async function beginTeam(
  db: Db,
  workspaceId: number,
  entry: number,
  { name, about }: Omit<TeamRow, 'id'>,
): Promise<number> {
  const { id } = await db
    .insertInto('teams')
    .columns(['workspace_id', 'id', 'name', 'about', 'version', 'made', 'removed'])
    .expression((eb) =>
      eb
        .selectFrom('teams')
        .select([
          sql<number>`${workspaceId}`.as('workspace_id'),
          sql<number>`coalesce(max(id), 0) + 1`.as('id'),
          sql<string>`${name}`.as('name'),
          sql<string | null>`${about}`.as('about'),
          sql<number>`1`.as('version'),
          sql<number>`${entry}`.as('made'),
          sql<number | null>`cast(null as integer)`.as('removed'),
        ])
        .where('workspace_id', '=', workspaceId),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Changes what is said of a team, as its next version. */
export async function editTeam(db: Db, workspaceId: number, id: number, parts: Omit<TeamRow, 'id'>): Promise<void> {
  await db
    .updateTable('teams')
    .set((eb) => ({ ...parts, version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** What ended with a team. */
export interface TeamEnding {
  readonly members: number;
  readonly contacts: number;
}

/** Removes a team: its memberships end, and its contacts are those of another team, or of none. */
export async function endTeam(
  db: Db,
  workspaceId: number,
  entry: number,
  id: number,
  heir: number | null,
): Promise<TeamEnding> {
  const contacts = await db
    .updateTable('contacts')
    .set((eb) => ({ team_id: heir, version: eb('version', '+', 1), changed: entry }))
    .where('workspace_id', '=', workspaceId)
    .where('team_id', '=', id)
    .executeTakeFirst();
  const members = await db
    .updateTable('team_members')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('team_id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst();
  await db
    .updateTable('teams')
    .set({ removed: entry })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  return { members: Number(members.numUpdatedRows), contacts: Number(contacts.numUpdatedRows) };
}

export const TEAM_SORTS = ['name', 'members', 'since'] as const;
export type TeamSort = (typeof TEAM_SORTS)[number];

/** The teams that are there, with who made them and how many members each has; of one member, where a user id says so. */
export function teamsQuery(
  db: ReadDb,
  workspaceId: number,
  { ids, memberId }: { readonly ids?: readonly number[]; readonly memberId?: number | undefined },
  sort: TeamSort,
) {
  let query = db
    .selectFrom('teams as t')
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 't.workspace_id').onRef('e.number', '=', 't.made'),
    )
    .select(['t.id', 't.name', 't.about', 't.version', 't.made', 'e.at', 'e.actor as by'])
    .select(
      sql<number>`(select count(*) from team_members m where m.workspace_id = t.workspace_id
        and m.team_id = t.id and m.until is null)`.as('members'),
    )
    .where('t.workspace_id', '=', workspaceId)
    .where('t.removed', 'is', null);
  if (ids) query = query.where('t.id', 'in', ids);
  if (memberId !== undefined) {
    query = query.where(
      sql<boolean>`exists (select 1 from team_members m where m.workspace_id = t.workspace_id
        and m.team_id = t.id and m.user_id = ${memberId} and m.until is null)`,
    );
  }
  if (sort === 'members') query = query.orderBy('members', 'desc');
  if (sort === 'since') query = query.orderBy('t.made');
  return query.orderBy('t.name');
}
