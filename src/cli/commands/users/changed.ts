import { listed, plural } from '../../../domain/words.ts';

const NAMED = 10;

/** The sentence about invitations that went with those who had sent them; none where none did. */
export function revokedNotes(revoked: readonly string[]): string[] {
  if (revoked.length === 0) return [];
  const named = revoked.slice(0, NAMED);
  const more = revoked.length - named.length;
  const whom = listed(more > 0 ? [...named, `${more} more`] : named);
  return [`revoked ${plural(revoked.length, 'open invitation')} that they had sent, to ${whom}`];
}

/** The flag by which the work of members who go is handed to somebody. */
export const transferFlag = {
  flags: '--transfer-to <email>',
  about: 'who takes over their conversations and contacts; without it those are everybody’s, and nobody’s',
};

/** The addresses of those for whom something changed. */
export const changedNames = ({ members }: { members: readonly { email: string; changed: boolean }[] }): string[] =>
  members.filter(({ changed }) => changed).map(({ email }) => email);
