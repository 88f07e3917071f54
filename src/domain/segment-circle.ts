import type { Condition } from './contact-filter.ts';
import { foldedName } from './contact-name.ts';
import { type Failure, invalid } from './errors.ts';

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

/** Segments within segments are looked into so deep. */
export const DEEPEST_SEGMENT = 5;

/** What stands against a segment that is so deep within others. */
export const tooDeep = (name: string): Failure =>
  invalid('bad-filter', `the segment "${name}" is too deep within others, or within itself`, {
    hint: 'say what it means in words of its own',
  });

/** What stands against a segment with this condition: the way through others back to itself. */
export function circularSegment(
  name: string,
  condition: Condition,
  lists: readonly NamedSegment[],
): Failure | undefined {
  const circle = circleThrough(name, condition, lists);
  return (
    circle &&
    invalid('circular-segment', `"${name}" would be within itself: ${circle.join(' → ')}`, {
      hint: 'say what it means in words of its own',
    })
  );
}

/** What stands against a condition that looks through more segments within segments than are looked into. */
export function deepSegment(condition: Condition, lists: readonly NamedSegment[]): Failure | undefined {
  const byName = new Map(lists.map((list) => [foldedName(list.name), list]));
  let within = [condition];
  for (let depth = 0; ; depth++) {
    const named = [...new Set(within.flatMap(listsNamed))].flatMap((key) => byName.get(key) ?? []);
    const segments = named.filter(({ filter }) => filter !== null);
    const [first] = segments;
    if (first === undefined) return undefined;
    if (depth === DEEPEST_SEGMENT) return tooDeep(first.name);
    within = segments.map(({ filter }) => JSON.parse(filter as string) as Condition);
  }
}

function circleThrough(
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
