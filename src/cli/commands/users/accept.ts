import { columns, face } from '../../face.ts';
import { tokenFlag, tokenGiven } from '../../token.ts';

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
  flags: [tokenFlag],
  notes: 'Whoever sent the invitation must still be allowed to give all that it holds; it can be accepted once.',
  operation: async () => (await import('../../../operations/users/accept.ts')).acceptInvite,
  gather: async (given, around) => ({ token: await tokenGiven(given, around) }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('workspace', 'email', 'role', 'status', 'restrictions', 'lines', 'products'),
  }),
  names: ({ email }) => [email],
});
