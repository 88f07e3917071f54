import { missing } from '../domain/errors.ts';
import { type ContactField, findField } from '../domain/field-definition.ts';
import { nearest } from '../domain/words.ts';
import { fieldsOf } from '../store/fields.ts';
import type { Sight } from './operation.ts';

/** The custom field that a word means; one that is not there names the nearest. */
export async function fieldNamed({ connection, workspace }: Pick<Sight, 'connection' | 'workspace'>, word: string) {
  const fields = await fieldsOf(connection, workspace.id);
  return { field: findField(fields, word) ?? notThere(fields, word, workspace.slug), fields };
}

function notThere(fields: readonly ContactField[], word: string, slug: string): never {
  const near = nearest(
    word,
    fields.map(({ name }) => name),
  );
  throw missing('unknown-field', `there is no field "${word}" in ${slug}`, {
    hint: near ? `did you mean "${near}"?` : 'see them: switchboard fields list',
  });
}
