import type { Condition } from './contact-filter.ts';
import { foldedName } from './contact-name.ts';

/** A list as far as segments name it: `filter` is JSON of a condition. */
interface NamedSegment {
  readonly name: string;
  readonly filter: string | null;
}

/** The lists that a condition names, folded. */
const listsNamed = (condition: Condition): string[] =>
  condition.flatMap((clause) =>
    clause.flatMap(({ about, values }) => (about === 'list' ? values.map((name) => foldedName(name)) : [])),
  );

/** The way from a segment with this condition through others back to itself, by their names; nothing where there is none. */
export function circleThrough(
  name: string,
  condition: Condition,
  lists: readonly NamedSegment[],
): readonly string[] | undefined {
  const byName = new Map(lists.map((list) => [foldedName(list.name), list]));
  const seen = new Set<string>();
  const walk = (within: Condition, way: readonly string[]): readonly string[] | undefined => {
    for (const key of listsNamed(within)) {
      if (key === foldedName(name)) return [...way, name];
      const next = byName.get(key);
      if (seen.has(key) || next === undefined || next.filter === null) continue;
      seen.add(key);
      const found = walk(JSON.parse(next.filter) as Condition, [...way, next.name]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(condition, [name]);
}
