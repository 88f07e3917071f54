// A server that went away before it said whether it committed: it is asked again, once it is back.
import { setTimeout as pause } from 'node:timers/promises';
import { unavailable } from '../domain/errors.ts';
import type { Connection } from '../store/connection.ts';
import { entryOfOperation } from '../store/repeats.ts';

const TRIES = 10;
const BETWEEN = 300;

/**
 * The entry of an operation whose commit was not answered. Its turn to write is waited for, which is over only when the
 * lost transaction is. An operation that is not there was undone (`not-committed`); while nobody can be asked it is not
 * known (`commit-unknown`), and the id tells later.
 */
export async function entryAfterLoss(
  withStore: <T>(use: (connection: Connection) => Promise<T>) => Promise<T>,
  workspaceId: number,
  operationId: string,
  cause: Error,
): Promise<number> {
  for (let tries = 1; ; tries++) {
    try {
      const found = await withStore((connection) => entryOfOperation(connection, workspaceId, operationId));
      if (found !== undefined) return found.number;
      break;
    } catch {
      if (tries === TRIES) {
        throw unavailable('commit-unknown', cause.message, {
          hint: `run the same command again with --operation-id ${operationId}: what was done is not done twice`,
          details: { operationId },
          cause,
        });
      }
      await pause(BETWEEN);
    }
  }
  throw unavailable('not-committed', 'the server went away before it was done, and nothing was changed', {
    hint: 'run the command again',
    details: { operationId },
    cause,
  });
}
