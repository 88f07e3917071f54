import { dealing as dealingBy } from '../../../access/assignment.ts';
import type { ChangePass } from '../../../access/pass.ts';
import type { Settings } from '../../../domain/settings.ts';
import { applyWorld } from './apply.ts';
import type { Message, Received } from './message.ts';
import type { Notes } from './notes.ts';
import { take } from './take.ts';
import { worldOf } from './world.ts';

/** Takes messages in, in their order, and writes what came of it; those that were taken in before change nothing. */
export async function receiveAll(
  pass: ChangePass,
  settings: Settings,
  messages: readonly Message[],
): Promise<readonly Received[]> {
  const world = await worldOf(pass, messages, settings);
  const dealing = await dealingBy(pass, settings);
  const notes: Notes = { said: [], tags: [], lists: [], answers: [] };
  const received = messages.map((message) => take(message, world, notes, dealing, settings));
  if (received.some(({ change }) => change === 'received')) {
    await applyWorld(pass, world, notes);
    await dealing.keep();
  }
  return received;
}
