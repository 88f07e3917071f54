import { emailKey } from './email.ts';
import { phone } from './phone.ts';

/** Who wrote, as contacts are known: by number, or by e-mail address where there is none. `key` tells them apart. */
export interface Sender {
  readonly key: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly emailKey: string | null;
}

/** Whose number or e-mail address that is; a national number by the plan of `country`. Nothing where it is neither. */
export async function senderOf(typed: string, country: string | null): Promise<Sender | undefined> {
  const email = emailKey(typed);
  if (email !== undefined) return { key: email, phone: null, email: typed.trim(), emailKey: email };
  const number = await phone(typed, country ?? undefined);
  return number === undefined ? undefined : { key: number, phone: number, email: null, emailKey: null };
}
