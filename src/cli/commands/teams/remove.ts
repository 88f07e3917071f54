import { plural } from '../../../domain/words.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { column, columns, face } from '../../face.ts';

/** Removes a team. */
export const remove = face({
  usage: 'remove <team>',
  about: 'remove a team with its memberships; its contacts become nobody’s, or another team’s',
  examples: [
    ['switchboard teams remove Support --dry-run', 'only says how many members and contacts it is about'],
    ['switchboard teams remove Support --confirm Support', 'in a script; its contacts are assigned to no team'],
    ['switchboard teams remove Support --transfer-to Sales --confirm Support', 'its contacts become those of Sales'],
  ],
  flags: [
    confirmFlag('name'),
    { flags: '--transfer-to <team>', about: 'the team that its contacts are assigned to from now on' },
  ],
  notes: 'Contacts that are assigned to a member stay assigned to them.',
  operation: async () => (await import('../../../operations/teams/remove.ts')).removeTeam,
  gather: async (given, around) => {
    const team = given.args[0] as string;
    await confirmed(given, around, team);
    return { team, transferTo: given.text('transferTo') };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'team',
      'change',
      column('members', { kind: 'number' }),
      column('contacts', { kind: 'number' }),
    ),
    notes: contactsGone(answer.contacts, answer.transferredTo),
  }),
  names: ({ team }) => [team],
});

const contactsGone = (contacts: number, heir: string | null): string[] =>
  contacts === 0
    ? []
    : [
        heir === null
          ? `${plural(contacts, 'contact')} of it ${contacts === 1 ? 'is' : 'are'} assigned to no team now`
          : `${plural(contacts, 'contact')} of it ${contacts === 1 ? 'is' : 'are'} assigned to ${heir} now`,
      ];
