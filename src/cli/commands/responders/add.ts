import { RESPONDER_KINDS } from '../../../domain/responder.ts';
import { columns, face } from '../../face.ts';
import { PARTS, partsGiven } from './flags.ts';

/** Adds a responder. */
export const add = face({
  usage: 'add <name>',
  about: 'add a keyword responder, or an auto-reply: a welcome to who writes first, a word to who writes outside hours',
  examples: [
    [
      'switchboard responders add prices --line +15550100 --keyword price,cost --reply "Hi {first_name|there}, from 5 dollars."',
      'a message that is one of these words',
    ],
    [
      'switchboard responders add vip --all-lines --keyword vip --mode first-word --template vip --action list=VIP,tag=lead',
      'a message that begins with it, on every line',
    ],
    ['switchboard responders add closed --all-lines --kind away --reply "We are back at 9."', 'outside business hours'],
  ],
  flags: [
    { flags: '--kind <kind>', about: `${RESPONDER_KINDS.join(', ')}; keyword when left out` },
    ...PARTS,
    { flags: '--off', about: 'keep it switched off for now' },
  ],
  notes: [
    'One responder answers a message: compliance words first, then exact, first-word and starts-with (the longest),',
    'whole-word, contains, regex, away, welcome; then the higher priority, then the older.',
    'Compliance words (STOP, START, HELP and the like) are answered on every text line, and cannot be taken.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/responders/add.ts')).addResponder,
  gather: async (given, around) => ({
    name: given.args[0] as string,
    kind: given.text('kind') as 'keyword' | undefined,
    ...(await partsGiven(given, around)),
    quietWhenClaimed: given.flag('quietWhenClaimed') || undefined,
    isOn: given.flag('off') ? false : undefined,
  }),
  show: ({ notes, ...answer }) => ({
    record: { ...answer, line: answer.line ?? 'all lines' },
    columns: columns<typeof answer>('name', 'kind', 'line', 'change'),
    notes,
  }),
  names: ({ name }) => [name],
});
