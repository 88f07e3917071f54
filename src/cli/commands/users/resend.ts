import { resolve } from 'node:path';
import { duration } from '../../../domain/time.ts';
import type { Held } from '../../../operations/answers.ts';
import { column, columns, face } from '../../face.ts';

/** Sends invitations again. */
export const resend = face({
  usage: 'resend <emails...>',
  about: 'let open invitations hold longer, also those that have ended; with fresh tokens if wanted',
  examples: [
    ['switchboard users resend bo@acme.com', 'seven days more'],
    ['switchboard users resend bo@acme.com cy@acme.com --expires 2d --tokens tokens.csv', 'with a fresh token each'],
  ],
  flags: [
    { flags: '--expires <duration>', about: 'how long the invitations hold from now on (7d)' },
    { flags: '--tokens <file>', about: 'write fresh acceptance tokens there (a new file, readable by you alone)' },
  ],
  notes:
    'Whoever sends an invitation last answers for it: when it is accepted, they must still be allowed to give all of it.',
  operation: async () => (await import('../../../operations/users/resend.ts')).resendInvitations,
  gather: async (given, around) => {
    const tokens = given.text('tokens');
    return {
      members: [...given.args],
      expires: duration(given.text('expires') ?? '7d'),
      tokens:
        tokens === undefined
          ? undefined
          : (await import('../../secret-file.ts')).secretFile(resolve(around.cwd, tokens)),
    };
  },
  show: ({ resent }) => ({
    columns: columns<(typeof resent)[number]>('email', 'role', column('expires', { kind: 'time' })),
    rows: resent.map((one) => ({ ...one })),
  }),
  names: ({ resent }) => resent.map(({ email }) => email),
  settle: async (kept, { tokens }) => tokens?.settle(kept),
  isSmall: (given) => given.text('tokens') === undefined,
});

/** Takes invitations back. */
export const revoke = face({
  usage: 'revoke <emails...>',
  about: 'take open invitations back, with all that was given along with them',
  examples: [
    ['switchboard users revoke bo@acme.com', 'bo can no longer accept'],
    ['switchboard users revoke bo@acme.com --dry-run', 'what the invitation holds'],
  ],
  operation: async () => (await import('../../../operations/users/revoke.ts')).revokeInvitations,
  gather: ({ args }) => ({ members: [...args] }),
  show: ({ revoked }) => ({
    columns: columns<Held>('email', 'name', 'role', 'restrictions', 'lines', 'products'),
    rows: revoked.map((one) => ({ ...one })),
  }),
  names: ({ revoked }) => revoked.map(({ email }) => email),
});
