import { splitName } from '../../../domain/contact-name.ts';
import type { Message } from './message.ts';
import type { Thread, World, Writer } from './world.ts';

/** The conversation that a message belongs to, open now: it begins, or begins again, where it must. */
export function threadOf({ line, sender, name, at }: Message, world: World) {
  const writer = world.writers.get(sender.key) ?? newcomer(world, sender, name);
  world.writers.set(sender.key, writer);
  const place = `${line.id} ${writer.id}`;
  const known = world.threads.get(place);
  if (known === undefined) {
    const id = ++world.next.conversation;
    const state = { state: 'open' as const, claimedBy: null, holder: null, opened: at, latest: at, isTouched: false };
    const thread: Thread = { id, line, writer, isNew: true, ...state };
    world.threads.set(place, thread);
    return { writer, thread, began: 'opened' as const };
  }
  const reopened = known.state === 'ended';
  if (reopened) Object.assign(known, { state: 'open', opened: at });
  Object.assign(known, { latest: Math.max(known.latest, at), isTouched: true });
  return { writer, thread: known, began: reopened ? ('reopened' as const) : ('goes on' as const) };
}

function newcomer(world: World, { phone, email, emailKey }: Message['sender'], name: string | null): Writer {
  const { first: firstName, last: lastName } = splitName(name ?? '');
  const id = ++world.next.contact;
  const unassigned = { assignee: null, team_id: null, team: null, isReassigned: false };
  return { id, phone, email, email_key: emailKey, isNew: true, firstName, lastName, ...unassigned };
}
