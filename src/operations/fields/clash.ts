import { conflict } from '../../domain/errors.ts';
import { type ContactField, findField } from '../../domain/field-definition.ts';
import { shellWord } from '../../domain/shell-word.ts';

/** Refuses a name that another field has, in whatever spelling. */
export function unlikeOthers(name: string, others: readonly ContactField[]): void {
  const other = findField(others, name);
  if (other === undefined) return;
  throw conflict('field-exists', `there is a field "${other.name}" already`, {
    hint: `see it: switchboard fields show ${shellWord(other.name)}`,
  });
}
