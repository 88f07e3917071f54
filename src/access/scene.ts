import { invalid, missing } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import type { Connection, Identity } from '../store/connection.ts';
import { peopleBySlug, personEverywhere, type SubjectRow } from '../store/subjects.ts';
import { decide } from './decide.ts';
import type { Founding, Operation } from './operation.ts';
import { keyOf, subjectOf, workspaceOf } from './people.ts';
import { workspaceItself } from './resource.ts';
import type { Session } from './session.ts';
import { compile, narrowed, type Subject, stranger, type Workspace } from './subject.ts';

/** Where a command takes place and who acts. */
export interface Scene {
  readonly workspace: Workspace;
  readonly actor: Subject;
  /** Who really is there, where they act as somebody else. */
  readonly behind?: Subject;
  /** The acting user in every workspace of the store, where the operation looks at them all. */
  readonly everywhere: readonly Subject[];
}

/** The scene of an ordinary operation: one workspace, the acting user in it. One statement. */
export async function enter(connection: Connection, session: Session): Promise<Scene> {
  const as = actorOf(session, connection.identity);
  const own = connection.identity.email ?? as;
  const keys = [...new Set([as, own].map(keyOf))];
  const rows = await peopleBySlug(connection, session.workspace, keys);
  const [first] = rows;
  if (first === undefined) throw await noWorkspace(connection, session, own);
  const workspace = workspaceOf(first);
  const person = (email: string) => {
    const row = rows.find(({ email_key }) => email_key === keyOf(email));
    return subjectOf(workspace, row ?? { ...first, user_id: null }, email);
  };
  const self = narrowed(person(own), connection.identity.token?.scope);
  if (keys.length === 1) return { workspace, actor: self, everywhere: [self] };
  const actor = person(as);
  return { workspace, actor, behind: self, everywhere: [actor] };
}

/** The scene of a survey: the acting user in each workspace of their own, and in no other. */
export async function enterSurvey(connection: Connection, session: Session): Promise<Scene> {
  const as = actorOf(session, connection.identity);
  // As somebody else one looks at one workspace: the one in which both are.
  if (keyOf(as) !== keyOf(connection.identity.email ?? as)) return enter(connection, session);
  const scene = await enterEverywhere(connection, as);
  if (scene === undefined) throw await noWorkspace(connection, { ...session, workspace: null }, as);
  return { ...scene, everywhere: scene.everywhere.filter(({ membership }) => membership !== undefined) };
}

/** The scene of an operation on all workspaces: the acting user's own in front, the first otherwise. */
export async function enterEverywhere(connection: Connection, as: string): Promise<Scene | undefined> {
  const rows = await personEverywhere(connection, keyOf(as));
  return rows.length === 0 ? undefined : sceneOf(rows, as, connection.identity.token?.scope);
}

/** The scene of a founding: undefined in an empty store, else the workspace by whose leave another may be made. */
export async function enterFounding<I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  founding: Founding,
  session: Session,
): Promise<Scene | undefined> {
  const scene = await enterEverywhere(connection, founderOf(session, founding, connection.identity));
  if (scene === undefined) return undefined;
  const [need] = operation.needs;
  const home = scene.everywhere.find((subject) => need && decide(subject, need, workspaceItself).allowed);
  return home ? { ...scene, workspace: home.workspace, actor: home } : scene;
}

/** Who founds: whom the store vouches for, whom a file is told, or the owner. */
export const founderOf = ({ as }: Session, { owner }: Founding, { email }: Identity): string => email ?? as ?? owner;

/** The acting user in a workspace that is just being made, of whom nothing is known yet. */
export function sceneOfFounder(id: number, founding: Founding, as: string): Scene {
  const workspace: Workspace = { id, ...founding, state: 'active', since: 1, products: new Map(), roles: new Map() };
  const actor = compile(workspace, stranger(as));
  return { workspace, actor, everywhere: [actor] };
}

function sceneOf(rows: readonly SubjectRow[], as: string, scope?: readonly string[] | null): Scene {
  const everywhere = rows.map((row) => narrowed(subjectOf(workspaceOf(row), row, as), scope));
  const actor =
    everywhere.find(({ membership }) => membership?.status === 'active') ??
    everywhere.find(({ membership }) => membership !== undefined) ??
    (everywhere[0] as Subject);
  return { workspace: actor.workspace, actor, everywhere };
}

/** The acting user: whoever the store vouches for, unless they act as another; a file must be told. */
export function actorOf({ as }: Session, { email }: Identity): string {
  const actor = as ?? email;
  if (actor !== null) return actor;
  throw invalid('no-actor', 'who acts? every operation runs with the rights of one user', {
    hint: 'name them with --as EMAIL or SWITCHBOARD_AS, or keep them: switchboard context set as EMAIL',
  });
}

/** Only the acting user's own workspaces are named: others are none of their business. */
async function noWorkspace(connection: Connection, session: Session, as: string): Promise<Error> {
  const rows = await personEverywhere(connection, keyOf(as));
  const own = rows.filter((row) => row.role !== null).map((row) => row.slug);
  if (session.workspace === null) {
    if (rows.length === 0) {
      return missing('workspace.missing', 'there is no workspace here yet', {
        hint: 'make one: switchboard workspaces create NAME --owner EMAIL',
      });
    }
    return invalid('which-workspace', 'there are several workspaces here', {
      hint: `name one with --workspace${own.length > 0 ? `: ${own.join(', ')}` : ''}`,
    });
  }
  const near = nearest(session.workspace, own);
  return missing('workspace.missing', `there is no workspace "${session.workspace}"`, {
    hint: near ? `did you mean "${near}"?` : 'see yours: switchboard workspaces list',
  });
}
