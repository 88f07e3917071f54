/** Items, each after those that it names; in a circle, as they are written. */
export function inOrder<T>(items: readonly T[], namedBy: (item: T) => readonly T[]): T[] {
  const done: T[] = [];
  const visit = (item: T, path: readonly T[]): void => {
    if (done.includes(item) || path.includes(item)) return;
    for (const other of namedBy(item)) if (other !== item) visit(other, [...path, item]);
    done.push(item);
  };
  for (const item of items) visit(item, []);
  return done;
}
