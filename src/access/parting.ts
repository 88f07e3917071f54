import { conflict, invalid } from '../domain/errors.ts';
import { rfc3339 } from '../domain/time.ts';
import { claimsOf, type Parted, partWithWork } from '../store/parting.ts';
import { withResources } from './conversations.ts';
import { whyNotAnswerFor, whyNotTake } from './handover.ts';
import type { Ask } from './operation.ts';
import type { ChangePass } from './pass.ts';
import { membersNamed } from './people.ts';
import { workspaceItself } from './resource.ts';
import type { Subject, Workspace } from './subject.ts';

/** What became of the work of members who were removed or suspended; `transferredTo` is null where it is everybody's now. */
export interface PartedWork extends Parted {
  readonly transferredTo: string | null;
}

/** Nothing became of anything. */
export const NO_WORK: PartedWork = { conversations: 0, contacts: 0, blasts: 0, transferredTo: null };

/** What became of work, for the ledger; what nothing became of is left out. */
export const workCounts = ({ transferredTo: _heir, ...counts }: PartedWork): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

/** What is asked besides where work is handed to somebody: whoever does it must be able to do so by itself. */
export const handoverQuestions = (
  { products }: Workspace,
  transferTo: string | undefined,
): Ask<'contacts.assign' | 'conversations.transfer'>[] => {
  if (transferTo === undefined) return [];
  const assign = { needs: 'contacts.assign', on: workspaceItself } as const;
  // Where the product is not activated nobody works on conversations.
  return products.has('conversations') ? [assign, { needs: 'conversations.transfer', on: workspaceItself }] : [assign];
};

/**
 * Parts members from their work: their claims go back to the pool and their contacts are nobody's, or both are
 * whoever's takes over and must be able to see them; blasts that they scheduled are paused.
 */
export async function partFromWork(
  pass: ChangePass,
  leaving: readonly Pick<Subject, 'userId'>[],
  became: 'removed' | 'suspended',
  transferTo: string | undefined,
): Promise<PartedWork> {
  const { connection, workspace, entry, actor, now } = pass;
  const userIds = leaving.map(({ userId }) => userId);
  const heir = transferTo === undefined ? undefined : await heirOf(pass, userIds, transferTo);
  const parted = await partWithWork(connection, workspace.id, entry, {
    userIds,
    heir: heir?.userId ?? null,
    event: heir ? [`transferred to ${heir.email}: `, ` was ${became}`] : ['released: ', ` was ${became}`],
    author: actor.userId,
    reason: `its author was ${became} on ${rfc3339(now)}`,
    at: now,
  });
  return { ...parted, transferredTo: heir?.email ?? null };
}

/** Who takes the work over: an active member who stays, and who can see and claim all of it. */
async function heirOf(pass: ChangePass, userIds: readonly number[], email: string): Promise<Subject> {
  const [heir] = (await membersNamed(pass, [email])).map(({ subject }) => subject) as [Subject];
  if (userIds.includes(heir.userId)) {
    throw invalid('usage', `${heir.email} goes too, and cannot take anything over`, {
      hint: 'name somebody who stays with --transfer-to EMAIL',
    });
  }
  if (heir.standing !== 'active') {
    throw conflict('cannot-take-it', `${heir.email} is ${heir.standing}, and cannot take anything over`, {
      hint: 'name an active member with --transfer-to EMAIL',
    });
  }
  const held = await claimsOf(pass.connection, pass.workspace.id, userIds);
  // The contacts of those who go are theirs by then.
  const theirs = held.map((row) =>
    row.assignee !== null && userIds.includes(row.assignee) ? { ...row, assignee: heir.userId } : row,
  );
  const failure = whyNotAnswerFor(heir) ?? whyNotTake(heir, await withResources(pass, theirs));
  if (failure) throw failure;
  return heir;
}
