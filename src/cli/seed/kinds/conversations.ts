import type { SeedConversation, SeedMessage } from '../../../domain/seed.ts';
import { instant } from '../../../domain/time.ts';
import { endConversations } from '../../../operations/conversations/end.ts';
import { type KnownConversation, knownConversations, type Thread } from '../../../operations/conversations/known.ts';
import { receiveMessage } from '../../../operations/conversations/receive.ts';
import { replyInConversation } from '../../../operations/conversations/reply.ts';
import { transferConversations } from '../../../operations/conversations/transfer.ts';
import type { Site } from '../site.ts';
import { atOnce, type Steps, step } from '../step.ts';
import { laying, nameOf, type Placed } from './conversations-laid.ts';
import { leftAs, nobodyThere, refuseOthersReply } from './conversations-left.ts';

/** Lays down conversations with known contacts as they were, many at once; the others are had, one after the other. */
export async function* conversationSteps(site: Site): Steps {
  const { hand, document } = site;
  const going: Placed[] = [];
  const now = hand.now;
  for (const some of atOnce([...(document.conversations ?? []).entries()])) {
    const known = await knownOf(
      site,
      some.map(([, said]) => said),
    );
    const placed = some.map(([i, said], at) => ({ said, i, ...(known[at] as KnownConversation) }));
    const unknown = placed.filter(({ there, isContact }) => there === undefined && isContact);
    if (unknown.length > 0) yield laying(site, unknown);
    const others = placed.filter(({ there, isContact }) => there !== undefined || !isContact);
    for (const { said, i, there } of others) {
      const left = there && lackingIn(there, said).length === 0 ? leftAs(there, said) : undefined;
      if (left === undefined) going.push({ said, i });
      else yield left;
    }
  }
  for (const { said, i } of going) {
    try {
      yield* conversationMade(site, said, i);
    } finally {
      hand.now = now;
    }
  }
}

/** What somebody wrote or answered that is not there yet. */
function lackingIn(there: Thread | undefined, said: SeedConversation): SeedMessage[] {
  const known = new Set(there?.messages.map(({ kind, text, at }) => `${kind} ${instant(at)} ${text.trim()}`));
  return (said.messages ?? []).filter(
    ({ kind, at, body }) => (kind === 'in' || kind === 'reply') && !known.has(`${kind} ${instant(at)} ${body.trim()}`),
  );
}

async function* conversationMade(site: Site, said: SeedConversation, i: number): Steps {
  const { hand, placeOf } = site;
  const name = nameOf(said);
  const about = { change: 'edit', kind: 'conversations', name, place: placeOf(['conversations', i]) } as const;
  const [{ there, isContact }] = (await knownOf(site, [said])) as [KnownConversation];
  if (there === undefined && isContact) return yield laying(site, [{ said, i }]);
  const lacking = lackingIn(there, said);
  await refuseOthersReply(site, lacking, { place: about.place, isLaid: there === undefined });
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
  const [{ there: after }] = (await knownOf(site, [said])) as [KnownConversation];
  if (after === undefined) {
    if (lacking.length === 0) throw nobodyThere(said, about.place);
    return;
  }
  const left = leftAs(after, said);
  if (left !== undefined) {
    if (lacking.length === 0 || left.stands !== undefined) yield left;
    return;
  }
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

/** What is there of conversations, and who of theirs is a contact already: who is none becomes one by writing. */
const knownOf = ({ hand }: Site, said: readonly SeedConversation[]): Promise<readonly KnownConversation[]> =>
  hand.ask(knownConversations, { conversations: said.map(nameOf) }, ({ known }) => known);

/** Whether a responder answered a message: the next thing that was said is its answer. */
function isAnswered(messages: readonly SeedMessage[], message: SeedMessage): boolean {
  const next = messages.slice(messages.indexOf(message) + 1).find(({ kind }) => kind !== 'event');
  return next?.kind === 'auto';
}
