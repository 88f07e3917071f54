/** One thing wrong in a document of a workspace: where it stands, a code that never changes, and sentences for people. */
export interface SeedFault {
  /** As it was named on the command line, or by the file that includes it. */
  readonly file: string;
  /** From 1, both. */
  readonly line: number;
  readonly column: number;
  /** What it is about, within its file: `users[3].role`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** What to write instead, or to do next. */
  readonly suggestion: string | null;
}

/** A place in a document, as faults name it. */
export type SeedPlace = Pick<SeedFault, 'file' | 'line' | 'column' | 'path'>;

/** Faults in the order in which somebody mends them: file by file as they were read, from the top. */
export function seedFaultsInOrder(faults: readonly SeedFault[], files: readonly string[]): readonly SeedFault[] {
  const ranks = new Map(files.map((file, i) => [file, i]));
  const rank = ({ file }: SeedFault): number => ranks.get(file) ?? files.length;
  return faults.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}

/** A place as compilers tell it, so that editors jump there. */
export const seedPlaceText = ({ file, line, column }: Omit<SeedPlace, 'path'>): string => `${file}:${line}:${column}`;
