import { plural } from '../../../domain/words.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { column, columns, face } from '../../face.ts';

/** Cancels a blast. */
export const cancel = face({
  usage: 'cancel <blast>',
  about: 'end a blast for good: what was not handed over yet never is',
  examples: [
    ['switchboard blasts cancel spring', 'asks for its name once more'],
    ['switchboard blasts cancel spring --confirm spring', 'in a script'],
  ],
  flags: [confirmFlag('blast')],
  operation: async () => (await import('../../../operations/blasts/cancel.ts')).cancelBlast,
  gather: async (given, around) => {
    const blast = given.args[0] as string;
    await confirmed(given, around, blast);
    return { blast };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'name',
      'was',
      'state',
      column('handed', { title: 'handed over', kind: 'number' }),
      column('cancelled', { kind: 'number' }),
    ),
    notes: answer.uncertain === 0 ? [] : [`${plural(answer.uncertain, 'message')} in doubt: a run had them in hand`],
  }),
  names: ({ name }) => [name],
});
