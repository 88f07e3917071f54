import type { Session } from '../../access/session.ts';
import { isAddress } from '../../domain/address.ts';
import { sessionOf } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

/** The session under many commands, in which each is done in one of its own. */
export async function sessionFor(
  around: Surroundings,
  workspace: string | null,
  beforeCommit = () => {},
): Promise<Session> {
  const token = isAddress(around.context.db) ? await around.token() : undefined;
  const context = { ...around.context, workspace, operationId: undefined };
  return sessionOf({ ...around, context }, 'run', token?.text, { beforeApply: () => {}, beforeCommit });
}
