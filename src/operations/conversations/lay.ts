import { barred } from '../../access/barred.ts';
import { contactsInSight } from '../../access/contacts.ts';
import { anyConversation } from '../../access/conversations.ts';
import { lineResource } from '../../access/line-names.ts';
import { lineInSight } from '../../access/lines.ts';
import { change } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { conflict } from '../../domain/errors.ts';
import { listed } from '../../domain/words.ts';
import { beginConversations, changeConversations, say } from '../../store/conversations.ts';
import { lastConversation } from '../../store/inbound.ts';
import type { ContactRow } from '../../store/records.ts';
import { custom, list } from '../input.ts';

/** A conversation as it was elsewhere: `author` is a member's address, `responder` a name, times are UTC milliseconds. */
export interface Laid {
  readonly line: string;
  readonly contact: string;
  readonly state: 'open' | 'claimed' | 'ended';
  readonly claimedBy: string | undefined;
  readonly category: string | undefined;
  readonly note: string | undefined;
  readonly messages: readonly {
    readonly kind: 'in' | 'reply' | 'auto' | 'note' | 'event';
    readonly body: string;
    readonly at: number;
    readonly author: string | undefined;
    readonly responder: string | undefined;
  }[];
}

/**
 * Lays down conversations that were had elsewhere, with known contacts: nothing goes out, nobody answers, nothing that
 * was said has an effect again.
 */
export const layConversations = change({
  name: 'conversations lay',
  needs: ['conversations.oversee', 'contacts.add'],
  input: { conversations: list(custom<Laid>((value) => typeof value === 'object' && value !== null)) },
  asks: async ({ conversations }, sight) => {
    const add = { needs: 'contacts.add', on: workspaceItself } as const;
    const [refused] = barred(sight.actor, ['conversations.oversee']);
    if (refused) return [refused, add];
    const asked = [];
    for (const word of new Set(conversations.map(({ line }) => line))) {
      const line = await lineInSight(sight, 'conversations.oversee', word);
      asked.push({ needs: 'conversations.oversee', on: anyConversation(lineResource(line)) } as const);
    }
    return [add, ...asked];
  },
  does: async (pass, { conversations }) => {
    const { connection, workspace, entry, now } = pass;
    const lines = new Map<string, number>();
    for (const { line } of conversations) {
      if (!lines.has(line)) lines.set(line, (await lineInSight(pass, 'conversations.oversee', line)).id);
    }
    const words = [...new Set(conversations.map(({ contact }) => contact))];
    const contacts = new Map<string, ContactRow>();
    for (const row of await contactsInSight(pass, 'contacts.view', words)) {
      for (const word of [row.phone, row.email, row.email_key]) if (word !== null) contacts.set(word, row);
    }
    const people = new Set(
      conversations.flatMap(({ claimedBy, messages }) => [claimedBy, ...messages.map(({ author }) => author)]),
    );
    const named = [...people].filter((one) => one !== undefined);
    const members = new Map((await membersNamed(pass, named)).map(({ subject }, i) => [named[i], subject.userId]));
    const first = 1 + (await lastConversation(connection, workspace.id));
    const laid = conversations.map((one, i) => {
      const times = one.messages.map(({ at }) => at);
      return {
        ...one,
        id: first + i,
        lineId: lines.get(one.line) as number,
        contactId: (contacts.get(one.contact) as ContactRow).id,
        claimedBy: members.get(one.claimedBy) ?? null,
        opened: times.length === 0 ? now : Math.min(...times),
        latest: times.length === 0 ? now : Math.max(...times),
      };
    });
    const pairs = Map.groupBy(laid, ({ lineId, contactId }) => `${lineId} ${contactId}`);
    const twice = [...pairs.values()].find(({ length }) => length > 1);
    if (twice) throw laidTwice(twice.map(({ line, contact }) => `${line}/${contact}`));
    await beginConversations(
      connection,
      workspace.id,
      entry,
      laid.map(({ id, lineId, contactId, state, claimedBy, opened, latest }) => {
        return { id, lineId, contactId, state, claimedBy, opened, latest };
      }),
    );
    const told = laid.filter(({ note, category }) => note !== undefined || category !== undefined);
    await changeConversations(
      connection,
      workspace.id,
      entry,
      told.map(({ id, state, claimedBy, note, category }) => ({ id, state, claimedBy, note, category })),
    );
    const said = laid.flatMap(({ id, messages }) =>
      messages.map(({ kind, body, at, author, responder }) => {
        const by = members.get(author) ?? null;
        return { conversation: id, kind, body, at, author: by, ...(responder !== undefined && { responder }) };
      }),
    );
    await say(connection, workspace.id, entry, said);
    return { conversations: laid.length, messages: said.length };
  },
  // What was said stays in the thread, where it can be deleted: the ledger keeps what is never forgotten.
  summary: ({ conversations }) => ({ conversations: conversations.map(({ line, contact }) => `${line}/${contact}`) }),
  counts: ({ conversations, messages }) => ({ conversations, messages }),
});

const laidTwice = (names: readonly string[]) =>
  conflict('conversation-twice', `${listed(names)} are one conversation`, { hint: 'say it once' });
