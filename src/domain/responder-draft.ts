import { COMPLIANCE_KINDS } from './compliance-reply.ts';
import { foldedName } from './contact-name.ts';
import { conflict, type Failure, invalid } from './errors.ts';
import { linearPattern } from './linear-pattern.ts';
import type { ComplianceKind } from './opt-words.ts';
import { type RESPONDER_KINDS, type Responder, type ResponderKind, type Schedule, usualCooldown } from './responder.ts';
import { type Mode, readMode, readWords } from './responder-mode.ts';
import { duration, instant } from './time.ts';
import { offsetAt } from './time-zones.ts';

/** What is typed of a responder, beside its name, its line, what it says and does; what is not said stays, or is as usual. */
export interface ResponderWords {
  readonly kind?: (typeof RESPONDER_KINDS)[number] | undefined;
  readonly keywords?: readonly string[] | undefined;
  readonly mode?: string | undefined;
  readonly pattern?: string | undefined;
  readonly during?: Schedule['during'] | undefined;
  /** Dates in the zone of the line, or instants; an empty one takes the bound away. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly cooldown?: string | undefined;
  readonly priority?: number | undefined;
  readonly quietWhenClaimed?: boolean | undefined;
  readonly isOn?: boolean | undefined;
}

/** When and to what a responder answers. */
export type Conduct = Omit<Responder, 'id' | 'name' | 'line' | 'since'>;

/** A responder's conduct as it is once the words are heeded; `zone` is that of its line. Throws what is wrong with them. */
export function conductOf(words: ResponderWords, former: Conduct | undefined, zone: string): Conduct {
  const kind = former?.kind ?? words.kind ?? (saysWords(words) ? 'keyword' : undefined);
  if (kind === undefined) {
    throw invalid('usage', 'nothing is said of what it answers', {
      hint: 'say --keyword WORD, or --pattern PATTERN, or --kind welcome or away',
    });
  }
  return {
    kind,
    ...matching(kind, words, former),
    schedule: scheduleOf(kind, words, former?.schedule, zone),
    cooldown: words.cooldown === undefined ? (former?.cooldown ?? usualCooldown(kind)) : cooldownOf(words.cooldown),
    priority: words.priority ?? former?.priority ?? 0,
    quietWhenClaimed: words.quietWhenClaimed ?? former?.quietWhenClaimed ?? false,
    isOn: words.isOn ?? former?.isOn ?? true,
  };
}

const saysWords = ({ keywords, mode, pattern }: ResponderWords): boolean =>
  keywords !== undefined || mode !== undefined || pattern !== undefined;

type Matching = Pick<Conduct, 'mode' | 'words' | 'pattern'>;

function matching(kind: ResponderKind, words: ResponderWords, former: Conduct | undefined): Matching {
  if (kind !== 'keyword') {
    if (saysWords(words))
      throw invalid('usage', `a responder of kind ${kind} answers a situation: it has no words`, {
        hint: 'leave out --keyword, --mode and --pattern',
      });
    return { mode: null, words: [], pattern: null };
  }
  const mode = words.mode === undefined ? modeMeant(words, former) : readMode(words.mode);
  if (mode === 'regex') return { mode, words: [], pattern: patternOf(words, former) };
  if (words.pattern !== undefined)
    throw invalid('usage', `a pattern is for the mode regex, not for ${mode}`, {
      hint: 'leave out --mode, or write --keyword instead',
    });
  return { mode, words: readWords(words.keywords ?? former?.words ?? [], mode), pattern: null };
}

function modeMeant({ keywords, pattern }: ResponderWords, former: Conduct | undefined): Mode {
  if (pattern !== undefined) return 'regex';
  if (former?.mode && (former.mode !== 'regex' || keywords === undefined)) return former.mode;
  return 'exact';
}

function patternOf({ keywords, pattern }: ResponderWords, former: Conduct | undefined): string {
  if (keywords !== undefined)
    throw invalid('usage', 'the mode regex has a pattern instead of keywords', { hint: 'say --pattern PATTERN' });
  const meant = (pattern ?? former?.pattern ?? '').trim();
  linearPattern(meant);
  return meant;
}

function cooldownOf(text: string): number {
  return /^(?:0|none)$/i.test(text.trim()) ? 0 : duration(text);
}

function scheduleOf(
  kind: ResponderKind,
  { during, from, until }: ResponderWords,
  former: Schedule | undefined,
  zone: string,
): Schedule {
  const usual = kind === 'away' ? 'outside-hours' : 'always';
  const begins = from === undefined ? former?.from : momentOf(from, zone, 0);
  const ends = until === undefined ? former?.until : momentOf(until, zone, 1);
  if (begins !== undefined && ends !== undefined && ends <= begins)
    throw invalid('bad-schedule', 'it would end before it begins', {
      hint: 'say a later --until, or an earlier --from',
    });
  return {
    during: during ?? former?.during ?? usual,
    ...(begins !== undefined && { from: begins }),
    ...(ends !== undefined && { until: ends }),
  };
}

/** A date begins at its midnight by the zone's clocks, and lasts until the next; `days` is how many of it are over. */
function momentOf(text: string, zone: string, days: number): number | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const at = instant(typed);
  if (!/^\d{4}-\d\d-\d\d$/.test(typed)) return at;
  const midnight = at + days * 86_400_000;
  // Looked up twice: the offset that holds at midnight, not the one that held as far away as the zone is.
  return midnight - offsetAt(zone, midnight - offsetAt(zone, midnight));
}

/** The kind of a compliance answer that a name means, and of which line: `opt-out` of all lines, `+15550100/opt-out` of one. */
export function complianceNamed(
  name: string,
): { readonly kind: ComplianceKind; readonly line: string | null } | undefined {
  const slash = name.lastIndexOf('/');
  const word = foldedName(name.slice(slash + 1).trim());
  const kind = COMPLIANCE_KINDS.find((one) => one === word);
  return kind && { kind, line: slash < 0 ? null : name.slice(0, slash).trim() };
}

/** What stands against a name that means a compliance answer. */
export function reservedName(name: string): Failure | undefined {
  const meant = complianceNamed(name);
  return (
    meant &&
    conflict('responder-exists', `"${name}" means the answer to ${meant.kind} words, which is there already`, {
      hint: 'choose another name',
    })
  );
}
