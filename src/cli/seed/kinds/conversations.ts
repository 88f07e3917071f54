import { Failure } from '../../../domain/errors.ts';
import type { SeedConversation, SeedMessage } from '../../../domain/seed.ts';
import { instant } from '../../../domain/time.ts';
import { showContact } from '../../../operations/contacts/show.ts';
import { endConversations } from '../../../operations/conversations/end.ts';
import { type KnownConversation, knownConversations, type Thread } from '../../../operations/conversations/known.ts';
import { receiveMessage } from '../../../operations/conversations/receive.ts';
import { replyInConversation } from '../../../operations/conversations/reply.ts';
import { showConversation } from '../../../operations/conversations/show.ts';
import { transferConversations } from '../../../operations/conversations/transfer.ts';
import type { Site } from '../site.ts';
import { type Steps, same, step } from '../step.ts';
import { laying, nameOf } from './conversations-laid.ts';

/** So many are laid down as one. */
const MOST = 1000;

/** Lays down conversations with known contacts as they were, many at once; the others are had, one after the other. */
export async function* conversationSteps(site: Site): Steps {
  const { hand, document } = site;
  const all = document.conversations ?? [];
  const going: number[] = [];
  const now = hand.now;
  for (let from = 0; from < all.length; from += MOST) {
    const some = all.slice(from, from + MOST);
    const conversations = some.map(nameOf);
    const known = await hand.ask(knownConversations, { conversations }, (found) => found.known);
    const placed = some.map((said, i) => ({ said, i: from + i, ...(known[i] as KnownConversation) }));
    const unknown = placed.filter(({ there, isContact }) => there === undefined && isContact);
    if (unknown.length > 0) yield laying(site, unknown);
    const others = placed.filter(({ there, isContact }) => there !== undefined || !isContact);
    const unlike = others.filter(
      ({ said, there }) => !there || lackingIn(there, said).length > 0 || !settled(there, said),
    );
    if (others.length > unlike.length) yield same('conversations', others.length - unlike.length);
    going.push(...unlike.map(({ i }) => i));
  }
  for (const i of going) {
    try {
      yield* conversationMade(site, all[i] as SeedConversation, i);
    } finally {
      hand.now = now;
    }
  }
}

/** What somebody wrote or answered that is not there yet. */
function lackingIn(there: Thread | undefined, said: SeedConversation): SeedMessage[] {
  const known = new Set(there?.messages.map(({ kind, text, at }) => `${kind} ${instant(at)} ${text}`));
  return (said.messages ?? []).filter(
    ({ kind, at, body }) => (kind === 'in' || kind === 'reply') && !known.has(`${kind} ${instant(at)} ${body}`),
  );
}

async function* conversationMade(site: Site, said: SeedConversation, i: number): Steps {
  const { hand, placeOf } = site;
  const name = nameOf(said);
  const about = { change: 'edit', kind: 'conversations', name, place: placeOf(['conversations', i]) } as const;
  const there = await conversationThere(site, name);
  if (there === undefined && (await isContact(site, said.contact))) return yield laying(site, [{ said, i }]);
  const lacking = lackingIn(there, said);
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

/** Whether somebody is a contact already; who is none becomes one by writing. */
async function isContact({ hand }: Site, contact: string): Promise<boolean> {
  try {
    return await hand.ask(showContact, { contact }, () => true);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'missing') return false;
    throw error;
  }
}

const settled = ({ state, claimedBy }: Thread, said: SeedConversation): boolean =>
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
