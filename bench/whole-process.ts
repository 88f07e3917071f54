import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A command as a user would start it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Where standard input comes from and standard output goes to; nowhere when left out. */
  readonly input?: string;
  readonly output?: string;
  /** How it should end; 0 when left out. */
  readonly ends?: number;
  /** Whether somebody looks at its memory all the while: not where every millisecond counts. */
  readonly watched?: boolean;
}

/** One run from start to exit. */
export interface Run {
  readonly ms: number;
  /** The most memory that was resident at once, in MB, as the kernel keeps count (`VmHWM`); NaN where it cannot be read. */
  readonly peak: number;
  /** What it took of the processors, its own and the system's time together, in milliseconds; NaN where it cannot be read. */
  readonly cpu: number;
}

const OFTEN = 5;

/** Runs a command as a whole process. One that ends otherwise than it should is no measure and throws. */
export async function wholeProcess(command: Command): Promise<Run> {
  const { file, args, env, ends = 0, watched = false } = command;
  const input = openSync(command.input ?? '/dev/null', 'r');
  const output = openSync(command.output ?? '/dev/null', 'w');
  let told = '';
  let peak = Number.NaN;
  let cpu = Number.NaN;
  const begun = performance.now();
  const child = spawn(file, args, { env, stdio: [input, output, 'pipe'] });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text));
  // The high-water mark only rises, so the last look before the end is as good as one at the end.
  const look = setInterval(() => {
    peak = highWater(child.pid) ?? peak;
    cpu = processorTime(child.pid) ?? cpu;
  }, OFTEN);
  if (!watched) clearInterval(look);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const ms = performance.now() - begun;
  clearInterval(look);
  closeSync(input);
  closeSync(output);
  if (code !== ends) throw new Error(`${file} ${args.join(' ')} ended with ${String(code)}, not ${ends}: ${told}`);
  return { ms, peak, cpu };
}

function highWater(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** The kernel counts in hundredths of a second. */
const TICK = 10;

function processorTime(pid: number | undefined): number | undefined {
  try {
    const counts = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const ms = (Number(counts[11]) + Number(counts[12])) * TICK;
    return ms > 0 ? ms : undefined;
  } catch {
    return undefined;
  }
}
