import type { Noun } from '../face.ts';
import { claim } from './conversations/claim.ts';
import { consent, setConsent } from './conversations/consent.ts';
import { end } from './conversations/end.ts';
import { list } from './conversations/list.ts';
import { receive } from './conversations/receive.ts';
import { release } from './conversations/release.ts';
import { reply } from './conversations/reply.ts';
import { show } from './conversations/show.ts';
import { transfer } from './conversations/transfer.ts';

/** Conversations. */
export const conversations: Noun = {
  name: 'conversations',
  about: 'conversations with contacts: take messages in, claim, reply, transfer, release and end them',
  faces: [receive, list, show, reply, claim, transfer, release, end, consent, setConsent],
};
