import { invalid } from './errors.ts';
import { problemOf } from './text.ts';

/** What gateways for text messages take at most, in characters: ten parts of 160. */
const LONGEST_OUT = 1_600;
const LONGEST_IN = 10_000;
const LONGEST_NOTE = 2_000;

/** A message that is to go out, its line ends as `\n`. Throws `bad-text`, saying what it cannot be. */
export const outgoing = (typed: string): string => said(typed, 'a message', LONGEST_OUT);

/** What members note among themselves. Throws `bad-text`. */
export const noted = (typed: string): string => said(typed, 'a note', LONGEST_NOTE);

function said(typed: string, what: string, max: number): string {
  const text = typed.replace(/\r\n?/g, '\n').trim();
  if (text === '') throw invalid('bad-text', `there is nothing in ${what.replace(/^a /, 'the ')}`);
  const problem = problemOf(text, { max, multiline: true });
  if (problem === undefined) return text;
  const length = Array.from(text).length;
  throw invalid(
    'bad-text',
    problem === 'too-long'
      ? `${what} of ${length} characters is too long`
      : `that cannot be ${what}: ${plain(problem)}`,
    { hint: `write at most ${max} characters that a reader can see` },
  );
}

const plain = (problem: string): string => problem.replaceAll('-', ' ');

/** A message as it came in: people write what they like, so only what no store can hold is taken out. Throws `bad-text`. */
export const incoming = (typed: string): string => asItStands(typed).trim();

/** The same with the blanks that a variable without a value leaves. Throws `bad-text`. */
export function asItStands(typed: string): string {
  const text = typed.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n');
  const { length } = text.trim();
  if (length <= LONGEST_IN) return text;
  throw invalid('bad-text', `a message of ${length} characters is too long`, {
    hint: `pass on the first ${LONGEST_IN}`,
  });
}
