import type { Connection } from '../store/connection.ts';
import { rememberHead } from '../store/heads.ts';
import { append, canonical, type Entry, type Head, headOf, sha256 } from '../store/ledger.ts';
import { codeOf } from './decide.ts';
import type { Operation, Upkeep, UpkeepEntry } from './operation.ts';
import type { Refusal } from './pass.ts';
import type { Scene } from './scene.ts';
import type { Session } from './session.ts';

/** Who vouches for the acting user of a file: the operating system's permission on it, and nobody else. */
export const VOUCHED = 'local-file';

const beginning = <I, A>(operation: Operation<I, A>, input: I, staged: unknown, scene: Scene, session: Session) => {
  const summary = operation.summary ? operation.summary(input, staged) : input;
  return told(operation.name, summary, scene.workspace.id, scene.actor.email, session);
};

/** Who did what, in which words, at which time: all of an entry but what came of it. */
const told = (operation: string, summary: unknown, workspaceId: number, actor: string, session: Session) => {
  const input = canonical(summary);
  return {
    workspace_id: workspaceId,
    at: session.now(),
    actor,
    impersonator: null,
    vouched: VOUCHED,
    os_user: session.osUser,
    host: session.host,
    operation,
    input,
    digest: sha256(input),
  } satisfies Partial<Entry>;
};

/** Enters upkeep into one workspace's ledger. */
export const enterUpkeep = async <I, A>(
  connection: Connection,
  operation: Upkeep<I, A>,
  workspaceId: number,
  actor: string,
  { input, counts = {}, codes }: UpkeepEntry,
  session: Session,
): Promise<Head> => {
  const outcome = codes === undefined ? 'done' : 'refused';
  const came = { outcome, counts: canonical(counts), codes: codes === undefined ? null : canonical(codes) };
  const last = await headOf(connection, workspaceId);
  return append(connection, { ...told(operation.name, input, workspaceId, actor, session), ...came }, last);
};

/** Enters a command that was done, in its own transaction. */
export const enterDone = <I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  input: I,
  staged: unknown,
  answer: A,
  scene: Scene,
  session: Session,
  last: Head,
): Promise<Head> => {
  const counts = canonical(operation.counts?.(answer) ?? {});
  return append(
    connection,
    { ...beginning(operation, input, staged, scene, session), outcome: 'done', counts, codes: null },
    last,
  );
};

/** Enters a command that was refused, with the codes of all decisions that refused it. */
export const enterRefused = <I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  input: I,
  staged: unknown,
  refusals: readonly Refusal[],
  scene: Scene,
  session: Session,
  last: Head,
): Promise<Head> => {
  const codes = canonical([...new Set(refusals.map(({ decision }) => codeOf(decision)))]);
  const refused = { outcome: 'refused', counts: '{}', codes } as const;
  return append(connection, { ...beginning(operation, input, staged, scene, session), ...refused }, last);
};

/** Remembers a new head outside the store. What is done stays done where that fails, and the person is told. */
export async function remember(
  connection: Connection,
  { heads, store, note }: Session,
  workspaceId: number,
  head: Head,
  renews = false,
): Promise<void> {
  if (heads === null) return;
  try {
    await rememberHead(connection, heads, store, workspaceId, head, renews);
  } catch (error) {
    note(`the head of the ledger could not be remembered in ${heads}: ${(error as Error).message}`);
  }
}
