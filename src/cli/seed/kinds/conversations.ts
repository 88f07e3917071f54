import { emailKey } from '../../../domain/email.ts';
import { Failure } from '../../../domain/errors.ts';
import type { SeedConversation, SeedMessage } from '../../../domain/seed.ts';
import { instant } from '../../../domain/time.ts';
import { showContact } from '../../../operations/contacts/show.ts';
import { endConversations } from '../../../operations/conversations/end.ts';
import { type Laid, layConversations } from '../../../operations/conversations/lay.ts';
import { receiveMessage } from '../../../operations/conversations/receive.ts';
import { replyInConversation } from '../../../operations/conversations/reply.ts';
import { showConversation } from '../../../operations/conversations/show.ts';
import { transferConversations } from '../../../operations/conversations/transfer.ts';
import type { Site } from '../site.ts';
import { fresh, type Steps, same, step } from '../step.ts';

/** Takes in what contacts wrote and answers it as the document says, each at its time; then who holds it and whether it ended. */
export async function* conversationSteps(site: Site): Steps {
  const { hand } = site;
  const now = hand.now;
  for (const [i, said] of (site.document.conversations ?? []).entries()) {
    try {
      yield* conversationMade(site, said, i);
    } finally {
      hand.now = now;
    }
  }
}

async function* conversationMade(site: Site, said: SeedConversation, i: number): Steps {
  const { hand, placeOf } = site;
  const name = `${said.line}/${said.contact}`;
  const about = { change: 'edit', kind: 'conversations', name, place: placeOf(['conversations', i]) } as const;
  const there = await conversationThere(site, name);
  const known = new Set(there?.messages.map(({ kind, text, at }) => `${kind} ${instant(at)} ${text}`));
  if (there === undefined && (await isContact(site, said.contact))) {
    const messages = said.messages?.length ?? 0;
    const what = fresh({ state: said.state ?? 'open', 'claimed by': said.claimedBy, messages });
    const conversations = [laidOf(said)];
    return yield step({ ...about, change: 'make', what }, async () => layConversations, { conversations });
  }
  const messages = (said.messages ?? []).filter(({ kind }) => kind === 'in' || kind === 'reply');
  const lacking = messages.filter(({ kind, at, body }) => !known.has(`${kind} ${instant(at)} ${body}`));
  const present = hand.now;
  let isThere = there !== undefined;
  let isEnded = there?.state === 'ended';
  for (const message of lacking) {
    const at = instant(message.at);
    hand.now = () => at;
    const what = [{ what: message.kind, from: null, to: message.body }];
    if (message.kind === 'in') {
      const input = {
        line: said.line,
        from: said.contact,
        text: message.body,
        id: undefined,
        at: message.at,
        automatic: !isAnswered(said.messages ?? [], message),
        name: undefined,
      };
      yield step({ ...about, change: isThere ? 'edit' : 'make', what }, async () => receiveMessage, input);
      isThere = true;
      isEnded = false;
    } else {
      const input = { conversation: name, text: message.body, template: undefined, with: undefined, reopen: isEnded };
      yield step({ ...about, what }, async () => replyInConversation, input);
    }
  }
  hand.now = present;
  const after = await conversationThere(site, name);
  if (after === undefined) return;
  if (lacking.length === 0 && settled(after, said)) return yield same('conversations');
  if (said.state === 'claimed' && said.claimedBy && after.claimedBy !== said.claimedBy) {
    const what = [{ what: 'claimed by', from: after.claimedBy, to: said.claimedBy }];
    yield step({ ...about, what }, async () => transferConversations, {
      conversations: [name],
      to: said.claimedBy,
      note: undefined,
    });
  }
  if (said.state === 'ended' && after.state !== 'ended') {
    const what = [{ what: 'state', from: after.state, to: 'ended' }];
    const { note, category } = said;
    yield step({ ...about, what }, async () => endConversations, { conversations: [name], note, category });
  }
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

/** Whether somebody is a contact already; who is none becomes one by writing. */
async function isContact({ hand }: Site, contact: string): Promise<boolean> {
  try {
    return await hand.ask(showContact, { contact }, () => true);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'missing') return false;
    throw error;
  }
}

type There = NonNullable<Awaited<ReturnType<typeof conversationThere>>>;

const settled = ({ state, claimedBy }: There, said: SeedConversation): boolean =>
  said.state === undefined ||
  (state === said.state && (said.state !== 'claimed' || claimedBy === (said.claimedBy ?? claimedBy)));

/** Whether a responder answered a message: the next thing that was said is its answer. */
function isAnswered(messages: readonly SeedMessage[], message: SeedMessage): boolean {
  const next = messages.slice(messages.indexOf(message) + 1).find(({ kind }) => kind !== 'event');
  return next?.kind === 'auto';
}

async function conversationThere({ hand }: Site, conversation: string) {
  try {
    return await hand.ask(showConversation, { conversation, limit: 0 }, (found) => found);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'missing') return undefined;
    throw error;
  }
}
