// The gate: the only place that opens the store for an operation. It reads, asks, decides, and only then lets it run.
import { setTimeout as pause } from 'node:timers/promises';
import { Failure, unavailable } from '../domain/errors.ts';
import type { Connection } from '../store/connection.ts';
import { type Purpose, withStore } from '../store/open.ts';
import { type Attempt, attempt, type Commits, type Delivery, sightOf, writes } from './attempt.ts';
import { readInput } from './input.ts';
import { uninterrupted } from './interruption.ts';
import type { Operation, Upkeep } from './operation.ts';
import { enter } from './scene.ts';
import type { Session } from './session.ts';

export type { Delivery, Done, Judged, Repeated } from './attempt.ts';

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
      (store, purpose, use) => withStore(store, purpose, session, use),
      delivery,
    );
  }
  const tried = await lent(session, purposeOf(operation), async (connection) => {
    const staged = operation.stages && (await stage(connection, operation, input, session));
    const commits = commitsOf(connection, session, operation.kind === 'founding' ? 'found' : 'write');
    return persistently(connection, session, () =>
      attempt(connection, operation, input, staged, session, delivery, commits),
    );
  });
  if (tried.judged) return delivery.judged(tried.judged);
  if (tried.codes.length > 0 && session.mode === 'run') {
    if (tried.failure) await session.shared?.refused?.();
    await recordRefusal(operation, input, tried, session);
  }
  if (tried.failure) throw tried.failure;
}

/** Lends the store to an operation: one of its own, or the one that it shares with others. */
const lent = <T>(session: Session, purpose: Purpose, use: (connection: Connection) => Promise<T>): Promise<T> =>
  session.shared
    ? session.shared.store.use(purpose, use, session.workspace)
    : withStore(session.store, purpose, session, use);

/** Stages a bulk input while others may still write, then begins to write: what was read meanwhile is asked again. */
async function stage<I, A>(connection: Connection, operation: Operation<I, A>, input: I, session: Session) {
  const staged = await operation.stages?.(sightOf(connection, await enter(connection, session), session), input);
  await connection.commit();
  await uninterrupted(session.signal);
  // No handler runs while the store waits for its lock, or while a statement does.
  session.beforeApply();
  await connection.begin('write');
  return staged;
}

const RETRIES = 3;
const LONGEST_PAUSE = 200;

/** Tries again what failed because others changed the same things at the same time: three times, then it is a conflict. */
async function persistently<T>(connection: Connection, session: Session, attempts: () => Promise<T>): Promise<T> {
  // What shares a transaction cannot take back its own part of it alone.
  if (session.shared?.store.sharing() === 'one') return attempts();
  for (let tries = 0; ; tries++) {
    try {
      return await attempts();
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'changed-meanwhile') || tries === RETRIES) throw error;
      await connection.rollback();
      await pause(((session.random(1)[0] ?? 0) / 255) * LONGEST_PAUSE * (tries + 1));
      await connection.begin('write');
    }
  }
}

/** Commits. Where a server's answer is lost, the ledger is asked whether the operation is in it, when its turn is over. */
const commitsOf =
  (connection: Connection, session: Session, purpose: Purpose): Commits =>
  async (workspaceId, operationId) => {
    try {
      return await connection.commit();
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'commit-unknown')) throw error;
      const { entryAfterLoss } = await import('./lost-answer.ts');
      const found = await entryAfterLoss(
        (use) => withStore(session.store, purpose, session, use),
        workspaceId,
        operationId,
        error,
      );
      session.note(`the server went away before it answered; entry ${found} is there: it was done`);
    }
  };

const purposeOf = <I, A>({ kind, stages }: Operation<I, A>) =>
  kind === 'founding' ? 'found' : kind !== 'change' ? 'read' : stages ? 'stage' : 'write';

/** Writes a refusal into the ledger, in a transaction of its own. A change that cannot be recorded is unavailable. */
async function recordRefusal<I, A>(
  operation: Operation<I, A>,
  input: I,
  { scene, staged, codes }: Attempt,
  session: Session,
): Promise<void> {
  if (scene.workspace.id === 0) return;
  try {
    const { enterRefused, remembering } = await import('./writing.ts');
    await lent(session, 'write', (connection) =>
      persistently(connection, session, async () => {
        const head = await enterRefused(connection, operation, input, staged, codes, scene, session);
        const remember = await remembering(connection, session, scene.workspace.id, head);
        await connection.commit();
        remember();
      }),
    );
  } catch (cause) {
    if (!writes(operation)) return session.note('the refusal could not be written into the ledger');
    throw unavailable('refusal-not-recorded', `${operation.name} was refused, and the ledger could not be written`, {
      cause,
    });
  }
}
