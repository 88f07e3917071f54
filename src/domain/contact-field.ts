import { type ContactField, choiceKey } from './field-definition.ts';
import { offender, pointOf, problemOf } from './text.ts';
import { listed, nearest } from './words.ts';

/** What a text says for a field: its value as it is kept, or why it is none. */
export type ValueRead =
  | { readonly value: string; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: ValueFault };

/** Why a text is no value: a code that never changes, the end of a sentence, and what was probably meant. */
interface ValueFault {
  readonly code: 'missing-value' | 'bad-number' | 'bad-date' | 'bad-yes-no' | 'unknown-choice' | TextFault;
  readonly message: string;
  readonly suggestion: string | null;
}
type TextFault = 'too-long' | 'control-character' | 'bidi-character' | 'ill-formed';

/** The longest text that a field holds, in characters. */
const LONGEST_VALUE = 1000;

/**
 * Reads a value of a field. Texts are kept trimmed; numbers as plain decimals (`-12.5`: no exponent, no signs between
 * thousands, 15 digits at most); dates as `2026-11-21`; yes or no as `yes` and `no`; a choice as the field spells it.
 */
export function readValue({ kind, choices }: Pick<ContactField, 'kind' | 'choices'>, typed: string): ValueRead {
  const text = typed.trim();
  if (text === '') return no('missing-value', 'it is empty');
  const problem = problemOf(text, { max: LONGEST_VALUE });
  if (problem === 'too-long') return no(problem, `it is longer than ${LONGEST_VALUE} characters`);
  if (problem !== undefined) return no(problem, `it holds ${offender(text) ?? pointOf(text)}, which no reader sees`);
  if (kind === 'text') return { value: text.normalize('NFC') };
  if (kind === 'number') return numberOf(text);
  if (kind === 'date') return dateOf(text);
  if (kind === 'yes-no') return yesNoOf(text);
  return choiceOf(text, choices ?? []);
}

const no = (code: ValueFault['code'], message: string, suggestion: string | null = null): ValueRead => ({
  fault: { code, message, suggestion },
});

const DECIMAL = /^([+-])?(\d+)(?:\.(\d+))?$/;
const MOST_DIGITS = 15;

function numberOf(text: string): ValueRead {
  const found = DECIMAL.exec(text);
  if (found === null) {
    const bare = text.replace(/[,' \u00A0\u202F](?=\d{3}(?!\d))/g, '');
    const plain = DECIMAL.test(bare) ? bare : null;
    return no('bad-number', 'it is no plain number: digits, and a point before decimals', plain);
  }
  const [, sign, whole = '', decimals = ''] = found;
  const [head, tail] = [whole.replace(/^0+(?=\d)/, ''), decimals.replace(/0+$/, '')];
  if (`${head}${tail}`.replace(/^0+/, '').length > MOST_DIGITS || tail.length > MOST_DIGITS) {
    return no('bad-number', `it has more than ${MOST_DIGITS} digits`);
  }
  const value = tail === '' ? head : `${head}.${tail}`;
  return { value: sign === '-' && /[1-9]/.test(value) ? `-${value}` : value };
}

function dateOf(text: string): ValueRead {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year !== '') {
    const at = new Date(0);
    at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
    const real = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) && Number(month) > 0;
    return real ? { value: text } : no('bad-date', 'it is not in the calendar');
  }
  const [, y = '', m = '', d = ''] = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(text) ?? [];
  const meant = y === '' ? null : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return no('bad-date', 'it is no date as 2026-11-21', meant);
}

const YES = ['yes', 'true', '1', 'y'];
const NO = ['no', 'false', '0', 'n'];

function yesNoOf(text: string): ValueRead {
  const word = text.toLowerCase();
  if (YES.includes(word)) return { value: 'yes' };
  return NO.includes(word) ? { value: 'no' } : no('bad-yes-no', 'it is neither yes nor no', nearest(word, YES) ?? null);
}

function choiceOf(text: string, choices: readonly string[]): ValueRead {
  const key = choiceKey(text);
  const found = choices.find((choice) => choiceKey(choice) === key);
  if (found !== undefined) return { value: found };
  const some = choices.length > 8 ? [...choices.slice(0, 8), '…'] : choices;
  return no('unknown-choice', `it is none of ${listed(some, 'or')}`, nearest(text, choices) ?? null);
}
