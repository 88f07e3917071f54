// The text of a blast as statements write it: each recipient's own, made by the database.
import type { Body } from '../domain/message-body.ts';
import { variableName } from '../domain/message-body.ts';

/** Keeps a value for a statement, and answers the mark by which it stands there. */
export type Keep = (value: unknown) => string;

/** What a contact (`c`) is called, as `variablesOf` of contacts says it. */
const COLUMNS: Readonly<Record<string, string>> = {
  first_name: 'c.first_name',
  last_name: 'c.last_name',
  name: `case when c.first_name is null then c.last_name when c.last_name is null then c.first_name
    else c.first_name || ' ' || c.last_name end`,
  phone: 'c.phone',
  email: 'c.email',
};

/** A custom field by which a body may have variables. */
export interface FieldRow {
  readonly id: number;
  readonly name: string;
}

const said = (name: string, fields: readonly FieldRow[]): string => {
  const own = COLUMNS[name];
  if (own !== undefined) return own;
  const field = fields.find((one) => variableName(one.name) === name);
  if (field === undefined) return 'cast(null as text)';
  return `(select v.value from contact_values v where v.workspace_id = c.workspace_id and v.contact_id = c.id and v.field_id = ${field.id})`;
};

/** The text for a contact (`c`); what is missing without a fallback stays as it was written. */
export function wordsFor(body: Body, fields: readonly FieldRow[], keep: Keep): string {
  const parts = body.parts.map((part) => {
    if ('text' in part) return `cast(${keep(part.text)} as text)`;
    const value = said(part.name, fields);
    return `case when trim(coalesce(${value}, '')) = '' then cast(${keep(part.fallback ?? part.written)} as text) else ${value} end`;
  });
  return parts.length === 0 ? "''" : parts.join(' || ');
}

/** Whether a contact (`c`) has no value for a variable that has no fallback. */
export function missesFor(body: Body, fields: readonly FieldRow[]): string {
  const needed = body.parts.flatMap((part) => ('name' in part && part.fallback === undefined ? [part.name] : []));
  if (needed.length === 0) return '1 = 0';
  return [...new Set(needed)].map((name) => `trim(coalesce(${said(name, fields)}, '')) = ''`).join(' or ');
}
