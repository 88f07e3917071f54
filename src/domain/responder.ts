import { invalid } from './errors.ts';
import type { ComplianceKind } from './opt-words.ts';
import type { Mode } from './responder-mode.ts';
import { rfc3339 } from './time.ts';
import { listed, nearest } from './words.ts';

/** What people add themselves: an answer to a message that matches, and answers to a situation. */
export const RESPONDER_KINDS = ['keyword', 'welcome', 'away'] as const;

/** The kinds of responders; the compliance kinds stand on every text line from its creation and are not removed. */
export type ResponderKind = (typeof RESPONDER_KINDS)[number] | ComplianceKind;

/** In which hours of its line a responder answers. */
export const HOURS = ['always', 'business-hours', 'outside-hours'] as const;

/** When a responder answers: hours of its line, and a range of instants (`from` included, `until` not). */
export interface Schedule {
  readonly during: (typeof HOURS)[number];
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** A responder as far as choosing goes. `line` is null for all lines, `cooldown` in milliseconds for each contact, `since` the entry it began with. */
export interface Responder {
  readonly id: number;
  readonly name: string;
  readonly kind: ResponderKind;
  readonly line: number | null;
  readonly mode: Mode | null;
  readonly words: readonly string[];
  readonly pattern: string | null;
  readonly schedule: Schedule;
  readonly cooldown: number;
  readonly priority: number;
  readonly quietWhenClaimed: boolean;
  readonly isOn: boolean;
  readonly since: number;
}

/** A message and what is so when it comes in; `lastAnswered` tells when a responder last answered this contact. */
export interface Situation {
  readonly text: string;
  readonly at: number;
  readonly isFirstContact: boolean;
  readonly isClaimed: boolean;
  readonly isAutomatic: boolean;
  readonly isOpen: boolean;
  readonly lastAnswered: (responder: number) => number | undefined;
  readonly yesOptsIn: boolean;
  readonly lineIsText: boolean;
}

const DAY = 86_400_000;

/** How long a responder of a kind keeps silent towards a contact it answered, where nothing is said: auto-replies for a day. */
export const usualCooldown = (kind: ResponderKind): number => (kind === 'welcome' || kind === 'away' ? DAY : 0);

/** Whether a responder is one of those that the law and the carriers ask for. */
export const isCompliance = <R extends { readonly kind: ResponderKind }>(
  responder: R,
): responder is R & { readonly kind: ComplianceKind } => !RESPONDER_KINDS.some((kind) => kind === responder.kind);

/** The kind of that name among those that people add (`invalid` names the nearest). */
export const readKind = (text: string): (typeof RESPONDER_KINDS)[number] =>
  oneOf(text, RESPONDER_KINDS, 'unknown-kind', 'kind of responder');

/** The hours of that name (`invalid` names the nearest). */
export const readHours = (text: string): Schedule['during'] => oneOf(text, HOURS, 'unknown-hours', 'schedule');

function oneOf<Word extends string>(text: string, words: readonly Word[], code: string, what: string): Word {
  const found = words.find((word) => word === text.trim().toLowerCase());
  if (found !== undefined) return found;
  const near = nearest(text, words);
  throw invalid(code, `there is no ${what} "${text}"`, {
    hint: near ? `did you mean "${near}"?` : `they are ${listed(words, 'or')}`,
  });
}

/** Why a schedule keeps a responder silent now, or nothing. */
export function offHours({ during, from, until }: Schedule, { at, isOpen }: Pick<Situation, 'at' | 'isOpen'>) {
  if (from !== undefined && at < from) return `answers from ${rfc3339(from)} on`;
  if (until !== undefined && at >= until) return `answered until ${rfc3339(until)}`;
  if (during === 'business-hours' && !isOpen) return 'answers within business hours only';
  if (during === 'outside-hours' && isOpen) return 'answers outside business hours only';
  return undefined;
}

/** Whether no moment lies in both schedules, so that the same word may be answered differently in each. */
export const neverTogether = (one: Schedule, other: Schedule): boolean =>
  (one.during !== other.during && one.during !== 'always' && other.during !== 'always') ||
  (one.until ?? Infinity) <= (other.from ?? -Infinity) ||
  (other.until ?? Infinity) <= (one.from ?? -Infinity);
