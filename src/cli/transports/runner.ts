import { createHash } from 'node:crypto';
import { uptime } from 'node:os';

/**
 * The name of this process as a runner: its machine, which process, what no other has, when the machine came up (seconds),
 * and where its journal is.
 */
export function runnerName(host: string, random: (bytes: number) => Uint8Array, folder: string): string {
  const boot = Math.round(Date.now() / 1000 - uptime());
  const place = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return [host, process.pid, Buffer.from(random(4)).toString('hex'), boot, place].join('/');
}

/** Two readings of when a machine came up differ by less than so many seconds. */
const SAME_BOOT = 60;

/** Whether a runner was a process of this machine since it came up, with its journal where this one has its own. */
export function isOfHere(other: string, runner: string): boolean {
  const [theirs, ours] = [other, runner].map((name) => name.split('/'));
  if (theirs?.length !== 5 || ours?.length !== 5) return false;
  return theirs[0] === ours[0] && theirs[4] === ours[4] && Math.abs(Number(theirs[3]) - Number(ours[3])) < SAME_BOOT;
}

/** Whether a runner was a process of this machine that is no more. Of other machines nobody here knows. */
export const isGone =
  (host: string) =>
  (runner: string): boolean => {
    const [where, pid] = runner.split('/');
    return where === host && !isThere(Number(pid));
  };

function isThere(pid: number): boolean {
  try {
    // The signal 0 ends nobody: it asks.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
