import { resolve } from 'node:path';
import { duration } from '../../domain/time.ts';
import type { TokenAnswer } from '../../operations/token/list.ts';
import { column, columns, face, type Noun } from '../face.ts';
import { scopeWords } from '../scope.ts';

const create = face({
  usage: 'create <name>',
  about: 'make a token of your own for a server that many share; it is shown once',
  examples: [
    ['switchboard token create laptop --to laptop.token', 'into a new file that only you can read'],
    ['switchboard token create ci --expires 30d --scope users.view,access.view -q', 'only looks; printed bare'],
  ],
  flags: [
    { flags: '--expires <duration>', about: 'how long it is good (90d; a year at most)' },
    { flags: '--scope <actions>', about: 'what it is good for: actions, module.* or *.view (all that you may)' },
    { flags: '--to <file>', about: 'write it there, a new file readable by you alone, instead of printing it' },
  ],
  notes:
    'A token is never good for more than its owner may at the moment, and dead once they are suspended or removed. ' +
    'Only its SHA-256 is stored.',
  operation: async () => (await import('../../operations/token/create.ts')).createToken,
  gather: async (given, around) => {
    const to = given.text('to');
    return {
      name: given.args[0] as string,
      scope: given.list('scope')?.slice(),
      expires: duration(given.text('expires') ?? '90d'),
      to: to === undefined ? undefined : (await import('../secret-file.ts')).bareFile(resolve(around.cwd, to)),
    };
  },
  show: (answer) => ({
    record: { ...answer, scope: scopeWords(answer.scope) },
    columns: columns<typeof answer>('name', 'user', 'workspace', 'scope', column('expires', { kind: 'time' }), 'token'),
    notes: answer.token === null ? [] : ['this is the only time that it is shown'],
  }),
  names: ({ token, name }) => [token ?? name],
  settle: async (kept, { to }) => to?.settle(kept),
});

const list = face({
  usage: 'list',
  about: 'list your own tokens in force, or everyone’s; never their text',
  examples: [
    ['switchboard token list', 'yours'],
    ['switchboard token list --all', 'everyone’s, for those who may see other people’s access'],
  ],
  flags: [{ flags: '--all', about: 'everyone’s' }],
  operation: async () => (await import('../../operations/token/list.ts')).listTokens,
  gather: (given) => ({ all: given.flag('all') }),
  show: ({ tokens }) => ({
    columns: columns<TokenAnswer>(
      'name',
      'user',
      'scope',
      'state',
      column('expires', { kind: 'time' }),
      column('since', { kind: 'time' }),
    ),
    rows: tokens.map((one) => ({ ...one, scope: scopeWords(one.scope) })),
  }),
  names: ({ tokens }) => tokens.map(({ name }) => name),
});

const revoke = face({
  usage: 'revoke <name>',
  about: 'take a token out of force at once: your own, or that of somebody whom your role manages',
  examples: [
    ['switchboard token revoke laptop', 'whoever has it can do nothing with it any more'],
    ['switchboard token revoke ci --user bo@acme.com', 'one of bo’s'],
  ],
  flags: [{ flags: '--user <email>', about: 'whose it is (yours)' }],
  operation: async () => (await import('../../operations/token/revoke.ts')).revokeToken,
  gather: (given) => ({ name: given.args[0] as string, user: given.text('user') }),
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('revoked', 'user', 'workspace') }),
  names: ({ revoked }) => [revoked],
});

/** Personal tokens for servers. */
export const token: Noun = {
  name: 'token',
  about: 'tokens of your own for a server that many share: make, list, revoke',
  faces: [create, list, revoke],
};
