import { invalid } from '../../../domain/errors.ts';
import { e164 } from '../../../domain/phone.ts';
import { confirmed } from '../../confirm.ts';
import { column, face } from '../../face.ts';
import { clausesOf, NARROWING } from '../../narrowing.ts';

const NUMBERS = ['removed', 'conversations', 'messages', 'values', 'tags', 'memberships'] as const;

/** Removes contacts. */
export const remove = face({
  usage: 'remove [contacts...]',
  about: 'remove contacts, with their values, tags, places on lists, conversations and messages',
  examples: [
    ['switchboard contacts remove +16175550100 --confirm +16175550100', 'one, in a script'],
    ['switchboard contacts remove --tag old --dry-run', 'what would go with all of a kind'],
    ['switchboard contacts remove --tag old --confirm 120', 'all of a kind, if they are so many'],
  ],
  flags: [
    {
      flags: '--confirm <name>',
      about: 'the contact once more (of several: their number), to say that it is meant; a terminal asks for it',
    },
    ...NARROWING,
    { flags: '--search <text>', about: 'only those whose number, e-mail address or name begins so' },
  ],
  notes: [
    'What they agreed to is kept by address: who said STOP has said it also when they come back.',
    'The batch ledger keeps what they were, so that batch undo can bring them back; what was said is gone.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/contacts/remove.ts')).removeContacts,
  gather: async (given, around) => {
    const [only = '', ...more] = given.args;
    if (given.args.length > 0)
      await confirmed(given, around, more.length === 0 ? (e164(only) ?? only) : String(given.args.length));
    const contacts = given.args.length === 0 ? undefined : [...given.args];
    const expected = contacts ? undefined : given.number('confirm');
    if (
      contacts === undefined &&
      expected === undefined &&
      !['dryRun', 'canI', 'explain'].some((name) => given.flag(name))
    ) {
      throw invalid('not-confirmed', 'how many contacts are to go must be said', {
        hint: 'look first with --dry-run, then say that it is meant with --confirm NUMBER',
      });
    }
    return { contacts, where: clausesOf(given), search: given.text('search'), expected };
  },
  show: (answer) => ({ record: answer, columns: NUMBERS.map((key) => column(key, { kind: 'number' })) }),
  names: ({ removed }) => [String(removed)],
});
