import { invalid } from './errors.ts';
import { nearest } from './words.ts';

/** A stretch of a body: text as it goes out, or a variable by its canonical name, with what stands in where it is missing. */
type BodyPart =
  | { readonly text: string }
  | { readonly name: string; readonly written: string; readonly fallback?: string };

/** A body that was read: its parts in order, no two texts side by side. */
export interface Body {
  readonly parts: readonly BodyPart[];
}

/** The variables that every contact has a place for; a workspace's own fields come on top. */
export const CONTACT_VARIABLES = ['first_name', 'last_name', 'name', 'phone', 'email'] as const;

const LONGEST_NAME = 64;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} _-]*$/u;

/** The canonical name of a variable: case does not count, and `_`, blank and `-` are the same, as in a CSV heading. */
export const variableName = (written: string): string =>
  written
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/** Reads `{first_name}` and `{first_name|there}`; `{{` and `}}` are braces. Throws `bad-body`, saying in which column. */
export function parseBody(text: string): Body {
  const parts: BodyPart[] = [];
  let plain = '';
  let done = 0;
  for (const { 0: found, index } of text.matchAll(/\{\{|\}\}|\{[^{}]*\}|[{}]/g)) {
    plain += text.slice(done, index);
    done = index + found.length;
    if (found === '{{' || found === '}}') plain += found[0];
    else if (found.length === 1) throw loneBrace(text, index, found);
    else {
      if (plain !== '') parts.push({ text: plain });
      plain = '';
      parts.push(variableIn(text, index, found));
    }
  }
  plain += text.slice(done);
  if (plain !== '') parts.push({ text: plain });
  return { parts };
}

/** A text with its braces doubled, so that reading it gives the text again. */
export const escaped = (text: string): string => text.replace(/[{}]/g, '$&$&');

/** The distinct variables of a body, in order of appearance. */
export const variablesOf = ({ parts }: Body): readonly string[] => [
  ...new Set(parts.flatMap((part) => ('name' in part ? [part.name] : []))),
];

/**
 * A body with each variable replaced by its value, by canonical name. Where the value is null, blank or not there, the
 * fallback stands in; without one the variable stays visible as it was written, and is listed as missing.
 */
export function filled(
  { parts }: Body,
  values: ReadonlyMap<string, string | null>,
): { readonly text: string; readonly missing: readonly string[] } {
  const missing = new Set<string>();
  let text = '';
  for (const part of parts) {
    if ('text' in part) text += part.text;
    else {
      const value = values.get(part.name) ?? '';
      const given = value.trim() === '' ? part.fallback : value;
      if (given === undefined) missing.add(part.name);
      text += given ?? part.written;
    }
  }
  return { text, missing: [...missing] };
}

/** The variables of a body that nobody knows, each with the known one that was most likely meant. */
export function unknownVariables(
  body: Body,
  known: Iterable<string>,
): readonly { readonly name: string; readonly nearest: string | undefined }[] {
  const names = new Set([...known].map(variableName));
  return variablesOf(body)
    .filter((name) => !names.has(name))
    .map((name) => ({ name, nearest: nearest(name, names) }));
}

function variableIn(text: string, index: number, written: string): BodyPart {
  const bar = written.indexOf('|');
  const named = written.slice(1, bar < 0 ? -1 : bar);
  if (named.trim() === '') throw bad(text, index, 'the braces hold no name', 'write a name between them: {first_name}');
  if (named.length > LONGEST_NAME || !NAME.test(named.trim()))
    throw bad(text, index, `“${named.trim().slice(0, LONGEST_NAME)}” is no name of a variable`, DOUBLE);
  const name = variableName(named);
  return bar < 0 ? { name, written } : { name, written, fallback: written.slice(bar + 1, -1) };
}

const DOUBLE = 'write {first_name} or {first_name|there}, and double a brace that is meant as one: {{ or }}';

const loneBrace = (text: string, index: number, brace: string) =>
  bad(text, index, brace === '{' ? 'this { is never closed' : 'this } closes nothing', DOUBLE);

function bad(text: string, index: number, message: string, hint: string) {
  const before = text.slice(0, index).split(/\r\n|[\n\r\u2028\u2029]/);
  const line = before.length;
  const column = Array.from(before.at(-1) ?? '').length + 1;
  const where = line > 1 || /[\n\r]/.test(text) ? `line ${line}, column ${column}` : `column ${column}`;
  return invalid('bad-body', `${message} (${where})`, { hint, details: { line, column } });
}
