import { headingKey } from './heading.ts';

/** The columns of an exported contact besides custom fields, in the order in which they are written. */
export const EXPORTED = [
  ...(['phone', 'email', 'first_name', 'last_name'] as const),
  ...(['tags', 'lists', 'assignee', 'team', 'time_zone'] as const),
] as const;

/** The columns of a file of contacts besides custom fields: a name may stand in one. */
export const SHEET: readonly string[] = ['phone', 'email', 'name', ...EXPORTED.slice(2)];

/** Other words that mean something where contacts are looked for or told of. */
const WORDS = [
  ...['tag', 'list', 'line', 'lines', 'consent', 'consents', 'added', 'changed', 'made', 'by', 'id', 'version'],
  ...['contact', 'contacts', 'conversation', 'conversations', 'number', 'e_mail', 'search', 'where', 'fields', 'or'],
  ...['opted_in', 'opted_out', 'owner', 'sender', 'now', 'today'],
];

const RESERVED: ReadonlySet<string> = new Set([...SHEET, 'country', ...WORDS]);

/** A word for a column as it is compared, as headings are. */
export const columnKey = headingKey;

/** Whether a word is taken by what every contact has. */
export const isTaken = (word: string): boolean => RESERVED.has(columnKey(word));
