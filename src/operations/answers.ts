// The shapes that several answers are made of.
import type { Author } from '../access/authors.ts';
import { decide } from '../access/decide.ts';
import { workspaceItself } from '../access/resource.ts';
import type { Role } from '../access/roles.ts';
import type { Subject, Workspace } from '../access/subject.ts';
import { seesTeams } from '../access/teams.ts';
import { rfc3339 } from '../domain/time.ts';
import type { MemberRow } from '../store/members.ts';

/** A member as people and programs read them. */
interface MemberAnswer {
  readonly email: string;
  readonly name: string | null;
  readonly role: string;
  readonly status: string;
  readonly restrictions: readonly string[];
  readonly lines: readonly string[];
  readonly products: readonly string[];
  readonly teams: readonly string[];
  /** When and by whom this role and status began, and the ledger entry that says so. */
  readonly since: string;
  readonly by: string;
  readonly entry: number;
}

const parts = (joined: string | null): readonly string[] => (joined === null ? [] : joined.split(';'));

/** A member from a row of the store. */
const memberAnswer = (row: MemberRow): MemberAnswer => ({
  email: row.email,
  name: row.name,
  role: row.role,
  status: row.status,
  restrictions: parts(row.restrictions),
  lines: parts(row.lines),
  products: parts(row.products),
  teams: parts(row.teams),
  since: rfc3339(row.at),
  by: row.by,
  entry: row.since,
});

/** A member as somebody sees them: null for lines, products and teams where who has which is not for their eyes. */
export type SeenMember = Omit<MemberAnswer, 'lines' | 'products' | 'teams'> & {
  readonly lines: readonly string[] | null;
  readonly products: readonly string[] | null;
  readonly teams: readonly string[] | null;
};

/** A member from a row of the store, as the acting user may see them: everyone sees what they hold themselves. */
export const memberSeen = (row: MemberRow, actor: Subject): SeenMember => {
  const member = memberAnswer(row);
  if (row.user_id === actor.userId) return member;
  const granted = seesGrants(actor) ? member : { ...member, lines: null, products: null };
  return seesTeams(actor) ? granted : { ...granted, teams: null };
};

/** Whether somebody may see who holds which lines and products. */
export const seesGrants = (actor: Subject): boolean => decide(actor, 'grants.view', workspaceItself).allowed;

/** A member with what they hold, as a roster tells it. */
export type Held = Omit<MemberAnswer, 'since' | 'by' | 'entry'>;

/** A member's line of a roster, from a row of the store. */
export const heldAnswer = (row: MemberRow): Held => {
  const { since: _since, by: _by, entry: _entry, ...held } = memberAnswer(row);
  return held;
};

/** Whether somebody may see who is in the workspace. */
export const seesMembers = (actor: Subject): boolean => decide(actor, 'users.view', workspaceItself).allowed;

/**
 * A role as people and programs read it, with how many members hold it (null for whom that is not), and who made a role of
 * the workspace's own what it is.
 */
export const roleAnswer = (
  role: Role,
  { roles }: Pick<Workspace, 'roles'>,
  members: ReadonlyMap<string, number> | undefined,
  authorOf: (entry: number) => Author | undefined,
) => {
  const entry = roles.get(role.name)?.since ?? null;
  const { at = null, by = null } = (entry !== null && authorOf(entry)) || {};
  return {
    role: role.name,
    does: role.does,
    builtIn: role.builtIn,
    /** Whether it reaches every line and product, or those that are granted. */
    lines: role.lines,
    products: role.products,
    /** The roles whose holders it may act on, and that it may give. */
    manages: role.manages,
    managesCustom: role.managesCustom,
    /** What may be put on its holders. */
    restrictions: role.restrictions,
    members: members === undefined ? null : (members.get(role.name) ?? 0),
    since: at,
    by,
    entry,
  };
};
