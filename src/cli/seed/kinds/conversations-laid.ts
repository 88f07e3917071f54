import { emailKey } from '../../../domain/email.ts';
import type { SeedConversation, SeedMessage } from '../../../domain/seed.ts';
import { instant } from '../../../domain/time.ts';
import { plural } from '../../../domain/words.ts';
import { type Laid, layConversations } from '../../../operations/conversations/lay.ts';
import type { Site } from '../site.ts';
import { type Came, FEW, fresh, type Step, step } from '../step.ts';

/** How a conversation of a document is named. */
export const nameOf = ({ line, contact }: SeedConversation): string => `${line}/${contact}`;

/** A conversation of a document, and its place there. */
export interface Placed {
  readonly said: SeedConversation;
  readonly i: number;
}

/** The step that lays down conversations as they were. */
export function laying({ placeOf }: Site, made: readonly Placed[]): Step {
  const told = made.map(({ said, i }): Came => {
    const messages = said.messages?.length ?? 0;
    const what = fresh({ state: said.state ?? 'open', 'claimed by': said.claimedBy, messages });
    return { change: 'make', rows: 1, name: nameOf(said), what, place: placeOf(['conversations', i]) };
  });
  const [only] = told;
  const name = made.length === 1 && only ? only.name : plural(made.length, 'conversation');
  const place = made.length === 1 && only?.place ? only.place : placeOf(['conversations']);
  return step(
    { change: 'make', kind: 'conversations', name, rows: made.length, place },
    async () => layConversations,
    { conversations: made.map(({ said }) => laidOf(said)) },
    () => (told.length > FEW ? [{ change: 'make', rows: told.length, name }] : told),
  );
}

/** A conversation as it is laid down: what was said stays as it was, whoever would answer now. */
const laidOf = (said: SeedConversation): Laid => ({
  line: said.line,
  contact: said.contact,
  state: said.state ?? 'open',
  claimedBy: said.claimedBy,
  category: said.category,
  note: said.note,
  messages: (said.messages ?? []).map(({ kind, body, at, author }) => ({
    kind,
    body,
    at: instant(at),
    ...writerOf(kind, author),
  })),
});

/** What a responder says is its own, and what it did as an event too: that is no member's. */
function writerOf(kind: SeedMessage['kind'], author: string | undefined) {
  const isResponder = kind === 'auto' || (kind === 'event' && author !== undefined && emailKey(author) === undefined);
  return isResponder ? { author: undefined, responder: author } : { author, responder: undefined };
}
