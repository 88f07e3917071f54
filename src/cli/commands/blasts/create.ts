import { invalid } from '../../../domain/errors.ts';
import { shellWord } from '../../../domain/shell-word.ts';
import { columns, face } from '../../face.ts';
import { PARTS, partsOf } from './parts.ts';

/** Makes a blast. */
export const create = face({
  usage: 'create <name>',
  about: 'write a blast: one message from a line to many contacts; nothing goes out before it is sent',
  examples: [
    [
      'switchboard blasts create spring --line +15550100 --body "Hi {first_name|there}, 20% off" --list customers',
      'to everybody on a list',
    ],
    [
      'switchboard blasts create gold --line Sales --template offer --where "plan = gold" --exclude-list staff',
      'the text of a template, to whoever passes a filter, but not to the staff',
    ],
  ],
  flags: [{ flags: '--line <line>', about: 'the line it goes out on' }, ...PARTS],
  notes: [
    'Lists, contacts and filters add up; each address gets one message. Whoever makes it is its author: it reaches only',
    'contacts that its author sees, and goes out only while its author may send it.',
    'Filters are written as for contacts list: --where "city = Boston" --where "tag in vip,press".',
  ].join('\n'),
  operation: async () => (await import('../../../operations/blasts/create.ts')).createBlast,
  gather: (given) => {
    const line = given.text('line');
    if (line === undefined)
      throw invalid('usage', 'no line is named', { hint: 'say --line LINE: it goes out on that' });
    return { name: given.args[0] as string, line, ...partsOf(given) };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('name', 'line', 'author', 'state', 'body', 'change'),
    notes: [`next: switchboard blasts preview ${shellWord(answer.name)}`],
  }),
  names: ({ name }) => [name],
});
