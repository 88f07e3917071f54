import type { ResponderAnswer } from '../../../operations/responders/told.ts';
import { column, columns, face } from '../../face.ts';
import { doesOf, matchesOf, whenOf } from './words.ts';

/** Lists responders. */
export const list = face({
  usage: 'list',
  about: 'list the responders that you reach, in the order in which they have a say',
  examples: [
    ['switchboard responders list', 'every responder'],
    ['switchboard responders list --line +15550100', 'what could answer there, with those of all lines'],
    ['switchboard responders list --kind away,welcome --format csv', 'the auto-replies, for a spreadsheet'],
  ],
  flags: [
    { flags: '--line <line>', about: 'what could answer on this line' },
    { flags: '--kind <kinds...>', about: 'only keyword, welcome, away, opt-out, opt-in or help' },
  ],
  operation: async () => (await import('../../../operations/responders/list.ts')).listResponders,
  gather: (given) => ({ line: given.text('line'), kinds: given.list('kind')?.slice() as 'keyword'[] | undefined }),
  show: ({ responders }) => ({
    columns: columns<ReturnType<typeof rowOf>>(
      'name',
      'kind',
      'line',
      'matches',
      'when',
      'does',
      column('priority', { kind: 'number', spare: true }),
      column('changed', { kind: 'time', spare: true }),
      column('by', { spare: true }),
    ),
    rows: responders.map(rowOf),
    empty: 'no responders within your reach',
  }),
  names: ({ responders }) => responders.map(({ name }) => name),
});

const rowOf = (responder: ResponderAnswer) => ({
  ...responder,
  line: responder.line ?? 'all lines',
  matches: matchesOf(responder),
  when: whenOf(responder),
  does: doesOf(responder),
});
