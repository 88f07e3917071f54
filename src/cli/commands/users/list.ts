import { column, columns, face, namesIn } from '../../face.ts';

/** Lists members. */
export const list = face({
  usage: 'list',
  about: 'list the members, filtered and sorted',
  examples: [
    ['switchboard users list --role standard --line +15550100', 'who works on that line'],
    ['switchboard users list --status invited --format csv', 'who has not accepted yet, for a spreadsheet'],
  ],
  flags: [
    { flags: '--role <roles...>', about: 'only these roles' },
    { flags: '--status <statuses...>', about: 'only invited, active or suspended ones' },
    { flags: '--line <lines...>', about: 'only holders of one of these lines' },
    { flags: '--product <products...>', about: 'only holders of one of these products' },
    { flags: '--team <teams...>', about: 'only members of one of these teams' },
    { flags: '--restriction <names...>', about: 'only those under one of these restrictions' },
    { flags: '--sort <field>', about: 'email, name, role, status or since' },
    { flags: '--limit <n>', about: 'at most so many; 0, the default, lists all' },
    { flags: '--after <cursor>', about: 'go on after the page that said this as "next"' },
  ],
  operation: async () => (await import('../../../operations/users/list.ts')).listUsers,
  gather: (given) => ({
    roles: mutable(given.list('role')),
    statuses: mutable(given.list('status')),
    lines: mutable(given.list('line')),
    products: mutable(given.list('product')),
    teams: mutable(given.list('team')),
    restrictions: mutable(given.list('restriction')),
    sort: (given.text('sort') ?? 'email') as 'email',
    limit: given.number('limit') ?? 0,
    after: given.text('after'),
  }),
  show: (answer) => ({
    columns: columns<typeof answer.users extends Iterable<infer R> | AsyncIterable<infer R> ? R : never>(
      'email',
      'name',
      'role',
      'status',
      'restrictions',
      'lines',
      'products',
      'teams',
      column('since', { kind: 'time' }),
    ),
    rows: answer.users as never,
    empty: 'no members match',
    notes: answer.next === null ? [] : [`more: --after ${answer.next}`],
  }),
  names: ({ users }) => namesIn<{ readonly email: string }>(users, ({ email }) => email),
});

const mutable = <T>(list: readonly T[] | undefined): T[] | undefined => list && [...list];
