import { LINE_KINDS, type LineKind } from '../../../domain/line-kinds.ts';
import { columns, face } from '../../face.ts';

/** Adds a line. */
export const add = face({
  usage: 'add <address>',
  about: 'add a line: a phone number, or a channel by its address; one that was removed is brought back',
  examples: [
    ['switchboard lines add +15550100 --name "Front desk"', 'a number for text messages'],
    ['switchboard lines add "(555) 010-0100" --country US', 'a number in its national form'],
    ['switchboard lines add help@acme.com --kind email', 'a mailbox'],
  ],
  flags: [
    { flags: '--kind <kind>', about: `${LINE_KINDS.join(', ')}; sms when left out and the address is a phone number` },
    { flags: '--name <name>', about: 'what people call it; it can be used in place of the address' },
    { flags: '--country <code>', about: 'the country, in two letters, whose national form the number has' },
  ],
  operation: async () => (await import('../../../operations/lines/add.ts')).addLine,
  gather: (given) => ({
    address: given.args[0] as string,
    kind: given.text('kind') as LineKind | undefined,
    name: given.text('name'),
    country: given.text('country'),
  }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('address', 'name', 'kind', 'change'),
  }),
  names: ({ address }) => [address],
});
