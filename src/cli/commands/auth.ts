import { isAccessToken } from '../../domain/access-token.ts';
import { isAddress, shownStore } from '../../domain/address.ts';
import { invalid } from '../../domain/errors.ts';
import { credentialsFile, keepToken } from '../credentials.ts';
import { act, column, columns, face, type Noun } from '../face.ts';
import { scopeWords } from '../scope.ts';

const login = face({
  usage: 'login',
  about: 'keep a token for a server, once the server has said that it is in force',
  examples: [
    ['switchboard auth login --db postgres://app@db.acme.com/acme --token-file laptop.token', 'from a file'],
    ['switchboard auth login', 'asks for it at a terminal, without showing it'],
  ],
  notes:
    'A command takes its token from --token-file, else SWITCHBOARD_TOKEN, else what was kept here: in a file of your ' +
    'own, 0600, by the server’s address. A token is never an argument: others could see it in a list of processes.',
  operation: async () => (await import('../../operations/auth/login.ts')).authLogin,
  gather: async (_, around) => {
    const given = await around.token({ anew: true });
    if (isAddress(around.context.db) && !isAccessToken(given?.text ?? '')) {
      throw invalid('bad-token', given ? `${given.from} holds no access token` : 'there is no token to log in with', {
        hint: 'it is swb_ and 49 letters and digits: --token-file FILE, - for standard input, or SWITCHBOARD_TOKEN',
      });
    }
    return {};
  },
  after: async (_, around) => {
    const given = await around.token({ anew: true });
    if (given !== undefined) keepToken(around.env, around.context.db, given.text, around.random);
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('user', 'workspace', 'token', column('expires', { kind: 'time' }), 'database'),
  }),
  names: ({ user }) => [user ?? ''],
});

const status = face({
  usage: 'status',
  about: 'say whom the store takes you for, who vouches for it, and where your token came from',
  examples: [
    ['switchboard auth status', 'exit 3 where a token is needed and none is in force'],
    ['switchboard auth status --format json', 'the same for a script'],
  ],
  operation: async () => (await import('../../operations/auth/status.ts')).authStatus,
  gather: async (_, around) => ({
    credential: isAddress(around.context.db) ? (await around.token())?.from : undefined,
  }),
  show: (answer) => ({
    record: {
      ...answer,
      ...(answer.token && { ...answer.token, token: answer.token.name, scope: scopeWords(answer.token.scope) }),
    },
    columns: columns<typeof answer & { workspace: string; scope: string; expires: string }>(
      'database',
      'user',
      column('vouched', { title: 'vouched for by' }),
      ...(answer.token
        ? (['workspace', 'token', 'scope', 'expires', column('credential', { title: 'from' })] as const)
        : []),
    ),
  }),
  names: ({ user }) => [user ?? ''],
});

const logout = act({
  usage: 'logout',
  about: 'drop the token that is kept for a server; it stays in force until it is revoked',
  examples: [
    ['switchboard auth logout', 'before it is lent to somebody else, this machine knows no token'],
    ['switchboard auth logout --db postgres://app@db.acme.com/acme', 'of another server'],
  ],
  acts: (_, { env, context, random }, rehearsal) => ({
    database: shownStore(context.db),
    dropped: isAddress(context.db) && (rehearsal || keepToken(env, context.db, null, random)),
    file: credentialsFile(env),
  }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('database', 'dropped', 'file'),
    notes: answer.dropped ? [] : ['no token is kept for it'],
  }),
  names: ({ database }) => [database],
});

/** Who one is to a server. */
export const auth: Noun = {
  name: 'auth',
  about: 'who you are to a server: keep a token, see what it says, drop it',
  faces: [login, status, logout],
};
