import type { SeenConversation } from '../../access/conversations.ts';
import { conflict } from '../../domain/errors.ts';
import { listed } from '../../domain/words.ts';

/** What became of one conversation. */
export interface Acted {
  readonly conversation: string;
  readonly state: string;
  readonly claimedBy: string | null;
  /** What was done, or `unchanged`. */
  readonly change: string;
}

/** `LINE/CONTACT`, as people name a conversation. */
export const nameOf = ({ resource }: SeenConversation): string => resource.record?.name ?? '';

/** Sees to it that none of these has ended. */
export function refuseEnded(rows: readonly SeenConversation[]): void {
  const ended = rows.filter(({ state }) => state === 'ended').map(nameOf);
  if (ended.length === 0) return;
  throw conflict('conversation-ended', `${listed(ended)}: ended`, {
    hint: `it opens again when they write, or with: switchboard conversations reply ${ended[0]} TEXT --reopen`,
    details: { conversations: ended },
  });
}

/** How many conversations changed, for the ledger. */
export const countsOf = ({ conversations }: { readonly conversations: readonly Acted[] }) => {
  const changed = conversations.filter(({ change }) => change !== 'unchanged').length;
  return { changed, unchanged: conversations.length - changed };
};
