import { conflict } from '../domain/errors.ts';
import { shellWord } from '../domain/shell-word.ts';
import { listed } from '../domain/words.ts';
import type { ChangePass } from './pass.ts';
import { membersNamed } from './people.ts';
import type { Subject } from './subject.ts';

/** The members with these addresses, who must all have accepted. What to do about the others is said `instead`. */
export async function acceptedMembers(
  pass: ChangePass,
  emails: readonly string[],
  instead: (invited: string) => string,
): Promise<Subject[]> {
  const subjects = (await membersNamed(pass, emails)).map(({ subject }) => subject);
  const invited = subjects.filter(({ membership }) => membership?.status === 'invited').map(({ email }) => email);
  if (invited.length === 0) return subjects;
  throw conflict('not-accepted', `${listed(invited)}: invited, and not a member yet`, {
    hint: instead(invited.map(shellWord).join(' ')),
    details: { emails: invited },
  });
}

/** The people with these addresses, whose invitations must all be open. What to do about the others is said `instead`. */
export async function invitedPeople(
  pass: ChangePass,
  emails: readonly string[],
  instead: (accepted: string) => string,
): Promise<Subject[]> {
  const subjects = (await membersNamed(pass, emails)).map(({ subject }) => subject);
  const accepted = subjects.filter(({ membership }) => membership?.status !== 'invited').map(({ email }) => email);
  if (accepted.length === 0) return subjects;
  throw conflict('already-accepted', `${listed(accepted)}: no open invitation`, {
    hint: instead(accepted.map(shellWord).join(' ')),
    details: { emails: accepted },
  });
}
