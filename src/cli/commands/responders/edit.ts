import { invalid } from '../../../domain/errors.ts';
import { columns, face, type Given } from '../../face.ts';
import { PARTS, partsGiven } from './flags.ts';

/** Edits a responder. */
export const edit = face({
  usage: 'edit <responder>',
  about: 'change a responder; what is not said stays. Of the answers to STOP, START and HELP only the wording changes',
  examples: [
    ['switchboard responders edit prices --keyword price,cost,rates', 'other words in place of those it had'],
    ['switchboard responders edit prices --off', 'silent until --on'],
    [
      'switchboard responders edit +15550100/help --reply "Acme: call 555 0100. Reply STOP to end."',
      'the wording of one line; help alone is that of all lines',
    ],
  ],
  flags: [
    { flags: '--name <name>', about: 'what it is called' },
    ...PARTS,
    { flags: '--answer-when-claimed', about: 'it answers also while a person has claimed the conversation' },
    { flags: '--on', about: 'switch it on' },
    { flags: '--off', about: 'switch it off' },
  ],
  notes: [
    'An empty --from or --until takes the bound away, an empty --action all actions.',
    "An empty --reply gives a compliance answer its usual wording back: --reply ''.",
  ].join('\n'),
  operation: async () => (await import('../../../operations/responders/edit.ts')).editResponder,
  gather: async (given, around) => ({
    responder: given.args[0] as string,
    name: given.text('name'),
    ...(await partsGiven(given, around)),
    quietWhenClaimed: either(given, 'quietWhenClaimed', 'answerWhenClaimed'),
    isOn: either(given, 'on', 'off'),
  }),
  show: ({ notes, ...answer }) => ({
    record: { ...answer, line: answer.line ?? 'all lines' },
    columns: columns<typeof answer>('name', 'kind', 'line', 'change'),
    notes,
  }),
  names: ({ name }) => [name],
});

function either(given: Given, yes: string, no: string): boolean | undefined {
  if (given.flag(yes) && given.flag(no))
    throw invalid('usage', 'a flag and its opposite are both there', { hint: 'leave one of them out' });
  return given.flag(yes) ? true : given.flag(no) ? false : undefined;
}
