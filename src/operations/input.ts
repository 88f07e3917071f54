// The shapes that inputs are made of. Each reads what people type and says in a sentence what it takes.
import {
  array,
  boolean,
  custom,
  maxLength,
  minLength,
  number,
  optional,
  picklist,
  pipe,
  rawTransform,
  record,
  string,
  transform,
} from 'valibot';
import { MODELS } from '../access/roles.ts';
import { emailKey, emailProblem } from '../domain/email.ts';
import { rosterStatuses } from '../domain/statuses.ts';
import { problemOf } from '../domain/text.ts';
import type { TokenSink } from '../domain/token.ts';
import { listed } from '../domain/words.ts';

/** A text of one line, 1 to `max` characters, without control or bidi characters. */
export const text = (max = 200) =>
  pipe(
    string(),
    rawTransform(({ dataset, addIssue, NEVER }) => {
      const value = dataset.value.trim();
      const problem = value === '' ? 'it is empty' : problemOf(value, { max });
      if (problem === undefined) return value;
      addIssue({ message: typeof problem === 'string' ? problem.replaceAll('-', ' ') : 'not a text' });
      return NEVER;
    }),
  );

/** An e-mail address, as it was typed. */
export const email = () =>
  pipe(
    string(),
    rawTransform(({ dataset, addIssue, NEVER }) => {
      const value = dataset.value.trim();
      if (emailKey(value) !== undefined) return value;
      const problem = emailProblem(value);
      const meant = problem?.suggestion ? `; did you mean ${problem.suggestion}?` : '';
      addIssue({ message: `"${value}" is no e-mail address: ${problem?.message ?? ''}${meant}` });
      return NEVER;
    }),
  );

const MOST = 10_000;

/** One address or more, each person once. */
export const emails = () =>
  pipe(
    array(email()),
    minLength(1, 'name at least one e-mail address'),
    maxLength(MOST, 'name ten thousand at most; for more, use a file: switchboard users invite FILE'),
    transform((typed) => [...new Map(typed.map((address) => [emailKey(address), address])).values()]),
  );

/** The states a member can be in. */
export const statuses = () => array(picklist(rosterStatuses, `a status is ${listed(rosterStatuses, 'or')}`));

/** One restriction or more, by name. */
export const restrictions = () => pipe(names(), minLength(1, 'name at least one restriction'));

/** A text that is never repeated: what is wrong with it is said in words of our own. */
export const secret = (fits: (typed: string) => boolean, rule: string) =>
  custom<string>((typed) => typeof typed === 'string' && fits(typed), rule);

/** Where fresh tokens go. */
export const tokenSink = () =>
  custom<TokenSink>((value) => typeof value === 'object' && value !== null, 'a token sink');

/** Names of lines, products, restrictions and the like; what they name is looked up later. */
export const names = () => array(text());

const MOST_CONVERSATIONS = 1_000;

/** One conversation or more, each named LINE/CONTACT, or CONTACT where they have only one. */
export const conversations = () =>
  pipe(
    array(text()),
    minLength(1, 'name at least one conversation'),
    maxLength(MOST_CONVERSATIONS, 'name a thousand conversations at most'),
    transform((typed) => [...new Set(typed)]),
  );

/** A text read by a rule of the domain, which throws what is wrong with it. */
export const read = <T>(rule: (typed: string) => T) => pipe(string(), transform(rule));

/** A role model. */
export const model = () => picklist(MODELS, `a model is ${MODELS.join(' or ')}`);

/** A whole number from `least` on. */
export const count = (least = 0) =>
  custom<number>(
    (value) => Number.isSafeInteger(value) && (value as number) >= least,
    `a whole number from ${least} on`,
  );

/** A question about somebody's access; what its words name is looked up later. */
export const inquiry = () => ({
  member: email(),
  action: text(),
  line: optional(text()),
  product: optional(text()),
  contact: optional(text()),
  conversation: optional(text()),
  blast: optional(text()),
  user: optional(email()),
  role: optional(text()),
});

/** Lines of text, some at a time. */
export const pieces = () =>
  custom<AsyncIterable<readonly string[]>>(
    (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
    'lines that arrive',
  );

/** Things that arrive one by one. */
export const arriving = <T>() => custom<AsyncIterable<T>>((value) => typeof value === 'object' && value !== null);

/** What the outside world does for an operation: it takes rows or tokens, or gives rows once it is told how. */
export const port = <T>() => custom<T>((value) => typeof value === 'function' || typeof value === 'object');

export { array as list, boolean, custom, number, optional, picklist, record, string };
