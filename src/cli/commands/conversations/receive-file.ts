import { basename, resolve } from 'node:path';
import { invalid } from '../../../domain/errors.ts';
import type { Fault } from '../../../domain/fault.ts';
import { type InboundRow, readInbound } from '../../../domain/inbound-row.ts';
import { plural } from '../../../domain/words.ts';
import type { Received } from '../../../operations/conversations/receiving/message.ts';
import { columns, face, type Given } from '../../face.ts';
import { FAULT_COLUMNS } from '../../fault-columns.ts';
import type { Surroundings } from '../../surroundings.ts';

/** So many at once: they are held while they are taken in, one after the other. */
const MOST = 10_000;

/** Takes the messages of a file in. */
export const receiveFile = face({
  usage: 'receive --file <file>',
  about: 'take in the messages of a file',
  examples: [],
  operation: async () => (await import('../../../operations/conversations/receive-file.ts')).receiveMessages,
  gather: read,
  show: ({ rows, received, unchanged, faults, messages }) =>
    faults.length > 0
      ? {
          columns: FAULT_COLUMNS,
          rows: faults as readonly (Fault & Record<string, unknown>)[],
          notes: [`${plural(faults.length, 'fault')} in ${plural(rows, 'message')}: nothing was taken in`],
        }
      : {
          columns: columns<Received>('conversation', 'change', 'began', 'claimedBy', 'consent', 'responder', 'reply'),
          rows: messages.map((message) => ({ ...message })),
          notes: [`${received} taken in, ${unchanged} unchanged`],
        },
  names: ({ messages }) => messages.map(({ conversation }) => conversation),
});

async function read(given: Given, around: Surroundings) {
  if (given.args.length > 0) throw invalid('usage', 'give a text, or a file of messages, not both');
  const file = given.text('file') as string;
  const { readRecords } = await import('../../files.ts');
  const path = file === '-' ? file : resolve(around.cwd, file);
  const opened = await readRecords(path, { format: 'jsonl', stdin: around.stdin(), signal: around.signal });
  const messages: InboundRow[] = [];
  const faults: Fault[] = [];
  let rows = 0;
  for await (const { records, lines, faults: unreadable, rejected } of opened.batches) {
    rows += records.length + new Set(rejected.map(({ line }) => line)).size;
    if (rows > MOST)
      throw invalid('too-many', `more than ${plural(MOST, 'message')} at once`, { hint: 'part the file' });
    faults.push(...unreadable);
    for (const [i, record] of records.entries()) {
      const row = readInbound(lines[i] as number, record, given.text('line') ?? null);
      if (Array.isArray(row)) faults.push(...row);
      else messages.push(row);
    }
  }
  return { messages, faults, rows, source: file === '-' ? 'standard input' : basename(file) };
}
