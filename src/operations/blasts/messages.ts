import { blastQuestion } from '../../access/blasts.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { MESSAGE_STATES } from '../../domain/blast.ts';
import { filled, parseBody } from '../../domain/message-body.ts';
import { rfc3339 } from '../../domain/time.ts';
import { messagesOf } from '../../store/blast-messages.ts';
import { list, optional, picklist, text } from '../input.ts';
import { blastMeant } from './blast.ts';

/** A message of a blast as people and programs read it. */
export interface MessageAnswer {
  readonly key: string;
  readonly to: string;
  readonly body: string;
  readonly state: string;
  /** What was said of it: by the gateway, or by the rule that held it back. */
  readonly outcome: string | null;
  readonly attempts: number;
  readonly due: string;
  /** When what is told of it came to be; null while it waits for its first turn. */
  readonly at: string | null;
}

/** The messages of a blast, as far as the acting user sees their contacts, streamed: the outbox, and what became of each. */
export const listMessages = query({
  name: 'blasts messages',
  needs: ['blasts.view'],
  input: {
    blast: text(),
    states: optional(list(picklist(MESSAGE_STATES, `a state is ${MESSAGE_STATES.join(', ')}`))),
  },
  asks: async ({ blast }, sight) => [await blastQuestion(sight, 'blasts.view', blast)],
  does: async (pass, input) => {
    const { connection, workspace, actor } = pass;
    const blast = await blastMeant(pass, 'blasts.view', input.blast);
    const reached = reachOf(actor, 'contacts.view');
    const rows = messagesOf(connection, workspace.id, blast.id, reached, input.states);
    return { messages: answers(rows, filled(parseBody(blast.body), new Map()).text) };
  },
});

async function* answers(rows: ReturnType<typeof messagesOf>, uniform: string): AsyncGenerator<MessageAnswer> {
  for await (const { key, address, body, state, outcome, attempts, due, at } of rows) {
    const times = { due: rfc3339(due), at: at === null ? null : rfc3339(at) };
    yield { key, to: address, body: body ?? uniform, state, outcome, attempts, ...times };
  }
}
