import { conflict, invalid } from '../../../domain/errors.ts';
import type { SeedConversation, SeedMessage } from '../../../domain/seed.ts';
import type { Thread } from '../../../operations/conversations/known.ts';
import type { Site } from '../site.ts';
import { type Same, same, standing } from '../step.ts';
import { actorOf } from './actor.ts';
import { nameOf } from './conversations-laid.ts';
import { keyOf } from './users.ts';

/** A conversation of which nothing changes: it is as is said, or what became of it stays. */
export function leftAs({ state, claimedBy, category, note }: Thread, said: SeedConversation): Same | undefined {
  const name = nameOf(said);
  if (state === 'ended' && said.state !== undefined) {
    if (said.state !== 'ended') return standing('conversations', `the conversation ${name} has ended, and stays so`);
    if ((said.category ?? category) === category && (said.note ?? note) === note) return same('conversations');
    return standing('conversations', `the conversation ${name} has ended: its category and its note stay`);
  }
  if (state === 'claimed' && said.state === 'open') {
    return standing('conversations', `the conversation ${name} is claimed by ${claimedBy}, and stays so`);
  }
  const isSettled = said.state === undefined || (state === said.state && (said.claimedBy ?? claimedBy) === claimedBy);
  return isSettled ? same('conversations') : undefined;
}

/** Refuses what another member answered: whoever replies now is its author. */
export async function refuseOthersReply(
  site: Site,
  lacking: readonly SeedMessage[],
  { place, isLaid }: { readonly place: string | null; readonly isLaid: boolean },
): Promise<void> {
  const replies = lacking.filter(({ kind, author }) => kind === 'reply' && author !== undefined);
  if (replies.length === 0) return;
  const actor = await actorOf(site);
  const other = replies.find(({ author = '' }) => keyOf(author) !== keyOf(actor));
  if (other === undefined) return;
  throw conflict('others-reply', `${other.author} is to have answered "${other.body}", and ${actor} would have`, {
    hint: isLaid
      ? 'add the contact to contacts: then all of it is laid down as it was'
      : `apply it as them: --as ${other.author}; or leave author: out`,
    details: { place },
  });
}

/** Why there is nobody to have a conversation with. */
export const nobodyThere = ({ contact }: SeedConversation, place: string | null) =>
  invalid('nobody-there', `there is no contact ${contact}, and nothing that they wrote`, {
    hint: 'add them to contacts:, or what they wrote as a message of kind: in',
    details: { place },
  });
