import { columnKey } from './contact-columns.ts';
import { invalid } from './errors.ts';
import { nearest } from './words.ts';

/** What of a contact's own can be chosen when it is merged with others; custom fields come on top. */
const MERGED_FIELDS = ['phone', 'email', 'first_name', 'last_name', 'time_zone', 'assignee', 'team'] as const;
export type MergedField = (typeof MERGED_FIELDS)[number];

/** A choice as it is typed: `first_name=+15550124`; the field is looked up among those there are. */
export interface Taking {
  readonly field: string;
  readonly contact: string;
}

/** Reads a choice of whose value is kept. */
export function takingOf(typed: string): Taking {
  const [field, contact] = [typed.slice(0, typed.indexOf('=')), typed.slice(typed.indexOf('=') + 1)];
  if (typed.includes('=') && field.trim() !== '' && contact.trim() !== '')
    return { field: field.trim(), contact: contact.trim() };
  throw invalid('bad-take', `"${typed}" does not say whose value is kept`, {
    hint: 'write the field and the contact: --take first_name=+15550124',
  });
}

/** The own field that a word means, or the custom one; another word is wrong usage, and the nearest is named. */
export function mergedField<F extends { readonly name: string }>(word: string, custom: readonly F[]): MergedField | F {
  const key = columnKey(word);
  const own = MERGED_FIELDS.find((field) => field === key);
  const found = own ?? custom.find(({ name }) => columnKey(name) === key);
  if (found !== undefined) return found;
  const near = nearest(word, [...MERGED_FIELDS, ...custom.map(({ name }) => name)]);
  throw invalid('unknown-field', `contacts have no "${word}"`, {
    hint: near ? `did you mean "${near}"?` : 'see the custom fields: switchboard fields list',
  });
}
