import { barred } from '../../access/barred.ts';
import { lineResource } from '../../access/line-names.ts';
import { lineInSight } from '../../access/lines.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import { incoming } from '../../domain/message-said.ts';
import { senderOf } from '../../domain/sender.ts';
import { instant } from '../../domain/time.ts';
import { settingsOf } from '../../store/settings.ts';
import { boolean, optional, read, text } from '../input.ts';
import type { Received } from './receiving/message.ts';
import { receiveAll } from './receiving/receive.ts';

/** Takes a message in: the door that a gateway's webhook calls. The same id again changes nothing. */
export const receiveMessage = change({
  name: 'conversations receive',
  needs: ['conversations.oversee', 'contacts.add'],
  input: {
    line: text(),
    /** The number or e-mail address of who wrote. */
    from: text(),
    text: read(incoming),
    id: optional(text()),
    at: optional(text()),
    automatic: boolean(),
    name: optional(text()),
  },
  asks: async ({ line }, sight) => {
    const add = { needs: 'contacts.add', on: workspaceItself } as const;
    const [refused] = barred(sight.actor, ['conversations.oversee']);
    if (refused) return [refused, add];
    const row = await lineInSight(sight, 'conversations.oversee', line);
    return [{ needs: 'conversations.oversee', on: on({ line: lineResource(row) }) }, add];
  },
  does: async (pass, { id = null, at: written, name = null, automatic, ...input }) => {
    const settings = await settingsOf(pass.connection, pass.workspace.id);
    const line = await lineInSight(pass, 'conversations.oversee', input.line);
    const sender = await senderOf(input.from, settings.country);
    if (sender === undefined) {
      throw invalid('bad-sender', `"${input.from}" is no phone number and no e-mail address`, {
        hint: 'contacts are known by a number such as +15550123, or by an e-mail address',
      });
    }
    const at = written === undefined ? pass.now : instant(written);
    const message = { line, sender, text: input.text, id, at, automatic, name };
    const [received] = (await receiveAll(pass, settings, [message])) as [Received];
    return received.change === 'unchanged' ? new Unapplied(received, 'unchanged') : received;
  },
  // What was said stays in the thread, where it can be deleted: the ledger keeps what is never forgotten.
  summary: ({ text: body, name: _name, ...input }) => ({ ...input, characters: body.length }),
  counts: ({ contact, reply }) => ({
    received: 1,
    added: contact === 'added' ? 1 : 0,
    answered: reply === null ? 0 : 1,
  }),
});
