import { addressedBy, type LineKind } from './line-kinds.ts';

/** The address by which somebody is known on a line of a kind: what they agree to there is kept by it. */
export const addressOn = (
  kind: string,
  { phone, email_key }: { readonly phone: string | null; readonly email_key: string | null },
): string => (addressedBy(kind as LineKind) === 'email' ? (email_key ?? phone) : (phone ?? email_key)) ?? '';
