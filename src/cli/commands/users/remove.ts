import type { Held } from '../../../operations/answers.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { columns, face } from '../../face.ts';
import { workNotes } from '../../parted-work.ts';
import { revokedNotes, transferFlag } from './changed.ts';

/** Removes members. */
export const remove = face({
  usage: 'remove <emails...>',
  about: 'remove one member or several from the workspace, with all that they held there',
  examples: [
    ['switchboard users remove bo@acme.com --dry-run', 'what would go with bo'],
    ['switchboard users remove bo@acme.com --confirm bo@acme.com', 'in a script'],
    ['switchboard users remove bo@acme.com --transfer-to cy@acme.com', 'cy goes on with what bo was at'],
    ['switchboard users remove bo@acme.com cy@acme.com --confirm 2', 'several: confirmed by their number'],
  ],
  flags: [transferFlag, confirmFlag('address (of several: their number)')],
  notes: [
    'Their restrictions, lines, products and places in teams end, and open invitations that they had sent are revoked.',
    'What they had claimed goes back to the pool, contacts of theirs are nobody’s, and blasts that they had scheduled are paused.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/users/remove.ts')).removeUsers,
  gather: async (given, around) => {
    const [only = '', ...more] = given.args;
    await confirmed(given, around, more.length === 0 ? only : String(given.args.length));
    return { members: [...given.args], transferTo: given.text('transferTo') };
  },
  show: ({ removed, revoked, work }) => ({
    columns: columns<Held>('email', 'name', 'role', 'status', 'restrictions', 'lines', 'products', 'teams'),
    rows: removed.map((member) => ({ ...member })),
    notes: [...revokedNotes(revoked), ...workNotes(work)],
  }),
  names: ({ removed }) => removed.map(({ email }) => email),
});
