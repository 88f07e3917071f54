/** One thing wrong in a file that was read: where it stands, a code that never changes, and sentences for people. */
export interface Fault {
  /** The physical line (from 1) on which the record, or the quote that was left open, begins. */
  readonly line: number;
  /** The column (from 1), where the fault lies in one cell. */
  readonly column: number | null;
  readonly field: string | null;
  readonly code: string;
  /** What stands there, cut to 80 characters. */
  readonly value: string | null;
  readonly message: string;
  /** What to write instead, or to do next. */
  readonly suggestion: string | null;
}

/** What may be left out when a fault is made. */
export type FaultParts = Partial<Pick<Fault, 'column' | 'field' | 'value' | 'suggestion'>>;

const SHOWN = 80;

/** A fault at a line, in one sentence. */
export function fault(line: number, code: string, message: string, parts: FaultParts = {}): Fault {
  const { column = null, field = null, value = null, suggestion = null } = parts;
  return { line, column, field, code, value: value === null ? null : cut(value), message, suggestion };
}

/** A value short enough for a sentence, never cut within a character. */
export function cut(value: string, most = SHOWN): string {
  if (value.length <= most) return value;
  return `${value.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const SPOILING: readonly string[] = [
  'empty-file',
  'no-rows',
  'binary-file',
  'bad-encoding',
  'unclosed-quote',
  'line-too-long',
  'too-many-columns',
];

/** Whether a fault ends the reading of a file, so that the rows before it are not all there are. */
export const spoils = ({ code }: Fault): boolean => SPOILING.includes(code);
