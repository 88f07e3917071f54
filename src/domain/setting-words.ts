import { businessHours, hoursText } from './business-hours.ts';
import { invalid } from './errors.ts';
import { ownWindow } from './quiet-hours.ts';
import { APPROVAL_RULES, type ApprovalRule, ASSIGNMENT_MODES, type AssignmentMode } from './settings.ts';
import { problemOf } from './text.ts';
import { timeZone } from './time-zones.ts';
import { clockTime } from './week-hours.ts';
import { listed, nearest } from './words.ts';

/** A part of the settings as it is typed: an empty text is null, which takes it back to what it is at first. */
const said =
  <T>(read: (typed: string) => T) =>
  (typed: string): T | null =>
    typed.trim() === '' ? null : read(typed);

/** An IANA time zone. */
export const zoneSaid = said(timeZone);

/** Business hours in their one writing. */
export const hoursSaid = said((typed) => hoursText(businessHours(typed)));

/** A window for sending, as `09:00-18:00`, that leaves something of the law's hours. */
export const windowSaid = said((typed) => {
  const [from = '', to = '', ...more] = typed.trim().split(/\s*[-–]\s*/);
  if (more.length > 0)
    throw invalid('bad-window', `“${typed}” is no stretch of a day`, { hint: 'write it as 09:00-18:00' });
  const span = ownWindow({ from, to });
  return `${clockTime(span.from)}-${clockTime(span.to)}`;
});

const LONGEST_MESSAGE = 1000;

/** What is answered outside business hours; it may have lines. */
export const awaySaid = said((typed) => {
  const text = typed.trim();
  const problem = problemOf(text, { max: LONGEST_MESSAGE, multiline: true });
  if (problem === undefined) return text;
  throw invalid('bad-message', `that is no message: ${problem.replaceAll('-', ' ')}`, {
    hint: `write at most ${LONGEST_MESSAGE} characters`,
  });
});

/** How conversations are dealt out. */
export const modeSaid = said(
  (typed): AssignmentMode => oneOf(typed, ASSIGNMENT_MODES, 'way to deal out conversations'),
);

/** When a blast needs approval. */
export const ruleSaid = said((typed): ApprovalRule => oneOf(typed, APPROVAL_RULES, 'rule for approval'));

/** A word that is kept as it is typed. */
export const wordSaid = said((typed) => typed.trim());

function oneOf<T extends string>(typed: string, known: readonly T[], what: string): T {
  const found = known.find((word) => word === typed.trim().toLowerCase());
  if (found !== undefined) return found;
  const near = nearest(typed, known);
  throw invalid('unknown-word', `there is no ${what} "${typed.trim()}"`, {
    hint: near ? `did you mean "${near}"?` : `say ${listed(known, 'or')}`,
  });
}
