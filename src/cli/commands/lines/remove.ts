import { e164 } from '../../../domain/phone.ts';
import { plural } from '../../../domain/words.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { column, columns, face } from '../../face.ts';

/** Removes a line. */
export const remove = face({
  usage: 'remove <line>',
  about: 'remove a line, and end every grant of it',
  examples: [
    ['switchboard lines remove +15550100', 'asks for the address once more'],
    ['switchboard lines remove +15550100 --confirm +15550100', 'in a script'],
    ['switchboard lines remove +15550100 --dry-run', 'only says how many grants would end'],
  ],
  flags: [confirmFlag('line')],
  notes: 'The line is remembered: lines add brings it back with its responders, without its grants.',
  operation: async () => (await import('../../../operations/lines/remove.ts')).removeLine,
  gather: async (given, around) => {
    const line = given.args[0] as string;
    await confirmed(given, around, e164(line) ?? line);
    return { line };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('address', 'name', 'change', column('grants', { kind: 'number' })),
    notes: [
      ...(answer.grants === 0 ? [] : [`${plural(answer.grants, 'grant')} of it ended`]),
      ...(answer.responders === 0
        ? []
        : [`${plural(answer.responders, 'responder')} of it ${answer.responders === 1 ? 'is' : 'are'} silent`]),
    ],
  }),
  names: ({ address }) => [address],
});
