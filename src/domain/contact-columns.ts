import { headingKey } from './heading.ts';

/** What a contact has besides custom fields, by the names of columns; a field is never called so. */
const CONTACT_COLUMNS = [
  'phone',
  'email',
  'name',
  'first_name',
  'last_name',
  'tags',
  'lists',
  'assignee',
  'team',
  'time_zone',
  'country',
] as const;

/** The columns of an exported contact besides custom fields, as a file of contacts has them. */
export const EXPORTED = [
  'phone',
  'email',
  'first_name',
  'last_name',
  'tags',
  'lists',
  'assignee',
  'team',
  'time_zone',
] as const;

/** Other words that mean something where contacts are looked for or told of. */
const WORDS = [
  ...['tag', 'list', 'line', 'lines', 'consent', 'consents', 'added', 'changed', 'made', 'by', 'id', 'version'],
  ...['contact', 'contacts', 'conversation', 'conversations', 'number', 'e_mail', 'search', 'where', 'fields', 'or'],
  ...['opted_in', 'opted_out', 'owner', 'sender', 'now', 'today'],
];

const RESERVED: ReadonlySet<string> = new Set([...CONTACT_COLUMNS, ...WORDS]);

/** A word for a column as it is compared, as headings are. */
export const columnKey = headingKey;

/** Whether a word is taken by what every contact has. */
export const isTaken = (word: string): boolean => RESERVED.has(columnKey(word));
