import { safe } from './safe.ts';
import type { Column } from './view.ts';
import { fromNow } from './when.ts';

/** What stands where there is nothing: no value, empty text, an empty list. Never in csv or json. */
export const NOTHING = '–';

const MARKS: Readonly<Record<string, string>> = { full: '✅', limited: '⭕', none: '❌' };

/** A value as plain text without regard to who reads it: RFC 3339 for times, JSON for what has parts. Nothing is ''. */
export function plainText(value: unknown, between: string): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((part) => plainText(part, between)).join(between);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value as number | bigint | boolean);
}

/**
 * A value as people read it, harmless and on one line: yes/no, lists with commas, marks as ✅ ⭕ ❌.
 * Times are relative to `now` (milliseconds) where it is given, else as they are.
 */
export function cellText(value: unknown, kind: Column['kind'], now?: number): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = plainText(value, ', ');
  if (text === '') return NOTHING;
  if (kind === 'mark') return Object.hasOwn(MARKS, text) ? (MARKS[text] ?? '') : safe(text);
  if (kind === 'time' && now !== undefined) {
    const time = Date.parse(text);
    if (!Number.isNaN(time)) return fromNow(time, now);
  }
  return safe(text);
}

/** The heading of a column, harmless: its title, or its key in words (`last_seen`, `lastSeen` → `last seen`). */
export function heading(column: Column): string {
  const words = (key: string) =>
    key.replaceAll('_', ' ').replace(/(?<=[a-z0-9])[A-Z]/g, (big) => ` ${big.toLowerCase()}`);
  return safe(column.title ?? words(column.key));
}
