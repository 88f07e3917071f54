import { column, columns, face } from '../../face.ts';
import { clausesOf, NARROWING_BUT_TEAM } from '../../narrowing.ts';

/** Assigns contacts. */
export const assign = face({
  usage: 'assign [contacts...]',
  about: 'assign contacts to a member, to a team, or to nobody',
  examples: [
    ['switchboard contacts assign +16175550100 --to bo@acme.com', 'bo answers for one'],
    ['switchboard contacts assign --where "city = Boston" --unassigned --team Sales', 'all of a kind, to a team'],
    ['switchboard contacts assign --assignee bo@acme.com --nobody', 'all that bo answered for'],
  ],
  flags: [
    { flags: '--to <email>', about: 'the active member who answers for them' },
    { flags: '--team <team>', about: 'the team that answers for them' },
    { flags: '--nobody', about: 'neither a member nor a team' },
    ...NARROWING_BUT_TEAM,
    { flags: '--search <text>', about: 'only those whose number, e-mail address or name begins so' },
  ],
  operation: async () => (await import('../../../operations/contacts/assign.ts')).assignContactsTo,
  gather: (given) => ({
    contacts: given.args.length === 0 ? undefined : [...given.args],
    where: clausesOf(given, ['tag', 'list', 'assignee']),
    search: given.text('search'),
    member: given.text('to'),
    team: given.text('team'),
    nobody: given.flag('nobody'),
  }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      column('contacts', { kind: 'number' }),
      column('assigned', { kind: 'number' }),
      column('unchanged', { kind: 'number' }),
    ),
  }),
  names: ({ assigned }) => [String(assigned)],
});
