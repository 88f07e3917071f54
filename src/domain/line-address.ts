import { emailKey, emailProblem } from './email.ts';
import { invalid } from './errors.ts';
import { addressedBy, LINE_KINDS, type LineKind } from './line-kinds.ts';
import { e164, phone } from './phone.ts';
import { problemOf } from './text.ts';

const LONGEST_HANDLE = 100;

/** What lists and shells part words at may not stand in an address. */
const HANDLE = /^[^\s,;|]+$/;

/** A line's address as it is kept, and its kind: `sms` where none is given and it is a phone number. */
export async function lineAddress(
  typed: string,
  given?: LineKind,
  country?: string,
): Promise<{ readonly address: string; readonly kind: LineKind }> {
  const kind = given ?? ((await phone(typed, country)) === undefined ? undefined : 'sms');
  if (kind === undefined) throw unclear(typed, country);
  const address = await READERS[addressedBy(kind)](typed.trim(), country);
  if (address !== undefined) return { address, kind };
  const problem = addressedBy(kind) === 'email' ? emailProblem(typed)?.message : undefined;
  throw invalid('bad-address', `"${typed}" is no address of a line of kind ${kind}${problem ? `: ${problem}` : ''}`, {
    hint: HINTS[addressedBy(kind)],
  });
}

/** Whether an address that is kept can also be one of another kind. */
export const fits = async (address: string, kind: LineKind): Promise<boolean> =>
  (await READERS[addressedBy(kind)](address)) === address;

const READERS: Readonly<
  Record<ReturnType<typeof addressedBy>, (typed: string, country?: string) => Promise<string | undefined>>
> = {
  phone,
  email: async (typed) => emailKey(typed),
  // A number is one line, however it is written and whatever runs over it.
  handle: async (typed) => e164(typed) ?? (isHandle(typed) ? typed : undefined),
};

const isHandle = (text: string): boolean => HANDLE.test(text) && problemOf(text, { max: LONGEST_HANDLE }) === undefined;

const HINTS: Readonly<Record<ReturnType<typeof addressedBy>, string>> = {
  phone: 'write the number with + and its country: +15550100, or a national one with --country US',
  email: 'write it as mail is addressed: help@acme.com',
  handle: `write the name that the channel knows it by: at most ${LONGEST_HANDLE} characters, no blank , ; or |`,
};

const unclear = (typed: string, country: string | undefined) =>
  invalid(
    'which-kind',
    `"${typed}" is no phone number${country ? ` of ${country.toUpperCase()}` : ''}, so its kind must be said`,
    {
      hint:
        emailKey(typed) === undefined ? `${HINTS.phone}; or say --kind: ${LINE_KINDS.join(', ')}` : 'say --kind email',
    },
  );
