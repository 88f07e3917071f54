import { normalised } from './keyword.ts';

/** What a message of nothing but a compliance word asks for. */
export type ComplianceKind = 'opt-out' | 'opt-in' | 'help';

/**
 * The words that every text line knows, as whole messages. As of 2026-11-26, united from: 47 CFR 64.1200(a)(10) (in force since
 * 2025-04-11: stop, quit, end, revoke, opt out, cancel, unsubscribe); CTIA Messaging Principles and Best Practices, May 2023, §5.1.3;
 * the default keywords of Twilio (STOPALL, REVOKE, OPTOUT), Telnyx (STOP ALL) and AWS End User Messaging (ARRET, REMOVE, OPT-OUT).
 */
export const COMPLIANCE_WORDS: Readonly<Record<ComplianceKind, readonly string[]>> = {
  'opt-out': [
    ...['STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE'],
    ...['OPTOUT', 'OPT OUT', 'OPT-OUT', 'REMOVE', 'ARRET', 'ARRÊT'],
  ],
  'opt-in': ['START', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

/** Opts in only where a line switched it on: people say yes to many things. */
export const YES = 'YES';

/** The kind of a compliance word with its article. */
export const wordOf = (kind: ComplianceKind): string => (kind === 'help' ? 'a help word' : `an ${kind} word`);

/** `YES` opts in only where a line says so. */
export interface ComplianceRule {
  readonly yesOptsIn: boolean;
}

/** A compliance word that is a whole message, as the lists write it. */
export interface Compliance {
  readonly kind: ComplianceKind;
  readonly word: string;
}

/** What a message asks for if it is a compliance word and nothing else, however it is written: `“Stop!” 🙏` opts out. */
export function complianceOf(text: string, { yesOptsIn }: ComplianceRule): Compliance | undefined {
  const found = KNOWN.get(spelling(normalised(text)));
  return found?.word === YES && !yesOptsIn ? undefined : found;
}

/** `stop-all`, `stop - all` and `stop_all` are STOP ALL; `st-op` is nothing. */
const spelling = (message: string): string => message.replace(/ ?[-_]+ ?/g, ' ');

const KNOWN: ReadonlyMap<string, Compliance> = new Map([
  ...(Object.keys(COMPLIANCE_WORDS) as ComplianceKind[]).flatMap((kind) =>
    COMPLIANCE_WORDS[kind]
      .toReversed()
      .map((word): [string, Compliance] => [spelling(word.toLowerCase()), { kind, word }]),
  ),
  [YES.toLowerCase(), { kind: 'opt-in', word: YES }],
]);
