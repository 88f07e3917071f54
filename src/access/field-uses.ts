import { columnKey } from '../domain/contact-columns.ts';
import type { Condition } from '../domain/contact-filter.ts';
import { conflict } from '../domain/errors.ts';
import type { ContactField } from '../domain/field-definition.ts';
import { shellWord } from '../domain/shell-word.ts';
import { listed } from '../domain/words.ts';
import { listsOf } from '../store/filter-names.ts';
import type { Sight } from './operation.ts';

/** Refuses to change what segments ask for: the field by its name, or some of its values alone. */
export async function unlessSegmentsAsk(
  { connection, workspace }: Sight,
  { name }: ContactField,
  values?: readonly string[],
): Promise<void> {
  const asks = ({ filter }: { readonly filter: string | null }) =>
    filter !== null &&
    (JSON.parse(filter) as Condition)
      .flat()
      .some(
        (term) =>
          term.about === 'field' &&
          columnKey(term.which ?? '') === columnKey(name) &&
          (values === undefined || values.some((value) => term.values.includes(value))),
      );
  const [first, ...others] = (await listsOf(connection, workspace.id)).filter(asks);
  if (first === undefined) return;
  const names = [first, ...others].map((segment) => `"${segment.name}"`);
  const what = values === undefined ? `"${name}"` : `a value of "${name}" that goes`;
  throw conflict(
    'field-in-use',
    `${what} is asked for by ${others.length === 0 ? 'the segment' : 'segments'} ${listed(names)}`,
    {
      hint: `change what it asks for first: switchboard lists edit ${shellWord(first.name)} --where FILTER`,
      details: { segments: [first, ...others].map((segment) => segment.name) },
    },
  );
}
