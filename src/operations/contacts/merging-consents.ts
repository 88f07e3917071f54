import type { ChangePass } from '../../access/pass.ts';
import { addressOn } from '../../domain/consent-address.ts';
import { setConsent } from '../../store/consent.ts';
import { agreedAt, type WholeContact } from '../../store/contact-merge.ts';

type Addressed = Pick<WholeContact, 'phone' | 'email_key'>;

/**
 * Has the one who is kept stand opted out on every line where one of those who become them did: the stricter word wins.
 * What was agreed to at other addresses stays there. Answers the lines.
 */
export async function mergeConsents(
  { connection, workspace, entry }: ChangePass,
  kept: Addressed,
  before: readonly Addressed[],
): Promise<string[]> {
  const addresses = [kept, ...before].flatMap(({ phone, email_key }) => [phone, email_key]);
  const known = addresses.filter((address): address is string => address !== null);
  const agreed = await agreedAt(connection, workspace.id, [...new Set(known)]);
  const outs = agreed.filter(({ state }) => state === 'opted-out');
  const changes = new Map(
    outs.flatMap(({ line_id, line, kind, word, at }) => {
      const address = addressOn(kind, kept);
      const isSo = outs.some((one) => one.line_id === line_id && one.address === address);
      if (address === '' || isSo) return [];
      return [[line, { lineId: line_id, address, state: 'opted-out', word, origin: 'merge', at }] as const];
    }),
  );
  await setConsent(connection, workspace.id, entry, [...changes.values()]);
  return [...changes.keys()];
}
