import { readValue } from '../../domain/contact-field.ts';
import { invalid, missing } from '../../domain/errors.ts';
import { type ContactField, findField } from '../../domain/field-definition.ts';
import { nearest } from '../../domain/words.ts';
import type { FieldValues } from '../../store/contacts.ts';

/** The field that a word means among those that there are. */
export function fieldIn(fields: readonly ContactField[], word: string): ContactField {
  const field = findField(fields, word);
  if (field !== undefined) return field;
  const names = fields.map(({ name }) => name);
  const near = nearest(word, names);
  throw missing('unknown-field', `there is no field "${word.trim()}"`, {
    hint: near ? `did you mean "${near}"?` : 'see them: switchboard fields list',
  });
}

/** Values as they were typed, `field=value` each, as they are kept. The last one wins of a field that is named twice. */
export function readValues(fields: readonly ContactField[], typed: readonly string[]): FieldValues {
  const values = new Map<number, string>();
  for (const pair of typed) {
    const at = pair.indexOf('=');
    if (at < 1) throw invalid('usage', `"${pair}" gives no field a value`, { hint: 'write --set field=value' });
    const field = fieldIn(fields, pair.slice(0, at));
    const text = pair.slice(at + 1);
    const { value, fault } = readValue(field, text);
    if (fault !== undefined) {
      throw invalid(fault.code, `"${text}" is no value of ${field.name}: ${fault.message}`, {
        hint:
          fault.code === 'missing-value' ? `take a value away with --unset "${field.name}"` : meant(fault.suggestion),
      });
    }
    values.set(field.id, value);
  }
  return [...values];
}

const meant = (suggestion: string | null): string | undefined =>
  suggestion === null ? undefined : `did you mean "${suggestion}"?`;
