/** The name of this process as a runner: where it is, which it is, and what no other has. */
export const runnerName = (host: string, random: (bytes: number) => Uint8Array): string =>
  `${host}/${process.pid}/${Buffer.from(random(4)).toString('hex')}`;

/** Whether a runner was a process of this machine that is no more. Of other machines nobody here knows. */
export const isGone =
  (host: string) =>
  (runner: string): boolean => {
    const [where, process_] = runner.split('/');
    return where === host && !isThere(Number(process_));
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
