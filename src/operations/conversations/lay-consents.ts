import { addressesInSight, addressQuestions } from '../../access/addresses.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { type ConsentState, consentsBefore, setConsent } from '../../store/consent.ts';
import { custom, list, text } from '../input.ts';

/** What a contact agreed to on a line, as it is known from elsewhere. */
export interface LaidConsent {
  readonly line: string;
  readonly contact: string;
  readonly state: ConsentState;
}

/** What was so of a consent that changed; `i` is its place among those that were said. */
export interface ConsentLaid {
  readonly conversation: string;
  readonly was: ConsentState | 'unknown';
  readonly i: number;
}

/**
 * Keeps what many contacts agreed to, as it is known from elsewhere, where that is not what is in force. Who said no
 * themself, or by somebody's hand, is asked again before they are written to: only what is known from there is taken back.
 */
export const layConsents = change({
  name: 'conversations lay-consents',
  needs: ['contacts.edit'],
  input: {
    consents: list(custom<LaidConsent>((value) => typeof value === 'object' && value !== null)),
    /** How they are known. */
    reason: text(200),
  },
  asks: ({ consents }, sight) => addressQuestions(sight, 'contacts.edit', consents),
  does: async (pass, { consents, reason }) => {
    const { connection, workspace, entry, now } = pass;
    const addressed = await addressesInSight(pass, 'contacts.edit', consents);
    // Several contacts may have one address: what is said last is meant.
    const said = new Map(
      addressed.map(({ name, line: { id: lineId }, address }, i) => [
        keyOf(lineId, address),
        { i, name, lineId, address, state: consents[i]?.state as ConsentState },
      ]),
    );
    const there = await consentsBefore(connection, workspace.id, [...said.values()]);
    const before = new Map(there.map((row) => [keyOf(row.line_id, row.address), row]));
    const unlike = [...said].filter(([key, { state }]) => before.get(key)?.state !== state);
    const stands = (key: string): boolean => {
      const { state, origin, word } = before.get(key) ?? {};
      return state === 'opted-out' && !(origin === 'hand' && word === reason);
    };
    const changed = unlike.filter(([key]) => !stands(key));
    const laid = changed.map(([key, { i, name }]): ConsentLaid => {
      return { conversation: name, was: before.get(key)?.state ?? 'unknown', i };
    });
    /** Who opted out otherwise, and stays so. */
    const standing = unlike.flatMap(([key, { name }]) => (stands(key) ? [name] : []));
    const answer = { laid, standing, unchanged: consents.length - laid.length };
    if (laid.length === 0) return new Unapplied(answer, 'unchanged');
    const rows = changed.map(([, { lineId, address, state }]) => {
      return { lineId, address, state, word: reason, origin: 'hand' as const, at: now };
    });
    await setConsent(connection, workspace.id, entry, rows);
    return answer;
  },
  // Who agreed to what is kept by address, where it can be asked for: the ledger keeps how many they were.
  summary: ({ consents, reason }) => ({ consents: consents.length, reason }),
  counts: ({ laid, unchanged }) => ({ set: laid.length, unchanged }),
});

const keyOf = (lineId: number, address: string): string => `${lineId} ${address}`;
