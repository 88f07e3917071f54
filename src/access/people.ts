import { emailKey } from '../domain/email.ts';
import { invalid, missing } from '../domain/errors.ts';
import { listed, nearest } from '../domain/words.ts';
import type { Connection } from '../store/connection.ts';
import { countActiveHolders, peopleById, type SubjectRow } from '../store/subjects.ts';
import { customRolesIn, findRole, rolesOf } from './custom-roles.ts';
import { decide } from './decide.ts';
import type { Sight } from './operation.ts';
import { Pass } from './pass.ts';
import { type PersonResource, workspaceItself } from './resource.ts';
import { type Model, type Role, topRole } from './roles.ts';
import { compile, type Status, type Subject, stranger, type Workspace } from './subject.ts';

/** `name entry` pairs as the store joins them. */
const pairs = (joined: string | null): Map<string, number> => {
  const found = new Map<string, number>();
  if (joined === null) return found;
  for (const pair of joined.split(',')) {
    const blank = pair.lastIndexOf(' ');
    found.set(pair.slice(0, blank), Number(pair.slice(blank + 1)));
  }
  return found;
};

const NONE: ReadonlyMap<never, number> = new Map<never, number>();

/** Names with their entries, as the store joins them. */
export const textPairs = (joined: string | null): ReadonlyMap<string, number> =>
  joined === null ? NONE : pairs(joined);

/** The same, named by ids. */
export const idPairs = (joined: string | null): ReadonlyMap<number, number> =>
  joined === null ? NONE : new Map([...pairs(joined)].map(([id, since]) => [Number(id), since]));

/** The workspace on a row of the store. */
export const workspaceOf = (row: SubjectRow): Workspace => ({
  id: row.workspace_id,
  slug: row.slug,
  model: row.model as Model,
  state: row.state as Workspace['state'],
  since: row.state_since,
  products: textPairs(row.activated),
  roles: customRolesIn(row.customs),
});

/** The person on a row of the store, compiled. */
export function subjectOf(workspace: Workspace, row: SubjectRow, asked: string): Subject {
  if (row.user_id === null) return compile(workspace, stranger(asked));
  if (row.role === null) return compile(workspace, stranger(row.email ?? asked, row.user_id));
  return compile(workspace, {
    userId: row.user_id,
    email: row.email ?? asked,
    membership: { role: row.role, status: row.status as Status, since: row.since ?? 0 },
    restrictions: textPairs(row.restricted),
    lines: idPairs(row.lines),
    products: textPairs(row.products),
    teams: idPairs(row.teams),
  });
}

/** The identity key of an e-mail address that a person typed; anything that is none is a usage error. */
export function keyOf(spelling: string): string {
  const key = emailKey(spelling);
  if (key === undefined) throw invalid('bad-email', `"${spelling}" is no e-mail address`);
  return key;
}

/** The people with these e-mail addresses, in one statement; strangers are people too. In the order asked. */
export async function subjectsOf(
  connection: Connection,
  workspace: Workspace,
  emails: readonly string[],
): Promise<Subject[]> {
  const keys = emails.map(keyOf);
  const rows = await peopleById(connection, workspace.id, [...new Set(keys)]);
  const byKey = new Map(rows.map((row) => [row.email_key, row]));
  return keys.map((key, i) => {
    const row = byKey.get(key);
    return row ? subjectOf(workspace, row, emails[i] as string) : compile(workspace, stranger(emails[i] as string));
  });
}

/** One person. */
export const subjectNamed = async (connection: Connection, workspace: Workspace, email: string): Promise<Subject> =>
  (await subjectsOf(connection, workspace, [email]))[0] as Subject;

/** A person as someone who is acted upon. */
export const personOf = (subject: Subject, isLastHolder = false): PersonResource => ({
  userId: subject.userId,
  email: subject.email,
  role: subject.role,
  status: subject.membership?.status,
  isLastHolder,
});

/** Whether the workspace would be left without an active holder of its top role if not for this person (rank rule R4). */
export async function isLastHolder(connection: Connection, { workspace, role, membership }: Subject): Promise<boolean> {
  const top = topRole(workspace.model);
  if (role !== top || membership?.status !== 'active') return false;
  return (await countActiveHolders(connection, workspace.id, top.name)) === 1;
}

/** A member who is acted upon, as subject and as resource. */
export interface ActedUpon {
  readonly subject: Subject;
  readonly person: PersonResource;
}

/**
 * The members with these addresses, in the order given. Who is no member is missing; all of them are named. To someone
 * who may not see who is in the workspace a stranger is a person like any other, until the gate has let them through.
 */
export async function membersNamed(sight: Sight, emails: readonly string[]): Promise<ActedUpon[]> {
  const { connection, workspace, actor } = sight;
  const subjects = await subjectsOf(connection, workspace, emails);
  const unknown = subjects.filter(({ membership }) => membership === undefined);
  const tells = Pass.isIssued(sight) || decide(actor, 'users.view', workspaceItself).allowed;
  if (unknown.length > 0 && tells) {
    throw missing('unknown-member', `${listed(unknown.map(({ email }) => email))}: no member of ${workspace.slug}`, {
      hint: 'see them: switchboard users list',
      details: { emails: unknown.map(({ email }) => email) },
    });
  }
  const top = topRole(workspace.model);
  const seated = new Set(subjects.filter((one) => one.role === top && one.membership?.status === 'active'));
  const ids = new Set([...seated].map(({ userId }) => userId));
  const holders = ids.size === 0 ? 0 : await countActiveHolders(connection, workspace.id, top.name);
  return subjects.map((subject) => ({
    subject,
    person: personOf(subject, seated.has(subject) && holders === ids.size),
  }));
}

/** The role of that name in the workspace; an unknown word names the nearest. */
export function roleNamed(workspace: Workspace, name: string): Role {
  const role = findRole(workspace, name.toLowerCase());
  if (role !== undefined) return role;
  const known = rolesOf(workspace).map((entry) => entry.name);
  const near = nearest(name, known);
  throw invalid('unknown-role', `there is no role "${name}" in ${workspace.slug}`, {
    hint: near ? `did you mean "${near}"?` : `its roles are ${known.join(', ')}`,
  });
}
