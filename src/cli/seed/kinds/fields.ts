import { columnKey } from '../../../domain/contact-columns.ts';
import { conflict } from '../../../domain/errors.ts';
import { choiceKey } from '../../../domain/field-definition.ts';
import { addField } from '../../../operations/fields/add.ts';
import { editField } from '../../../operations/fields/edit.ts';
import { listFields } from '../../../operations/fields/list.ts';
import { removeField } from '../../../operations/fields/remove.ts';
import type { Site } from '../site.ts';
import { differences, fresh, type Steps, same, step } from '../step.ts';

const fieldsThere = ({ hand }: Site) => hand.ask(listFields, {}, ({ fields }) => fields);

/** Adds the fields that are not there, and changes the choices of others. */
export async function* fieldSteps(site: Site): Steps {
  const { fields } = site.document;
  if (fields === undefined) return;
  const there = await fieldsThere(site);
  for (const [i, { name, kind, choices }] of fields.entries()) {
    const said = { kind: 'fields', name, place: site.placeOf(['fields', i]) } as const;
    const now = there.find(({ field }) => columnKey(field) === columnKey(name));
    const list = choices && [...choices];
    if (now === undefined) {
      yield step({ ...said, change: 'make', what: fresh({ kind, choices }) }, async () => addField, {
        name,
        kind: kind as 'text',
        choices: list,
      });
      continue;
    }
    if (now.kind !== kind) {
      throw conflict('other-kind', `the field "${name}" is of kind ${now.kind}, and stays so`, {
        hint: 'remove it first, with its values, or name another field',
        details: { place: said.place },
      });
    }
    const wanted = site.prunes ? list : list && added(now.choices ?? [], list);
    const what = differences({ name: now.field, choices: now.choices }, { name, choices: wanted });
    if (what.length === 0) yield same('fields');
    else {
      const to = { field: now.field, name, choices: wanted, replace: undefined };
      yield step({ ...said, change: 'edit', what }, async () => editField, to);
    }
  }
}

/** The choices there with those that are said; in the order of these where they are all of them. */
function added(there: readonly string[], said: readonly string[]): string[] {
  const keys = new Set(said.map(choiceKey));
  if (there.every((choice) => keys.has(choiceKey(choice)))) return [...said];
  const known = new Set(there.map(choiceKey));
  return [...there, ...said.filter((choice) => !known.has(choiceKey(choice)))];
}

/** Removes the others. */
export async function* fieldsPruned(site: Site): Steps {
  const { fields } = site.document;
  if (fields === undefined) return;
  const said = new Set(fields.map(({ name }) => columnKey(name)));
  for (const { field } of await fieldsThere(site)) {
    if (said.has(columnKey(field))) continue;
    yield step({ change: 'remove', kind: 'fields', name: field }, async () => removeField, { field });
  }
}
