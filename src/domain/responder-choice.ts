import { wordOf } from './opt-words.ts';
import { isCompliance, offHours, type Responder, type Situation } from './responder.ts';
import { type Match, matchOf, type Reading, readingOf } from './responder-match.ts';
import type { Mode } from './responder-mode.ts';
import { rfc3339 } from './time.ts';

/** What keeps a responder silent that would otherwise have a say. */
type Silence = 'off' | 'automatic' | 'claimed' | 'not-now' | 'cooling-down';

/** What a responder does with a message and why, as a sentence's clause; `matched` is the part of the message that it is about. */
export interface Verdict {
  readonly responder: Responder;
  readonly outcome: 'answers' | 'would-answer' | 'no-match' | Silence;
  readonly why: string;
  readonly matched?: string;
}

interface Judged {
  readonly responder: Responder;
  readonly match: Match;
  readonly silence: { readonly outcome: Silence; readonly why: string } | undefined;
}

/**
 * What each of a line's responders does with a message: those that match first, in the order in which they have a say.
 * One answers at most. A message that is a compliance word alone is answered by a compliance responder or by none.
 */
export function ranked(responders: readonly Responder[], situation: Situation): readonly Verdict[] {
  const reading = readingOf(situation);
  const judged = responders.map((responder) => judge(responder, reading, situation)).sort(inOrder);
  const winner = judged.find((one) => mayAnswer(one, reading))?.responder;
  return judged.map((one) => verdict(one, winner, reading));
}

/** The one verdict that answers a message, if any does. */
export const answering = (responders: readonly Responder[], situation: Situation): Verdict | undefined =>
  ranked(responders, situation).find(({ outcome }) => outcome === 'answers');

const judge = (responder: Responder, reading: Reading, situation: Situation): Judged => ({
  responder,
  match: matchOf(responder, reading, situation),
  silence: isCompliance(responder) ? undefined : silenceOf(responder, situation),
});

function silenceOf(responder: Responder, situation: Situation): Judged['silence'] {
  if (!responder.isOn) return { outcome: 'off', why: 'switched off' };
  if (situation.isAutomatic) return { outcome: 'automatic', why: 'an automatic message is never answered' };
  if (situation.isClaimed && responder.quietWhenClaimed)
    return { outcome: 'claimed', why: 'quiet while a person has claimed the conversation' };
  const off = offHours(responder.schedule, situation);
  if (off !== undefined) return { outcome: 'not-now', why: off };
  const last = situation.lastAnswered(responder.id);
  if (last === undefined || situation.at - last >= responder.cooldown) return undefined;
  return {
    outcome: 'cooling-down',
    why: `answered this contact already, and will again from ${rfc3339(last + responder.cooldown)} on`,
  };
}

const mayAnswer = ({ responder, match, silence }: Judged, { compliance }: Reading): boolean =>
  match.matches && silence === undefined && (compliance === undefined || isCompliance(responder));

function verdict(
  { responder, match, silence }: Judged,
  winner: Responder | undefined,
  { compliance }: Reading,
): Verdict {
  if (!match.matches) {
    return silence?.outcome === 'off' ? { responder, ...silence } : { responder, outcome: 'no-match', why: match.why };
  }
  const matched = match.matched === undefined ? {} : { matched: match.matched };
  const told = (outcome: Verdict['outcome'], ...but: readonly string[]): Verdict => ({
    responder,
    outcome,
    why: [match.why, ...but].join(', but '),
    ...matched,
  });
  // What answers by its hours alone matches any message: there is nothing to say of that.
  if (silence !== undefined && responder.kind === 'away') return { responder, ...silence };
  if (silence !== undefined) return told(silence.outcome, silence.why);
  if (responder === winner) return told('answers');
  if (winner !== undefined) return told('would-answer', `"${winner.name}" goes first`);
  return told(
    'would-answer',
    compliance === undefined ? 'none may' : `${compliance.word} is ${wordOf(compliance.kind)}`,
  );
}

const MODE_RANKS: Readonly<Record<Mode, number>> = {
  exact: 1,
  'first-word': 2,
  'starts-with': 2,
  'whole-word': 3,
  contains: 4,
  regex: 5,
};
const BY_LENGTH = 2;

function rankOf(responder: Responder): number {
  if (isCompliance(responder)) return 0;
  if (responder.kind === 'keyword') return MODE_RANKS[responder.mode ?? 'exact'];
  return responder.kind === 'away' ? 6 : 7;
}

/** Which of two responders has the first say when both match: what a list is in the order of. */
export const inPrecedence = (one: Responder, other: Responder): number =>
  rankOf(one) - rankOf(other) ||
  (rankOf(one) === BY_LENGTH ? longestOf(other) - longestOf(one) : 0) ||
  byAge(one, other);

const longestOf = ({ words }: Responder): number => Math.max(0, ...words.map((word) => word.length));

const byAge = (one: Responder, other: Responder): number =>
  other.priority - one.priority || one.since - other.since || one.id - other.id;

/** Matches before misses; then the kind and mode, among beginnings the longer, then priority, then age. */
function inOrder(one: Judged, other: Judged): number {
  const rank = rankOf(one.responder);
  return (
    Number(other.match.matches) - Number(one.match.matches) ||
    rank - rankOf(other.responder) ||
    (rank === BY_LENGTH ? lengthOf(other.match) - lengthOf(one.match) : 0) ||
    byAge(one.responder, other.responder)
  );
}

const lengthOf = (match: Match): number => (match.matches ? match.length : 0);
