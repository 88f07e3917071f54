import { plural } from '../../../domain/words.ts';
import { column, columns, face } from '../../face.ts';

/** Pauses a blast. */
export const pause = face({
  usage: 'pause <blast>',
  about: 'stop a blast that is scheduled or being sent; blasts send goes on with it',
  examples: [['switchboard blasts pause spring', 'nothing more of it is taken in hand']],
  operation: async () => (await import('../../../operations/blasts/pause.ts')).pauseBlast,
  gather: (given) => ({ blast: given.args[0] as string }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'name',
      'state',
      'reason',
      column('handed', { title: 'handed over', kind: 'number' }),
      column('waiting', { kind: 'number' }),
      'next',
    ),
    notes: answer.inHand === 0 ? [] : [`${plural(answer.inHand, 'message')} in the hands of a run may still go out`],
  }),
  names: ({ name }) => [name],
});
