// What a filter of contacts can be about, and which comparisons and values fit: a table and its readers, read together.
import { columnKey } from './contact-columns.ts';
import { readValue } from './contact-field.ts';
import type { About, Operator, Term } from './contact-filter.ts';
import { foldedName } from './contact-name.ts';
import { readTag } from './contact-tag.ts';
import { emailKey } from './email.ts';
import { invalid } from './errors.ts';
import { type ContactField, type FieldKind, findField } from './field-definition.ts';
import { e164 } from './phone.ts';
import { prefixOf } from './phone-prefix.ts';
import { instant } from './time.ts';
import { listed, nearest } from './words.ts';

/** What a term is about, with what is known of it. */
export interface Topic {
  readonly about: About;
  readonly which?: string;
  readonly field?: ContactField;
}

const WORDS: Readonly<Record<string, About>> = {
  phone: 'phone',
  number: 'phone',
  email: 'email',
  e_mail: 'email',
  name: 'name',
  first_name: 'first_name',
  last_name: 'last_name',
  time_zone: 'time_zone',
  tag: 'tag',
  tags: 'tag',
  list: 'list',
  lists: 'list',
  assignee: 'assignee',
  team: 'team',
  added: 'added',
  changed: 'changed',
};

/** What a word is about: what every contact has, a consent on a line, a custom field; nothing where it is none. */
export function topicOf(typed: string, fields: readonly ContactField[]): Topic | undefined {
  const word = typed.trim();
  const about = WORDS[columnKey(word)];
  if (about !== undefined && Object.hasOwn(WORDS, columnKey(word))) return { about };
  const line = /^consent\s+on\s+(.+)$/is.exec(word)?.[1];
  if (line !== undefined) return { about: 'consent', which: unquoted(line) };
  const field = findField(fields, word);
  return field && { about: 'field', which: field.name, field };
}

/** A text without the quotes around it; a doubled quote within is one. */
export function unquoted(typed: string): string {
  const text = typed.trim();
  const quote = text[0];
  if ((quote !== '"' && quote !== "'") || text.length < 2 || !text.endsWith(quote)) return text;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** Refuses a word that nothing is called by; the nearest is named. */
export function unknownTopic(typed: string, fields: readonly ContactField[]): never {
  const known = [...Object.keys(WORDS), 'consent on LINE', ...fields.map(({ name }) => name)];
  const near = nearest(typed, known);
  throw invalid('unknown-field', `contacts have no "${typed.trim()}"`, {
    hint: near ? `did you mean "${near}"?` : 'see the custom fields: switchboard fields list',
  });
}

const SAME = ['=', '!=', 'in', 'not in'] as const;
const EMPTY = ['is empty', 'is not empty'] as const;
const ORDER = ['<', '<=', '>', '>='] as const;

const OF_KIND: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: [...SAME, 'starts-with', ...EMPTY],
  number: [...SAME, ...ORDER, ...EMPTY],
  date: [...SAME, ...ORDER, ...EMPTY],
  choice: [...SAME, ...EMPTY],
  'yes-no': [...SAME, ...EMPTY],
};

const FITTING: Readonly<Record<Exclude<About, 'field'>, readonly Operator[]>> = {
  phone: OF_KIND.text,
  email: OF_KIND.text,
  name: OF_KIND.text,
  first_name: OF_KIND.text,
  last_name: OF_KIND.text,
  time_zone: OF_KIND.text,
  tag: [...SAME, ...EMPTY],
  list: [...SAME, ...EMPTY],
  assignee: [...SAME, ...EMPTY],
  team: [...SAME, ...EMPTY],
  added: ['=', '!=', ...ORDER],
  changed: ['=', '!=', ...ORDER],
  consent: SAME,
};

/** How a topic is called in sentences. */
const called = ({ about, which }: Topic): string => (about === 'consent' ? `consent on ${which}` : (which ?? about));

/** A term of a topic, its values spelt as they are kept; a comparison or value that does not fit is wrong usage. */
export function termOf(topic: Topic, holds: Operator, typed: readonly string[]): Term {
  const { about, which, field } = topic;
  const fitting = field ? OF_KIND[field.kind] : FITTING[about as Exclude<About, 'field'>];
  if (!fitting.includes(holds)) {
    throw invalid('bad-filter', `${called(topic)} cannot be compared by "${holds}"`, {
      hint: `what fits: ${listed(fitting, 'or')}`,
    });
  }
  const values = typed.map((text) => kept(topic, holds, text));
  return { about, ...(which !== undefined && { which }), holds, values: [...new Set(values)] };
}

function kept(topic: Topic, holds: Operator, text: string): string {
  if (text.trim() === '') throw no(topic, 'no value is given', `write "${called(topic)} is empty" for no value`);
  if (topic.field) {
    if (holds === 'starts-with') return text.normalize('NFC');
    const { value, fault } = readValue(topic.field, text);
    if (fault === undefined) return value;
    throw no(
      topic,
      `"${text}": ${fault.message}`,
      fault.suggestion === null ? undefined : `did you mean "${fault.suggestion}"?`,
    );
  }
  return READERS[topic.about as Exclude<About, 'field'>](text, holds, topic);
}

const no = (topic: Topic, message: string, hint?: string) =>
  invalid('bad-filter', `${called(topic)}: ${message}`, { hint });

type Reader = (text: string, holds: Operator, topic: Topic) => string;

const asTyped: Reader = (text) => text.trim().normalize('NFC');

/** A day as it is, a time in UTC. */
const moment: Reader = (text) => {
  const at = new Date(instant(text)).toISOString();
  return text.trim().length === 10 ? at.slice(0, 10) : at;
};

const STATES = ['opted-in', 'opted-out', 'unknown'];

const READERS: Readonly<Record<Exclude<About, 'field'>, Reader>> = {
  phone: (text, holds, topic) => {
    const found = holds === 'starts-with' ? prefixOf(text) : e164(text);
    if (found !== undefined) return found;
    throw no(topic, `"${text}" is no number`, 'write it with + and its country: +15550100');
  },
  email: (text, holds, topic) => {
    const found = holds === 'starts-with' ? text.trim().toLowerCase() : emailKey(text);
    if (found !== undefined) return found;
    throw no(topic, `"${text}" is no e-mail address`);
  },
  name: (text) => foldedName(text),
  first_name: asTyped,
  last_name: asTyped,
  time_zone: asTyped,
  tag: (text) => readTag(text),
  list: asTyped,
  team: asTyped,
  assignee: (text, _, topic) => {
    const found = emailKey(text.trim());
    if (found !== undefined) return found;
    throw no(topic, `"${text}" is no e-mail address`, 'a member is named by their e-mail address');
  },
  added: moment,
  changed: moment,
  consent: (text, _, topic) => {
    const word = text
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    if (STATES.includes(word)) return word;
    const near = nearest(word, STATES);
    throw no(
      topic,
      `"${text}" is no state of consent`,
      near ? `did you mean "${near}"?` : `they are ${listed(STATES)}`,
    );
  },
};
