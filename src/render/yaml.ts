// Written here and not by the yaml package that reads documents: that takes seven times as long, and leaves bare what readers
// of YAML 1.1 take for yes or a date, and what nobody sees (U+202E, U+2028, U+FEFF). Tests read everything back with it.
import { safeJson } from './safe.ts';

/** What stands in a document: texts, numbers, yes and no, nothing, lists and maps of them. */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * Text that every reader of YAML, of 1.1 too, takes for just that text: it begins with a letter, holds nothing that means
 * something, and is no word for yes, no or nothing.
 */
const UNQUOTED = /^[A-Za-z][\w@./+-]*(?: [\w@./+-]+)*$/;
const MEANT = /^(?:y|yes|n|no|on|off|true|false|null)$/i;

/** A text as YAML: as it stands where that is safe, else in double quotes, the same on every machine. */
export const yamlText = (text: string): string =>
  UNQUOTED.test(text) && !MEANT.test(text) ? text : safeJson(JSON.stringify(text)).replace(PAIR, astral);

const PAIR = /\\\\|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/g;

// JSON writes what lies beyond the first plane as two halves; YAML knows it whole alone.
const astral = (found: string, high: string | undefined, low: string | undefined): string =>
  high === undefined || low === undefined
    ? found
    : `\\U${String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)).codePointAt(0)?.toString(16).padStart(8, '0')}`;

const isMap = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const scalar = (value: Plain): string => (typeof value === 'string' ? yamlText(value) : JSON.stringify(value));

/** A map as lines of YAML that begin with a margin; what is undefined is left out. */
export function yamlMap(map: { readonly [key: string]: Plain }, margin: string): string {
  let text = '';
  for (const [key, value] of Object.entries(map)) {
    if (value !== undefined) text += `${margin}${yamlText(key)}:${yamlValue(value, margin)}\n`;
  }
  return text;
}

/** An item of a list, behind its dash. */
export function yamlItem(item: Plain, margin: string): string {
  if (!isMap(item)) return `${margin}- ${scalar(item)}\n`;
  const lines = yamlMap(item, `${margin}  `);
  return `${margin}- ${lines === '' ? '{}\n' : lines.slice(margin.length + 2)}`;
}

const WIDEST = 100;

/** What stands behind a key: maps, lists of them and long lists on lines of their own, everything else on the same one. */
function yamlValue(value: Plain, margin: string): string {
  if (Array.isArray(value)) {
    const items = value as readonly Plain[];
    const inline = items.some(isMap) ? undefined : ` [${items.map(scalar).join(', ')}]`;
    if (inline !== undefined && inline.length <= WIDEST) return inline;
    return `\n${items
      .map((item) => yamlItem(item, `${margin}  `))
      .join('')
      .slice(0, -1)}`;
  }
  if (!isMap(value)) return ` ${scalar(value)}`;
  const lines = yamlMap(value, `${margin}  `);
  return lines === '' ? ' {}' : `\n${lines.slice(0, -1)}`;
}
