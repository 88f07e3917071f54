import { RESTRICTIONS } from '../../../access/restrictions.ts';
import { invalid } from '../../../domain/errors.ts';
import { columns, face, type Given } from '../../face.ts';
import { changedNames } from './changed.ts';

const KNOWN = RESTRICTIONS.map(({ name, does }) => `  ${name.padEnd(18)}${does}`).join('\n');

/** Addresses and restrictions as they come: the words with an @ are addresses. */
function gather({ args }: Given) {
  const members = args.filter((word) => word.includes('@'));
  const restrictions = args.filter((word) => !word.includes('@'));
  if (members.length > 0 && restrictions.length > 0) return { members, restrictions };
  throw invalid('usage', 'name one member or several, and one restriction or several', {
    hint: 'switchboard users restrict bo@acme.com data-export',
  });
}

interface Restricted {
  readonly email: string;
  readonly restrictions: readonly string[];
  readonly added: readonly string[];
  readonly ended: readonly string[];
  readonly changed: boolean;
}

const show = ({ members }: { readonly members: readonly Restricted[] }) => ({
  columns: columns<Restricted>('email', 'restrictions', 'added', 'ended', 'changed'),
  rows: members.map((member) => ({ ...member })),
});

/** Puts restrictions on members. */
export const restrict = face({
  usage: 'restrict <emails-and-restrictions...>',
  about: 'take something away from one member or several: a restriction that their role admits',
  examples: [
    [
      'switchboard users restrict cy@beta.com data-export contact-deletion',
      'a manager who exports and deletes nothing',
    ],
    ['switchboard users restrict bo@beta.com dee@beta.com contacts=team', "agents who see only their teams' contacts"],
  ],
  notes: `The restrictions, of which each role admits some (see: switchboard roles show ROLE):\n${KNOWN}`,
  operation: async () => (await import('../../../operations/users/restrict.ts')).restrictUsers,
  gather,
  show,
  names: changedNames,
});

/** Takes restrictions off members. */
export const unrestrict = face({
  usage: 'unrestrict <emails-and-restrictions...>',
  about: 'take restrictions off one member or several',
  examples: [
    ['switchboard users unrestrict cy@beta.com data-export', 'cy may export again'],
    ['switchboard users unrestrict bo@beta.com dee@beta.com contacts=team', 'agents who see all contacts again'],
  ],
  operation: async () => (await import('../../../operations/users/unrestrict.ts')).unrestrictUsers,
  gather,
  show,
  names: changedNames,
});
