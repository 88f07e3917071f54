import type { Received } from '../../../operations/conversations/receiving/message.ts';
import { columns, face } from '../../face.ts';
import { receiveFile } from './receive-file.ts';

/** Takes a message in. */
export const receive = face({
  usage: 'receive [text]',
  about: 'take in a message that a contact sent: keep it, answer it, deal it out',
  examples: [
    ['switchboard conversations receive "Where is it?" --line +15550100 --from +15550123 --id SM81', 'from a webhook'],
    ['switchboard conversations receive STOP --line +15550100 --from +15550123 --dry-run', 'what would become of it'],
    ['switchboard conversations receive --file inbound.jsonl --line +15550100', 'many, all or none'],
  ],
  flags: [
    { flags: '--line <line>', about: 'the line that it came to' },
    { flags: '--from <sender>', about: 'the number or e-mail address of who wrote' },
    { flags: '--id <id>', about: 'what the channel knows it by: the same one again changes nothing' },
    { flags: '--at <time>', about: 'when it was written; now, when left out' },
    { flags: '--automatic', about: 'a machine wrote it: an out-of-office note, a delivery report; nobody answers it' },
    { flags: '--name <name>', about: 'the name of who wrote, for a contact that is new' },
    {
      flags: '--file <file>',
      about: 'lines of JSON: {"line","from","text","id","at","automatic","name"}; - for standard input',
    },
  ],
  notes:
    'The contact and the conversation are made where they are not there; one that has ended opens again. STOP, START and ' +
    'HELP are understood on every line for texts. One responder answers at most, and nobody who opted out.',
  instead: (given) => (given.text('file') === undefined ? undefined : receiveFile),
  operation: async () => (await import('../../../operations/conversations/receive.ts')).receiveMessage,
  gather: (given) => ({
    line: given.text('line') ?? '',
    from: given.text('from') ?? '',
    text: given.args[0] ?? '',
    id: given.text('id'),
    at: given.text('at'),
    automatic: given.flag('automatic'),
    name: given.text('name'),
  }),
  show: (answer, given) => ({
    record: { ...answer },
    columns: columns<Received>(...(given.text('fields') === undefined ? told(answer) : PARTS)),
  }),
  names: ({ conversation }) => [conversation],
});

const PARTS = [
  ...(['conversation', 'change', 'contact', 'began', 'claimedBy', 'dealtTo', 'consent'] as const),
  ...(['responder', 'why', 'reply', 'silent', 'did', 'skipped', 'id'] as const),
] as const;

/** What there is to tell: of what did not happen nothing is said. */
const told = (answer: Received): readonly (keyof Received)[] =>
  answer.change === 'unchanged'
    ? ['conversation', 'change']
    : PARTS.filter((part) => answer[part] !== null && answer[part].length > 0);
