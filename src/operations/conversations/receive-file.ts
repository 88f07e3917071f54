import { custom } from 'valibot';
import { barred } from '../../access/barred.ts';
import { lineResource } from '../../access/line-names.ts';
import { linesInSight } from '../../access/lines.ts';
import { type Ask, change, Unapplied } from '../../access/operation.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import { type Fault, fault } from '../../domain/fault.ts';
import type { InboundRow } from '../../domain/inbound-row.ts';
import { senderOf } from '../../domain/sender.ts';
import { settingsOf } from '../../store/settings.ts';
import type { LineRow } from '../../store/subjects.ts';
import { count, text } from '../input.ts';
import type { Message, Received } from './receiving/message.ts';
import { receiveAll } from './receiving/receive.ts';

/** What came of a file of messages: what became of each, or the faults of its lines, and then nothing was taken in. */
export interface ReceivedFile {
  readonly rows: number;
  readonly received: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly faults: readonly Fault[];
  readonly messages: readonly Received[];
}

type Needs = 'conversations.oversee' | 'contacts.add';

/** Takes the messages of a file in, in its order: all of them, or none. */
export const receiveMessages = change({
  name: 'conversations receive --file',
  needs: ['conversations.oversee', 'contacts.add'],
  input: {
    messages: custom<readonly InboundRow[]>(Array.isArray, 'messages'),
    faults: custom<readonly Fault[]>(Array.isArray, 'faults'),
    rows: count(),
    /** Where they come from, for the ledger. */
    source: text(),
  },
  asks: async ({ messages }, sight) => {
    const add: Ask<Needs> = { needs: 'contacts.add', on: workspaceItself };
    const [refused] = barred(sight.actor, ['conversations.oversee']);
    if (refused) return [refused, add];
    const lines = await linesInSight(sight, 'conversations.oversee', wordsOf(messages));
    const found = [...new Map([...lines.values()].map((row) => [row.id, row])).values()];
    return [
      add,
      ...found.map((row): Ask<Needs> => ({ needs: 'conversations.oversee', on: on({ line: lineResource(row) }) })),
    ];
  },
  does: async (pass, { messages: given, faults: found, rows }) => {
    const settings = await settingsOf(pass.connection, pass.workspace.id);
    const lines = await linesInSight(pass, 'conversations.oversee', wordsOf(given));
    const faults: Fault[] = [...found];
    const messages: Message[] = [];
    for (const row of given) {
      const line = lines.get(row.line ?? '');
      const sender = await senderOf(row.from, settings.country);
      if (line === undefined) faults.push(unknownLine(row));
      if (sender === undefined) faults.push(badSender(row));
      if (line && sender) messages.push(messageOf(row, line, sender, pass.now));
    }
    if (faults.length > 0) {
      const inOrder = faults.sort((a, b) => a.line - b.line);
      const nothing = { received: 0, unchanged: 0, rejected: rows, faults: inOrder, messages: [] };
      return new Unapplied<ReceivedFile>({ rows, ...nothing }, 'rejected');
    }
    const taken = await receiveAll(pass, settings, messages);
    const received = taken.filter(({ change }) => change === 'received').length;
    const unchanged = taken.length - received;
    const report: ReceivedFile = { rows, received, unchanged, rejected: 0, faults: [], messages: taken };
    return received === 0 ? new Unapplied(report, 'unchanged') : report;
  },
  summary: ({ source, rows }) => ({ source, rows }),
  counts: ({ received, unchanged }: ReceivedFile) => ({ received, unchanged }),
});

const wordsOf = (rows: readonly InboundRow[]): string[] => [...new Set(rows.flatMap(({ line }) => line ?? []))];

const messageOf = (row: InboundRow, line: LineRow, sender: Message['sender'], now: number): Message => {
  const { text: said, id, written, automatic, name } = row;
  return { line, sender, text: said, id, at: written ?? now, automatic, name };
};

const unknownLine = ({ at, line }: InboundRow): Fault =>
  fault(at, 'unknown-line', `there is no line "${line}"`, { field: 'line', value: line });

const badSender = ({ at, from }: InboundRow): Fault =>
  fault(at, 'bad-phone', `"${from}" is no phone number and no e-mail address`, { field: 'from', value: from });
