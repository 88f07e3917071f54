import { cancelled } from '../domain/errors.ts';

/** Lets a signal that is waiting be heard, and stops where one was. */
export async function uninterrupted(signal: AbortSignal): Promise<void> {
  await new Promise(setImmediate);
  if (signal.aborted) throw cancelled('interrupted', 'interrupted: nothing was changed');
}
