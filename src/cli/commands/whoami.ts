import { column, columns, face } from '../face.ts';

const WHO_VOUCHES: Readonly<Record<string, string>> = {
  'local-file':
    'local-file: --as is a statement, and the operating system alone vouches for it. Whoever can write the file owns it.',
  'db-login': 'db-login: the server vouches for it, by a login that is one person’s own.',
  token: 'token: the server vouches for it, by a personal token.',
};

/** Who acts. */
export const whoami = face({
  usage: 'whoami',
  about: 'say who acts, in which workspaces, and who vouches for it',
  examples: [
    ['switchboard whoami', 'as whom commands here are run'],
    ['switchboard whoami --as bo@acme.com -q', 'only the address, as the store spells it'],
  ],
  operation: async () => (await import('../../operations/whoami.ts')).whoami,
  gather: () => ({}),
  show: (answer) => {
    const seats = answer.workspaces.map(({ workspace, state, role, status, restrictions }) => {
      const more = [
        status === 'active' ? [] : status,
        restrictions,
        state === 'active' ? [] : `workspace ${state}`,
      ].flat();
      return `${workspace} (${[role, ...more].join(', ')})`;
    });
    return {
      record: { ...answer, workspaces: seats },
      columns: columns<typeof answer>(
        'user',
        ...(answer.behind === null ? [] : [column('behind', { title: 'really' })]),
        column('vouched', { title: 'vouched for by' }),
        'database',
        'workspaces',
      ),
      notes: [
        ...(seats.length === 0 ? [`${answer.user} is a member of no workspace here`] : []),
        WHO_VOUCHES[answer.vouched] ?? answer.vouched,
      ],
    };
  },
  names: (answer) => [answer.user],
});
