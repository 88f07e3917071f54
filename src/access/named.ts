import { type Failure, missing } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import { namedSo } from '../domain/work-name.ts';
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
