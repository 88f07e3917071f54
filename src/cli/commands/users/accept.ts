import { resolve } from 'node:path';
import { isAccessToken } from '../../../domain/access-token.ts';
import { isAddress } from '../../../domain/address.ts';
import { columns, face } from '../../face.ts';

/** Accepts the acting user's own invitation. */
export const accept = face({
  usage: 'accept',
  about: 'accept your own invitation to the workspace',
  examples: [
    ['switchboard users accept --as bo@acme.com', 'bo becomes an active member'],
    [
      'switchboard users accept --as bo@acme.com --token-file token.txt',
      'with the token that came with the invitation',
    ],
  ],
  notes: 'Whoever sent the invitation must still be allowed to give all that it holds; it can be accepted once.',
  flags: [
    {
      flags: '--access-token <file>',
      about: 'write a first access token for a server there, a new file readable by you alone',
    },
  ],
  operation: async () => (await import('../../../operations/users/accept.ts')).acceptInvite,
  gather: async (given, { context, token, cwd }) => {
    const shown = (await token())?.text;
    const access = given.text('accessToken');
    // To a server one may come with an access token as well.
    return {
      token: isAddress(context.db) && isAccessToken(shown ?? '') ? undefined : shown,
      access: access === undefined ? undefined : (await import('../../secret-file.ts')).bareFile(resolve(cwd, access)),
    };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'workspace',
      'email',
      'role',
      'status',
      'restrictions',
      'lines',
      'products',
      'teams',
    ),
  }),
  names: ({ email }) => [email],
  settle: async (kept, { access }) => access?.settle(kept),
  isSmall: (given) => given.text('accessToken') === undefined,
});
