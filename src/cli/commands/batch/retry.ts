import { readBatch } from '../../../domain/batch.ts';
import { invalid } from '../../../domain/errors.ts';
import { face, given as givenOf } from '../../face.ts';

/** Feeds mended rows back. */
export const retry = face({
  usage: 'retry <batch>',
  about: 'feed mended rows back, with the flags of the batch that rejected them',
  examples: [
    ['switchboard batch retry b12 --rejects rejected.csv', 'the rows that b12 rejected, mended'],
    ['switchboard batch retry b12 --rejects rejected.csv --still-rejected again.csv', 'what is wrong still goes there'],
  ],
  flags: [
    { flags: '--rejects <file>', about: 'the mended file of rejected rows' },
    { flags: '--still-rejected <file>', about: 'write the rows there that are rejected again' },
  ],
  notes: 'It is the same command as before: what it would ask, refuse and report, it does here.',
  operation: async () => (await import('../../../operations/batch/retry.ts')).retryBatch,
  gather: (given) => {
    if (given.text('rejects') === undefined) {
      throw invalid('usage', 'which rows? name the mended file', { hint: 'with --rejects FILE' });
    }
    return { batch: readBatch(given.args[0] as string) };
  },
  show: ({ batch, operation }) => ({ record: { batch, operation }, columns: [{ key: 'batch' }, { key: 'operation' }] }),
  leadsTo: async ({ operation, flags }, given) => {
    const again = given.text('stillRejected');
    const options = {
      ...flags,
      ...(again !== undefined && { rejects: again }),
      ...(given.flag('yes') && { yes: true }),
    };
    const [, load] = COMMANDS.find(([name]) => name === operation) ?? [];
    if (load === undefined) throw new Error(`${operation} cannot be led to`);
    return { face: await load(), given: givenOf([given.text('rejects') as string], options) };
  },
});

const COMMANDS = [
  ['users invite', async () => (await import('../users/invite.ts')).invite],
  ['contacts import', async () => (await import('../contacts/import.ts')).importing],
] as const;
