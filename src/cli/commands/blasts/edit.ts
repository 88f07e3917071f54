import { columns, face } from '../../face.ts';
import { PARTS, partsOf } from './parts.ts';

/** Edits a blast. */
export const edit = face({
  usage: 'edit <blast>',
  about: 'rewrite a blast of which nothing has gone out; it is a draft again, and an approval is void',
  examples: [
    ['switchboard blasts edit spring --body "Hi {first_name|there}, 30% off"', 'another text'],
    ['switchboard blasts edit spring --list customers --list friends', 'other lists, in place of those it had'],
  ],
  flags: [
    { flags: '--name <name>', about: 'what it is called' },
    { flags: '--line <line>', about: 'the line it goes out on' },
    ...PARTS,
  ],
  operation: async () => (await import('../../../operations/blasts/edit.ts')).editBlast,
  gather: (given) => ({
    blast: given.args[0] as string,
    name: given.text('name'),
    line: given.text('line'),
    ...partsOf(given),
  }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('name', 'line', 'author', 'was', 'state', 'body', 'change'),
    notes: answer.was === 'draft' ? [] : [`it was ${answer.was}: that is void now`],
  }),
  names: ({ name }) => [name],
});
