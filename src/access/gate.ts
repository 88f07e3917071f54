// The gate: the only place that opens the store for an operation. It reads, asks, decides, and only then lets it run.
import { unavailable } from '../domain/errors.ts';
import type { Connection } from '../store/connection.ts';
import { beginWriting, openStore, type Purpose } from '../store/open.ts';
import { type Attempt, attempt, type Delivery, sightOf, writes } from './attempt.ts';
import { readInput } from './input.ts';
import { uninterrupted } from './interruption.ts';
import type { Operation, Upkeep } from './operation.ts';
import { enter } from './scene.ts';
import type { Session } from './session.ts';

export type { Delivery, Done, Judged } from './attempt.ts';

/** Runs an operation for the acting user of the session. */
export async function run<I, A>(
  operation: Operation<I, A> | Upkeep<I, A>,
  given: unknown,
  session: Session,
  delivery: Delivery<A>,
): Promise<void> {
  const input = readInput(operation, given);
  // A founding that is none is refused before a file is made for it.
  if (operation.kind === 'founding') operation.founds?.(input);
  if (operation.kind === 'upkeep') {
    const { maintain } = await import('./maintain.ts');
    return maintain(
      operation,
      input,
      session,
      (store, purpose, use) => withStore(store, session, purpose, use),
      delivery,
    );
  }
  const tried = await withStore(session.store, session, purposeOf(operation), async (connection) => {
    const staged = operation.stages && (await stage(connection, operation, input, session));
    return attempt(connection, operation, input, staged, session, delivery);
  });
  if (tried.judged) return delivery.judged(tried.judged);
  if (tried.refusals.length > 0 && session.mode === 'run') await recordRefusal(operation, input, tried, session);
  if (tried.failure) throw tried.failure;
}

/** Stages a bulk input while others may still write, then begins to write: what was read meanwhile is asked again. */
async function stage<I, A>(connection: Connection, operation: Operation<I, A>, input: I, session: Session) {
  const staged = await operation.stages?.(sightOf(connection, await enter(connection, session), session), input);
  await connection.commit();
  await uninterrupted(session.signal);
  // No handler runs while the store waits for its lock, or while a statement does.
  session.beforeApply();
  await beginWriting(connection);
  return staged;
}

const purposeOf = <I, A>({ kind, stages }: Operation<I, A>) =>
  kind === 'founding' ? 'found' : kind !== 'change' ? 'read' : stages ? 'stage' : 'write';

/** Opens the store, begins the one transaction, and sees to it that it ends. */
async function withStore<T>(
  store: string,
  session: Session,
  purpose: Purpose,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await openStore(store, purpose, session.patience, session.onStatement);
  try {
    return await use(connection);
  } finally {
    await connection.rollback();
    await connection.close();
  }
}

/** Writes a refusal into the ledger, in a transaction of its own. A change that cannot be recorded is unavailable. */
async function recordRefusal<I, A>(
  operation: Operation<I, A>,
  input: I,
  { scene, staged, refusals }: Attempt,
  session: Session,
): Promise<void> {
  if (scene.workspace.id === 0) return;
  try {
    const { enterRefused, headOf, remember } = await import('./writing.ts');
    await withStore(session.store, session, 'write', async (connection) => {
      const last = await headOf(connection, scene.workspace.id);
      const head = await enterRefused(connection, operation, input, staged, refusals, scene, session, last);
      await connection.commit();
      await remember(connection, session, scene.workspace.id, head);
    });
  } catch (cause) {
    if (!writes(operation)) return session.note('the refusal could not be written into the ledger');
    throw unavailable('refusal-not-recorded', `${operation.name} was refused, and the ledger could not be written`, {
      cause,
    });
  }
}
