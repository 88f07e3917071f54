import type { rosterStatuses } from '../../../domain/statuses.ts';
import type { Exported } from '../../../operations/users/export.ts';
import { columns, face } from '../../face.ts';

/** Exports members as a roster. */
export const exporting = face({
  usage: 'export',
  about: 'write the members as a roster that users invite reads back (CSV unless another format is asked for)',
  examples: [
    ['switchboard users export > roster.csv', 'everyone'],
    ['switchboard users export --status active --role standard', 'only those who work, in one role'],
  ],
  flags: [
    { flags: '--status <statuses...>', about: 'only invited, active or suspended ones' },
    { flags: '--role <roles...>', about: 'only these roles' },
  ],
  operation: async () => (await import('../../../operations/users/export.ts')).exportUsers,
  format: 'csv',
  gather: (given) => {
    const roles = given.list('role');
    return {
      roles: roles && [...roles],
      statuses: given.list('status') as (typeof rosterStatuses)[number][] | undefined,
    };
  },
  show: ({ users }) => ({
    columns: columns<Exported>('email', 'name', 'role', 'status', 'restrictions', 'lines', 'products', 'teams'),
    rows: users as AsyncIterable<Exported & Record<string, unknown>>,
    empty: 'no members match',
  }),
  names: ({ users }) => emailsOf(users),
});

async function* emailsOf(users: AsyncIterable<Exported>): AsyncGenerator<string> {
  for await (const { email } of users) yield email;
}
