import { lineResource } from '../../../access/line-names.ts';
import type { Ask, Reading, Sight } from '../../../access/operation.ts';
import { roleNamed } from '../../../access/people.ts';
import { on, type PersonResource } from '../../../access/resource.ts';
import { leastRole, topRole } from '../../../access/roles.ts';
import type { Status } from '../../../access/subject.ts';
import { type DistinctChange, distinctGrants, type Falling, rejectRows } from '../../../store/roster-judge.ts';
import { countActiveHolders, linesById } from '../../../store/subjects.ts';
import { teamsNow } from '../../../store/teams.ts';

/** The positions of the roster's columns by their names. */
export type Columns = Readonly<Record<string, number>>;

/** A question that a roster raises. */
export type InviteAsk = Ask<
  'users.invite' | 'users.edit' | 'users.suspend' | 'roles.assign' | 'grants.lines' | 'grants.products' | 'teams.edit'
>;

/** Someone of whom only the role matters, and whether it is the acting user: a distinct row speaks for many people. */
const anyone = (
  { workspace, actor }: Sight,
  now: { readonly now_role: string | null; readonly now_status?: string | null; readonly self: number },
  isLastHolder = false,
): PersonResource => ({
  userId: now.self === 1 ? actor.userId : 0,
  email: now.self === 1 ? actor.email : 'some of its people',
  role: now.now_role === null ? undefined : roleNamed(workspace, now.now_role),
  status: (now.now_status ?? undefined) as Status | undefined,
  isLastHolder,
});

/** What the distinct changes among the rows need: to invite, to set a role, to edit, to suspend. */
export async function changeAsks(
  sight: Reading,
  columns: Columns,
  changes: readonly DistinctChange[],
): Promise<InviteAsk[]> {
  const { connection, workspace, actor } = sight;
  const top = topRole(workspace.model);
  const leaving = changes.filter(
    ({ now_role, now_status, role, status }) =>
      now_role === top.name && now_status === 'active' && ((role ?? top.name) !== top.name || status === 'suspended'),
  );
  const unseated = leaving.reduce((sum, { rows }) => sum + rows, 0);
  const isLast = unseated > 0 && (await countActiveHolders(connection, workspace.id, top.name)) <= unseated;
  return changes.flatMap((change): InviteAsk[] => {
    const rejects = (code: string, sentence: string) =>
      rejected(rejectRows(connection, change, { code, sentence, column: columns.role ?? null }, actor.userId));
    const person = anyone(sight, change, isLast && leaving.includes(change));
    const role = roleNamed(workspace, change.role ?? change.now_role ?? leastRole(workspace.model).name);
    if (change.now_role === null) {
      const invite: InviteAsk = { needs: 'users.invite', on: on({ role }), rejects };
      return change.restricted ? [invite, { needs: 'users.edit', on: on({ role }), rejects }] : [invite];
    }
    const asks: InviteAsk[] = change.edits ? [{ needs: 'users.edit', on: on({ person }), rejects }] : [];
    if (role.name !== change.now_role) asks.push({ needs: 'roles.assign', on: on({ person, role }), rejects });
    if (change.status !== null && change.status !== change.now_status) {
      asks.push({ needs: 'users.suspend', on: on({ person }), rejects });
    }
    return asks;
  });
}

/** What is given by the distinct grants among the rows: every line, product and team, to people of every role that gets them. */
export async function grantAsks(sight: Reading, columns: Columns, updates: boolean): Promise<InviteAsk[]> {
  const { connection, workspace, actor } = sight;
  const grants = await distinctGrants(connection, actor.userId);
  const wanted = grants.filter(({ now_role }) => now_role === null || updates);
  const ids = [...new Set(wanted.flatMap(({ line_id }) => line_id ?? []))];
  const lines = ids.length === 0 ? [] : (await linesById(connection, workspace.id, ids)).map(lineResource);
  const teams = wanted.some(({ team_id }) => team_id !== null) ? await teamsNow(connection, workspace.id) : [];
  const isGone = (id: number) => !teams.some((team) => team.id === id);
  for (const { team_id, self } of wanted) {
    if (team_id === null || !isGone(team_id)) continue;
    const gone = { code: 'unknown-team', sentence: 'a team of this row is gone by now', column: columns.teams ?? null };
    await rejectRows(connection, { team_id, self }, gone, actor.userId);
  }
  return wanted.flatMap(({ line_id, product, team_id, ...now }): InviteAsk[] => {
    const person = now.now_role === null ? null : anyone(sight, now);
    const rejecting = (falling: Falling, column: number | undefined) => (code: string, sentence: string) =>
      rejected(rejectRows(connection, falling, { code, sentence, column: column ?? null }, actor.userId));
    const line = lines.find(({ id }) => id === line_id);
    if (line) {
      const rejects = rejecting({ line_id: line.id }, columns.lines);
      return [{ needs: 'grants.lines', on: on({ person, line }), rejects }];
    }
    const team = teams.find(({ id }) => id === team_id);
    if (team) {
      const rejects = rejecting({ team_id: team.id, self: now.self }, columns.teams);
      return [{ needs: 'teams.edit', on: on({ person, team: { id: team.id, name: team.name } }), rejects }];
    }
    if (product === null) return [];
    const rejects = rejecting({ product }, columns.products);
    return [{ needs: 'grants.products', on: on({ person, product }), rejects }];
  });
}

const rejected = async (rows: Promise<number>): Promise<void> => void (await rows);
