import { invalid } from './errors.ts';
import { parseBody } from './message-body.ts';
import { problemOf } from './text.ts';

const LONGEST = 4000;

/** The text of a message as it is kept: its line ends as `\n`, its variables readable. Throws `bad-body`. */
export function messageText(typed: string): string {
  const text = typed.replace(/\r\n?/g, '\n');
  if (text.trim() === '') throw invalid('bad-body', 'there is nothing in the message');
  const problem = problemOf(text, { max: LONGEST, multiline: true });
  if (problem !== undefined) {
    throw invalid('bad-body', `that cannot be sent: ${problem.replaceAll('-', ' ')}`, {
      hint: `write at most ${LONGEST} characters that a reader can see`,
    });
  }
  parseBody(text);
  return text;
}
