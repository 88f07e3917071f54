import type { Progress } from './files.ts';
import type { Surroundings } from './surroundings.ts';

/** A bar that shows how far the reading of a file has come. */
export interface ProgressBar {
  readonly at: (progress: Progress) => void;
  readonly end: () => void;
}

const SILENT = { at: () => {}, end: () => {} };
const PATIENCE = 500;
const MEGABYTE = 1_000_000;

/** A bar that counts what is done of so many, under the same conditions. */
export async function countingOf(
  { stderr }: Surroundings,
  what: string,
  total: number,
): Promise<{ readonly at: (done: number) => void; readonly end: () => void }> {
  if (!stderr.isTerminal) return SILENT;
  const { SingleBar } = (await import('cli-progress')).default;
  const format = `${what} {bar} {value} of {total}`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true });
  const begun = performance.now();
  return {
    at: (done) => {
      if (bar.isActive) bar.update(done);
      else if (done < total && performance.now() - begun > PATIENCE) bar.start(total, done);
    },
    end: () => bar.stop(),
  };
}

/** A bar on standard error, once something takes longer than half a second at a terminal; silent everywhere else. */
export async function progressOf({ stderr }: Surroundings, what: string): Promise<ProgressBar> {
  if (!stderr.isTerminal) return SILENT;
  // The names of a CommonJS package do not outlive bundling; its default does.
  const { SingleBar } = (await import('cli-progress')).default;
  const format = `${what} {bar} {percentage} % of {megabytes} MB`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true });
  const begun = performance.now();
  return {
    at: ({ bytes, total }) => {
      if (bar.isActive) bar.update(bytes);
      else if (total !== null && bytes < total && performance.now() - begun > PATIENCE) {
        bar.start(total, bytes, { megabytes: (total / MEGABYTE).toFixed(1) });
      }
    },
    end: () => bar.stop(),
  };
}
