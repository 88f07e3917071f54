import { type Failure, missing } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import { namedSo } from '../domain/work-name.ts';
import type { Connection } from '../store/connection.ts';
import { listsOf } from '../store/lists.ts';
import { namesLike } from '../store/names.ts';
import { templatesOf } from '../store/templates.ts';
import type { Sight } from './operation.ts';

/** The list, template or the like that a name means among all of its noun; else it is missing, and the nearest is named. */
export function meantBy<T extends { readonly name: string }>(
  sight: Sight,
  noun: string,
  name: string,
  rows: readonly T[],
): T {
  const found = namedSo(rows, name);
  if (found !== undefined) return found;
  throw notNamed(sight, noun, name, rows);
}

/** The template that a name means. */
export const templateMeant = (sight: Sight, name: string) => among(sight, 'template', name, templatesOf);

/** The list that a name means. */
export const listMeant = (sight: Sight, name: string) => among(sight, 'list', name, listsOf);

/** Looks at those that may be taken for the name; at all of them only where it means none. */
async function among<T extends { readonly name: string }>(
  sight: Sight,
  noun: 'template' | 'list',
  name: string,
  rowsOf: (connection: Connection, workspaceId: number, id?: number) => Promise<readonly T[]>,
): Promise<T> {
  const { connection, workspace } = sight;
  const id = namedSo(await namesLike(connection, `${noun}s`, workspace.id, name), name)?.id;
  return meantBy(sight, noun, name, await rowsOf(connection, workspace.id, id));
}

const notNamed = (
  { workspace }: Sight,
  noun: string,
  name: string,
  rows: readonly { readonly name: string }[],
): Failure => {
  const near = nearest(
    name,
    rows.map((row) => row.name),
  );
  return missing(`unknown-${noun}`, `there is no ${noun} "${name}" in ${workspace.slug}`, {
    hint: near ? `did you mean "${near}"?` : `see them: switchboard ${noun}s list`,
  });
};
