import { LINE_KINDS, type LineKind } from '../../../domain/line-kinds.ts';
import { columns, face } from '../../face.ts';

/** Edits a line. */
export const edit = face({
  usage: 'edit <line>',
  about: 'change the name or the kind of a line; its address stays',
  examples: [
    ['switchboard lines edit +15550100 --name "Front desk"', 'give it a name'],
    ['switchboard lines edit "Front desk" --kind whatsapp', 'it runs over WhatsApp now'],
  ],
  flags: [
    { flags: '--name <name>', about: 'what people call it; an empty one takes the name away' },
    { flags: '--kind <kind>', about: LINE_KINDS.join(', ') },
  ],
  operation: async () => (await import('../../../operations/lines/edit.ts')).editLine,
  gather: (given) => ({
    line: given.args[0] as string,
    name: given.text('name'),
    kind: given.text('kind') as LineKind | undefined,
  }),
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('address', 'name', 'kind', 'change') }),
  names: ({ address }) => [address],
});
