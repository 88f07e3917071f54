// What an undo asks: long, because each kind of fact has its question here.
import { findRole, type RoleDefinition, roleDefined } from '../../access/custom-roles.ts';
import { lineResource } from '../../access/line-names.ts';
import type { Ask, Sight } from '../../access/operation.ts';
import { roleNamed } from '../../access/people.ts';
import { on, type PersonResource, workspaceItself } from '../../access/resource.ts';
import { type Role, topRole } from '../../access/roles.ts';
import type { Status } from '../../access/subject.ts';
import { countActiveHolders, linesById } from '../../store/subjects.ts';
import { teamsNow } from '../../store/teams.ts';
import { type DistinctUndoing, distinctUndoings, rolesAgain, type Undo } from '../../store/undoing.ts';
import type { ContactsUndone } from '../../store/undoing-contacts-told.ts';
import type { PlacesUndone } from '../../store/undoing-places.ts';

/** What an undo may need: what the commands would that did the opposite. */
export const UNDO_NEEDS = [
  'audit.view',
  'users.view',
  'grants.view',
  'teams.view',
  'contacts.view',
  'lists.view',
  ...(['users.invite', 'users.edit', 'users.suspend', 'users.delete', 'roles.assign'] as const),
  ...(['roles.add', 'roles.edit', 'roles.delete', 'grants.lines', 'grants.products', 'teams.edit'] as const),
  ...(['products.activate', 'lines.add', 'lines.delete'] as const),
  ...(['contacts.add', 'contacts.edit', 'contacts.delete', 'contacts.assign', 'lists.edit'] as const),
] as const;

export type UndoAsk = Ask<(typeof UNDO_NEEDS)[number]>;

/** The questions of the distinct ways in which facts would change: as many as there are combinations, not people. */
export async function factAsks(sight: Sight, undo: Undo): Promise<UndoAsk[]> {
  const { connection, workspace, actor } = sight;
  const ways = await distinctUndoings(connection, actor.userId);
  if (ways.length === 0) return [];
  const lineIds = ways
    .filter(({ fact }) => fact === 'line_grants' || fact === 'line_activations')
    .map(({ part }) => part);
  const lines = (await linesById(connection, workspace.id, [...new Set(lineIds)].map(Number))).map(lineResource);
  const teams = ways.some(({ fact }) => fact === 'team_members') ? await teamsNow(connection, workspace.id) : [];
  const again = new Map(
    (await rolesAgain(connection, undo)).map(({ name, definition }) => [
      name,
      roleDefined(JSON.parse(definition) as RoleDefinition),
    ]),
  );
  const isLast = await leavesNobody(sight, ways);
  const named = (name: string): Role => again.get(name) ?? roleNamed(workspace, name);
  const products = new Set(
    ways.flatMap(({ fact, ended, part }) => (fact === 'product_activations' && ended === 1 ? [part] : [])),
  );
  const asks = {
    lineOf: (id: string) => lines.find((line) => String(line.id) === id),
    teams,
    again,
    products,
    named,
    isLast,
  };
  return ways.flatMap((way): UndoAsk[] => asksOf(sight, way, asks));
}

interface Known {
  readonly lineOf: (id: string) => ReturnType<typeof lineResource> | undefined;
  readonly teams: readonly { readonly id: number; readonly name: string }[];
  /** Custom roles that would be in force again, as they would be. */
  readonly again: ReadonlyMap<string, Role>;
  /** Products that would be activated again. */
  readonly products: ReadonlySet<string>;
  readonly named: (name: string) => Role;
  readonly isLast: boolean;
}

function asksOf(
  sight: Sight,
  way: DistinctUndoing,
  { lineOf, teams, again, products, named, isLast }: Known,
): UndoAsk[] {
  const { fact, part, begun, ended, now_role, was_role, goes } = way;
  const person = anyone(sight, way, isLast && unseats(sight, way));
  // Who is a member again is of the role that they get back.
  const member = now_role === null && was_role !== null ? { ...person, role: named(was_role) } : person;
  switch (fact) {
    case 'memberships':
      return membershipAsks(way, person, named);
    case 'restrictions':
      return goes === 1 ? [] : [{ needs: 'users.edit', on: on({ person: member }) }];
    case 'line_grants': {
      const line = lineOf(part) ?? null;
      // Whoever takes a member out, or a line away, takes what they held with it.
      if (goes === 1 || (ended === 0 && line?.state !== 'active')) return [];
      return [{ needs: 'grants.lines', on: on({ person: member, line: line && { ...line, state: 'active' } }) }];
    }
    case 'product_grants': {
      // One that would be activated again is not there yet: only the person is asked about.
      const product = products.has(part) ? null : part;
      return goes === 1 ? [] : [{ needs: 'grants.products', on: on({ person: member, product }) }];
    }
    case 'team_members': {
      const team = teams.find(({ id }) => String(id) === part) ?? { id: Number(part), name: 'a team' };
      return goes === 1 ? [] : [{ needs: 'teams.edit', on: on({ person: member, team }) }];
    }
    case 'custom_roles': {
      const now = findRole(sight.workspace, part) ?? null;
      const then = again.get(part) ?? null;
      if (begun === 0) return [{ needs: 'roles.add', on: on({ role: then }) }];
      if (ended === 0) return [{ needs: 'roles.delete', on: on({ role: now }) }];
      return [now, then].map((role) => ({ needs: 'roles.edit', on: on({ role }) }) as const);
    }
    case 'product_activations':
      return [{ needs: 'products.activate', on: workspaceItself }];
    case 'line_activations': {
      const line = lineOf(part);
      return ended === 1
        ? [{ needs: 'lines.add', on: workspaceItself }]
        : [{ needs: 'lines.delete', on: on({ line: line ?? null }) }];
    }
  }
}

function membershipAsks(way: DistinctUndoing, person: PersonResource, named: (name: string) => Role): UndoAsk[] {
  const { begun, ended, now_role, now_status, was_role, was_status } = way;
  const role = was_role === null ? null : named(was_role);
  if (ended === 0) {
    const needs = now_status === 'invited' ? 'users.invite' : 'users.delete';
    return [{ needs, on: on({ person }) }];
  }
  if (begun === 0) return [{ needs: 'users.invite', on: on({ person, role }) }];
  const asks: UndoAsk[] = [];
  if (was_role !== now_role) asks.push({ needs: 'roles.assign', on: on({ person, role }) });
  if (was_status !== now_status) asks.push({ needs: 'users.suspend', on: on({ person }) });
  if (asks.length > 0) return asks;
  return [{ needs: now_status === 'invited' ? 'users.invite' : 'users.edit', on: on({ person }) }];
}

/** Someone of whom only the role matters, and whether it is the acting user: a distinct way speaks for many people. */
const anyone = (
  { workspace, actor }: Sight,
  { now_role, now_status, self }: DistinctUndoing,
  isLastHolder: boolean,
): PersonResource => ({
  userId: self === 1 ? actor.userId : 0,
  email: self === 1 ? actor.email : 'some of its people',
  role: now_role === null ? undefined : roleNamed(workspace, now_role),
  status: (now_status ?? undefined) as Status | undefined,
  isLastHolder,
});

const isSeated = (top: string, role: string | null, status: string | null): boolean =>
  role === top && status === 'active';

/** Whether it takes an active holder of the top role out of it. */
function unseats(
  { workspace }: Sight,
  { fact, begun, ended, now_role, now_status, was_role, was_status }: DistinctUndoing,
) {
  const { name: top } = topRole(workspace.model);
  if (fact !== 'memberships' || begun === 0 || !isSeated(top, now_role, now_status)) return false;
  return ended === 0 || !isSeated(top, was_role, was_status);
}

/** Whether nobody would be left who is active in the top role (rank rule R4). */
async function leavesNobody(sight: Sight, ways: readonly DistinctUndoing[]): Promise<boolean> {
  const { connection, workspace } = sight;
  const { name: top } = topRole(workspace.model);
  const sum = (some: readonly DistinctUndoing[]) => some.reduce((all, { rows }) => all + rows, 0);
  const leaving = sum(ways.filter((way) => unseats(sight, way)));
  if (leaving === 0) return false;
  const coming = sum(
    ways.filter(
      ({ fact, ended, now_role, now_status, was_role, was_status }) =>
        fact === 'memberships' &&
        ended === 1 &&
        isSeated(top, was_role, was_status) &&
        !isSeated(top, now_role, now_status),
    ),
  );
  return (await countActiveHolders(connection, workspace.id, top)) - leaving + coming < 1;
}

/** What the contacts need that would be taken out, put back and changed again, and their places on lists. */
export function contactAsks(
  { removed, edits, added, assigns, lists }: ContactsUndone,
  { unlisted, listed }: PlacesUndone,
): UndoAsk[] {
  const needed = [
    ['contacts.delete', removed],
    ['contacts.edit', edits],
    ['contacts.add', added],
    ['contacts.assign', assigns],
    ['lists.edit', lists + unlisted + listed],
  ] as const;
  return needed.filter(([, rows]) => rows > 0).map(([needs]) => ({ needs, on: workspaceItself }));
}
