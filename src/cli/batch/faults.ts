import { Failure, invalid } from '../../domain/errors.ts';

/** What is wrong with one line. */
export interface LineFault {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
}

/** What is wrong with a line, of what was thrown while it was read; anything but a failure is a bug, and is thrown on. */
export function faultOf(line: number, error: unknown): LineFault {
  if (!(error instanceof Failure)) throw error;
  return { line, code: error.code, message: error.message, suggestion: error.hint ?? null };
}

const MOST = 20;

/** Everything that is wrong with lines, as one failure: nothing was run. */
export function faultyLines(faults: readonly LineFault[], source: string): Failure {
  const shown = faults
    .slice(0, MOST)
    .map(({ line, message, suggestion }) => `${source}:${line}: ${message}${suggestion ? ` (${suggestion})` : ''}`);
  const rest = faults.length - shown.length;
  const more = rest > 0 ? [`and ${rest} more: see all of them with --format json`] : [];
  return invalid('bad-lines', [...shown, ...more].join('\n'), {
    hint: 'nothing was run: all lines are read before the first is run',
    details: { faults },
  });
}
