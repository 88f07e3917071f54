// What must not compile about faces: checked by tsc, never run.

import { query } from '../../src/access/operation.ts';
import { workspaceItself as here } from '../../src/access/resource.ts';
import { column, columns, face } from '../../src/cli/face.ts';
import { text } from '../../src/operations/input.ts';

interface Member {
  readonly email: string;
  readonly role: string;
}

columns<Member>('email', column('role', { kind: 'time' }));

// @ts-expect-error: the answer has no such field
columns<Member>('email', 'shoe_size');

// @ts-expect-error: nor under a heading
columns<Member>('email', column('shoe_size', { title: 'shoe size' }));

const members = query({
  name: 'users list',
  needs: ['users.view'],
  input: { role: text() },
  asks: () => [{ needs: 'users.view', on: here }],
  does: async () => ({ users: [] as Member[] }),
});

const said = { usage: 'list', about: 'list the members', examples: [], operation: async () => members } as const;

face({
  ...said,
  gather: (given) => ({ role: given.text('role') ?? '' }),
  show: (answer) => ({ columns: columns<(typeof answer.users)[number]>('email', 'role'), rows: answer.users as never }),
});

face({
  ...said,
  gather: (given) => ({ role: given.text('role') ?? '' }),
  // @ts-expect-error: the answer has users, and no people
  show: (answer) => ({ columns: columns<Member>('email'), rows: answer.people }),
});

face({
  ...said,
  // @ts-expect-error: the input that the operation takes has a role
  gather: () => ({}),
  show: () => ({ lines: [] }),
});

face({
  ...said,
  // @ts-expect-error: the role is a text
  gather: (given) => ({ role: given.list('role') }),
  show: () => ({ lines: [] }),
});

face({
  ...said,
  gather: () => ({ role: 'admin' }),
  show: () => ({ lines: [] }),
  // @ts-expect-error: what is named is in the answer
  names: (answer) => answer.names,
});
