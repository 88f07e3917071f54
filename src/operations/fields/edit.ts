import { refuseWhereAskedFor, refuseWhereNamed } from '../../access/field-uses.ts';
import { fieldNamed } from '../../access/fields.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { columnKey } from '../../domain/contact-columns.ts';
import { invalid } from '../../domain/errors.ts';
import { fieldName } from '../../domain/field-definition.ts';
import { changeField, replaceValues, valueCounts } from '../../store/fields.ts';
import { EVERYTHING } from '../../store/sight.ts';
import { list, optional, read, string, text } from '../input.ts';
import { unlikeOthers } from './clash.ts';
import { readReplacements, replacing, unused } from './replacing.ts';

/** Changes a field's name or choices; its kind stays, since values were read by it. */
export const editField = change({
  name: 'fields edit',
  needs: ['fields.edit'],
  input: {
    field: text(),
    name: optional(read(fieldName)),
    choices: optional(list(string())),
    /** Pairs `old=new`: what contacts get that have a choice which goes. */
    replace: optional(list(string())),
  },
  asks: () => [{ needs: 'fields.edit', on: workspaceItself }],
  does: async (pass, input) => {
    const { db, connection, workspace, entry } = pass;
    const { field, fields } = await fieldNamed(pass, input.field);
    const { kind } = field;
    if (input.name === undefined && input.choices === undefined && input.replace === undefined) {
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'say --name NAME, --choices a,b or --replace old=new',
      });
    }
    if (field.choices === null && (input.choices ?? input.replace) !== undefined) {
      throw invalid('usage', `"${field.name}" is of kind ${kind}: it has no choices`);
    }
    const name = input.name ?? field.name;
    unlikeOthers(
      name,
      fields.filter(({ id }) => id !== field.id),
    );
    const present = field.choices ?? [];
    const { choices, others } =
      field.choices === null
        ? { choices: null, others: new Map<string, string>() }
        : replacing(present, input.choices, readReplacements(input.replace ?? []));
    if (columnKey(name) !== columnKey(field.name)) await refuseWhereNamed(pass, field.name);
    const unchanged = name === field.name && JSON.stringify(choices) === JSON.stringify(field.choices);
    const answer = { field: name, kind, choices, replaced: 0, change: unchanged ? 'unchanged' : 'edited' };
    if (unchanged) return new Unapplied(answer, 'unchanged');
    const dropped = present.filter((choice) => !others.has(choice) && !choices?.includes(choice));
    if (dropped.length > 0)
      unused(field.name, dropped, await valueCounts(connection, workspace.id, field.id, EVERYTHING));
    const gone = [...dropped, ...others.keys()];
    if (gone.length > 0) await refuseWhereAskedFor(pass, field.name, gone);
    const replaced = await replaceValues(connection, workspace.id, field.id, others);
    await changeField(db, workspace.id, entry, { id: field.id, name, choices });
    return { ...answer, replaced };
  },
  counts: ({ replaced }) => ({ edited: 1, replaced }),
});
