import type { Said } from '../../../store/conversations.ts';
import type { Deeds } from '../../../store/inbound.ts';

/** What is to be written once all messages are taken in, beside what the world came to. */
export interface Notes extends Deeds {
  readonly said: Said[];
  readonly tags: { contact: number; tag: string }[];
  readonly lists: { contact: number; list: number }[];
  readonly answers: { contact: number; responder: number; at: number }[];
}
