/** A value made when it is first asked for: the patterns over all of Unicode take milliseconds, and most runs need none. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
