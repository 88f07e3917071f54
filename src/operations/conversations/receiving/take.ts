import type { Dealing } from '../../../access/assignment.ts';
import { contactName, contactRecord } from '../../../access/contacts.ts';
import { lineResource } from '../../../access/line-names.ts';
import { answered, unsaid } from '../../../domain/answer.ts';
import { addressOn } from '../../../domain/consent-address.ts';
import { isTextKind } from '../../../domain/line-kinds.ts';
import { complianceOf } from '../../../domain/opt-words.ts';
import { isCompliance, type Situation } from '../../../domain/responder.ts';
import type { Settings } from '../../../domain/settings.ts';
import type { Said } from '../../../store/conversations.ts';
import { deedsDone } from './deeds.ts';
import type { Message, Received } from './message.ts';
import type { Notes } from './notes.ts';
import { threadOf } from './threads.ts';
import type { Standing, Thread, World, Writer } from './world.ts';

/** Takes a message in. */
export function take(
  message: Message,
  world: World,
  notes: Notes,
  dealing: Dealing,
  { yesOptsIn }: Settings,
): Received {
  const { line, text, id, at, automatic } = message;
  const before = id === null ? undefined : world.keys.get(id);
  if (before !== undefined) return again(before, message);
  const isKnown = world.writers.has(message.sender.key);
  const { writer, thread, began } = threadOf(message, world);
  if (id !== null) world.keys.set(id, nameOf(thread));
  const say = (said: Pick<Said, 'kind' | 'body'> & Partial<Said>) =>
    notes.said.push({ conversation: thread.id, at, author: null, ...said });
  say({ kind: 'in', body: text, key: id });
  if (began === 'reopened') say({ kind: 'event', body: 'reopened' });

  const situation: Situation = {
    text,
    at,
    isFirstContact: began === 'opened',
    isClaimed: thread.claimedBy !== null,
    isAutomatic: automatic,
    isOpen: world.isOpen(line, at),
    lastAnswered: (responder) => world.answers.get(`${responder} ${writer.id}`),
    yesOptsIn,
    lineIsText: isTextKind(line.kind),
  };
  const variables = world.variables.get(writer.id) ?? introduced(writer);
  const { answer, verdicts } = answered(world.responders.get(line.id) ?? [], situation, variables);
  const standing = standingOf(world, line.id, addressOn(line.kind, writer));
  const was = standing.state;
  const matched = verdicts.find(({ outcome }) => outcome === 'answers')?.matched;
  const doings = answer && deedsDone(answer, { writer, standing, at, matched, notes });
  for (const body of doings?.events ?? []) say({ kind: 'event', body, responder: answer?.by.name ?? '' });
  const staysOut = was === 'opted-out' && standing.state === 'opted-out';
  const silent = unsaid(answer, { isAutomatic: automatic, staysOut });
  const reply = silent === null ? (answer?.text ?? null) : null;
  if (answer && reply !== null) {
    say({ kind: 'auto', body: reply, responder: answer.by.name });
    if (!isCompliance(answer.by)) {
      world.answers.set(`${answer.by.id} ${writer.id}`, at);
      notes.answers.push({ contact: writer.id, responder: answer.by.id, at });
    }
  }
  // A word to a machine, or from one, is nobody's work.
  const isWork = !automatic && !(situation.lineIsText && complianceOf(text, { yesOptsIn }));
  const dealtTo = isWork ? dealt(thread, dealing) : null;
  if (dealtTo !== null) say({ kind: 'event', body: `dealt out to ${dealtTo}` });
  return {
    conversation: nameOf(thread),
    id,
    change: 'received',
    contact: isKnown ? 'known' : 'added',
    began,
    claimedBy: thread.holder,
    dealtTo,
    consent: standing.state,
    responder: answer?.by.name ?? null,
    why: answer?.why ?? null,
    reply,
    silent,
    did: doings?.did ?? [],
    skipped: doings?.skipped ?? [],
  };
}

const nameOf = ({ line, writer }: Thread): string => `${line.address}/${contactName(writer)}`;

const again = (conversation: string, { id }: Message): Received => ({
  ...{ conversation, id, change: 'unchanged', contact: 'known', began: 'goes on' },
  ...{ claimedBy: null, dealtTo: null, consent: null, responder: null, why: null, reply: null, silent: null },
  ...{ did: [], skipped: [] },
});

/** What a message may say of somebody who is new. */
const introduced = ({ phone, email, firstName, lastName }: Writer): ReadonlyMap<string, string | null> =>
  new Map([
    ['phone', phone],
    ['email', email],
    ['first_name', firstName],
    ['last_name', lastName],
    ['name', [firstName, lastName].filter((part) => part !== null).join(' ') || null],
  ]);

function standingOf(world: World, lineId: number, address: string): Standing {
  const key = `${lineId} ${address}`;
  const found: Standing = world.consents.get(key) ?? {
    ...{ lineId, address, state: 'unknown', word: null, origin: 'message', at: 0, isSet: false },
  };
  world.consents.set(key, found);
  return found;
}

/** Deals a conversation out that nobody answers for. Whoever gets it answers for the contact too, who is nobody's. */
function dealt(thread: Thread, dealing: Dealing): string | null {
  const { writer, line } = thread;
  if (thread.claimedBy !== null || writer.assignee !== null) return null;
  const record = writer.team_id === null ? null : { ...contactRecord(writer), kind: 'conversation' as const };
  const next = dealing.next(lineResource(line), record);
  if (next === undefined) return null;
  Object.assign(thread, { state: 'claimed', claimedBy: next.user_id, holder: next.email, isTouched: true });
  if (writer.team_id === null) Object.assign(writer, { assignee: next.user_id, isReassigned: true });
  return next.email;
}
