import { foldedName, splitName } from '../../domain/contact-name.ts';
import { emailKey, emailProblem } from '../../domain/email.ts';
import { invalid } from '../../domain/errors.ts';
import { phone } from '../../domain/phone.ts';
import { problemOf } from '../../domain/text.ts';

const LONGEST_NAME = 100;

/** A part of a name as it is kept; an empty one is none. */
export function namePart(typed: string): string | null {
  const name = typed.trim().replace(/\s+/g, ' ').normalize('NFC');
  if (foldedName(name) === '') return null;
  const problem = problemOf(name, { max: LONGEST_NAME });
  if (problem === undefined) return name;
  throw invalid('bad-name', `that is no name: ${problem.replaceAll('-', ' ')}`, {
    hint: `write at most ${LONGEST_NAME} characters`,
  });
}

/** A contact's address as it was typed: what `--phone`, `--email` and arguments say, each read by its kind. */
export interface Address {
  readonly phone?: string;
  readonly email?: string;
}

/** A number as it is kept; `country` says whose national form it may have. */
export async function readPhone(typed: string, country: string | undefined): Promise<string> {
  const number = await phone(typed, country);
  if (number !== undefined) return number;
  throw invalid('bad-phone', `"${typed}" is no phone number${country ? ` of ${country.toUpperCase()}` : ''}`, {
    hint: 'write it with + and its country: +16175550100, or a national one with --country US',
  });
}

/** An e-mail address as it is kept. */
export function readEmail(typed: string): string {
  const address = typed.trim();
  if (emailKey(address) !== undefined) return address;
  const problem = emailProblem(address);
  throw invalid('bad-email', `"${address}" is no e-mail address: ${problem?.message ?? ''}`, {
    hint: problem?.suggestion ? `did you mean ${problem.suggestion}?` : undefined,
  });
}

/** A number or an e-mail address, whichever it is. */
export const readAddress = async (typed: string, country: string | undefined): Promise<Address> =>
  typed.includes('@') ? { email: readEmail(typed) } : { phone: await readPhone(typed, country) };

/** Names as they were typed, whole or in parts. */
interface Names {
  readonly name?: string | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** First and last name, those parts that were said; a whole name says both. */
export function namesOf({ name, firstName, lastName }: Names): { first?: string | null; last?: string | null } {
  if (name !== undefined && (firstName !== undefined || lastName !== undefined)) {
    throw invalid('usage', 'which name: --name, or --first-name and --last-name?');
  }
  if (name !== undefined) {
    const { first, last } = splitName(name);
    return { first: first === null ? null : namePart(first), last: last === null ? null : namePart(last) };
  }
  return { ...(firstName !== undefined && { first: firstName }), ...(lastName !== undefined && { last: lastName }) };
}
