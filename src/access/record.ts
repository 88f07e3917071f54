import type { Connection } from '../store/connection.ts';
import { remembering as prepared } from '../store/heads.ts';
import { canonical, type Entry, type Head, sha256 } from '../store/ledger.ts';
import type { Operation, Upkeep, UpkeepEntry } from './operation.ts';
import type { Scene } from './scene.ts';
import type { Session } from './session.ts';

/** Who an entry says acted, and who stood behind them. */
interface Acting {
  readonly workspaceId: number;
  readonly actor: string;
  readonly impersonator: string | null;
}

const actingIn = ({ workspace, actor, behind }: Scene): Acting => ({
  workspaceId: workspace.id,
  actor: actor.email,
  impersonator: behind?.email ?? null,
});

const summaryOf = <I, A>({ summary }: Operation<I, A>, input: I, staged: unknown): unknown =>
  summary ? summary(input, staged) : input;

/** Who did what, in which words, at which time: all of an entry but what came of it. */
const told = (
  { identity }: Connection,
  operation: string,
  summary: unknown,
  { workspaceId, actor, impersonator }: Acting,
  session: Session,
) => {
  const input = canonical(summary);
  return {
    workspace_id: workspaceId,
    at: session.now(),
    actor,
    impersonator,
    vouched: identity.vouched,
    os_user: session.osUser,
    host: session.host,
    operation,
    input,
    digest: sha256(input),
    operation_id: null,
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
  const acting = { workspaceId, actor, impersonator: null };
  return connection.append({ ...told(connection, operation.name, input, acting, session), ...came }, undefined);
};

/** Enters a command that was done, in its own transaction, under the id by which it is known again. */
export const enterDone = <I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  input: I,
  staged: unknown,
  answer: A,
  scene: Scene,
  session: Session,
  last: Head,
  operationId: string,
): Promise<Head> => {
  const counts = canonical(operation.counts?.(answer) ?? {});
  const entry = told(connection, operation.name, summaryOf(operation, input, staged), actingIn(scene), session);
  return connection.append({ ...entry, outcome: 'done', counts, codes: null, operation_id: operationId }, last);
};

/** Enters a command that was refused, with the codes of all that refused it. */
export const enterRefused = <I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  input: I,
  staged: unknown,
  codes: readonly string[],
  scene: Scene,
  session: Session,
): Promise<Head> => {
  const refused = { outcome: 'refused', counts: '{}', codes: canonical([...new Set(codes)]) } as const;
  const entry = told(connection, operation.name, summaryOf(operation, input, staged), actingIn(scene), session);
  return connection.append({ ...entry, ...refused }, undefined);
};

/**
 * Gets ready to remember a new head outside the store, before it is committed: whoever is there may be nobody any more
 * after. What it answers remembers it. What is done stays done where that fails, and the person is told.
 */
export async function remembering(
  connection: Connection,
  { heads, store, note, shared }: Session,
  workspaceId: number,
  head: Head,
  renews = false,
): Promise<() => void> {
  if (shared !== undefined && shared.store.sharing() !== 'over') return () => shared.wrote(workspaceId, head);
  if (heads === null) return () => {};
  const keep = await prepared(connection, heads, store, workspaceId, head, renews);
  return () => {
    try {
      keep();
    } catch (error) {
      note(`the head of the ledger could not be remembered in ${heads}: ${(error as Error).message}`);
    }
  };
}
