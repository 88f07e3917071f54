import { fstatSync, writeSync } from 'node:fs';
import { cancelled, type Failure, unavailable } from '../domain/errors.ts';

/** Where output goes. A write is done when the system has taken it; one that fails is a failure, never silence. */
export interface Sink {
  readonly isTerminal: boolean;
  /** The width of the terminal, 80 where it does not say; `Infinity` in a pipe. */
  readonly columns: number;
  write(text: string): Promise<void>;
}

/** As much as is written before signals get their turn: a synchronous write lets none through. */
const TURN = 65_536;

/**
 * Standard output (1) or standard error (2), written synchronously: process.stdout costs milliseconds to load, and
 * loses what is still under way when the process ends. Writes keep their order, and after a failed one all others fail.
 * Throws `cancelled` / `closed-pipe` where the reader went away (end quietly), `unavailable` / `output-lost` otherwise.
 */
export function descriptorSink(fd: number): Sink {
  const isTerminal = isTerminalDevice(fd);
  let last = Promise.resolve();
  let sinceTurn = 0;

  const put = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      const written = attempt(fd, bytes, at);
      at += written;
      sinceTurn += written;
      if (written === 0) await new Promise((done) => setTimeout(done, 1));
      if (sinceTurn < TURN) continue;
      sinceTurn = 0;
      await new Promise(setImmediate);
    }
  };

  return {
    isTerminal,
    get columns() {
      return isTerminal ? columnsOf(fd) : Number.POSITIVE_INFINITY;
    },
    write(text) {
      last = last.then(() => put(text));
      return last;
    },
  };
}

// How many bytes the system took; none where it must be asked again (a pipe someone set to non-blocking).
function attempt(fd: number, bytes: Buffer, at: number): number {
  try {
    return writeSync(fd, bytes, at, Math.min(bytes.length - at, TURN));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN' || code === 'EINTR') return 0;
    throw lost(fd, error as NodeJS.ErrnoException);
  }
}

function lost(fd: number, error: NodeJS.ErrnoException): Failure {
  const name = fd === 1 ? 'standard output' : fd === 2 ? 'standard error' : `descriptor ${fd}`;
  if (error.code === 'EPIPE') return cancelled('closed-pipe', `The reader of ${name} has gone.`, { cause: error });
  const why =
    { ENOSPC: 'the device is full', EIO: 'the device failed', EBADF: 'it is closed' }[error.code ?? ''] ??
    error.message;
  return unavailable('output-lost', `The output could not be written to ${name}: ${why}.`, {
    hint: 'What the command did is done; only its output is incomplete.',
    details: { cause: error.code ?? null },
    cause: error,
  });
}

/** The device number of Linux's /dev/null. */
const NULL_DEVICE = 0x103;

// node:tty costs milliseconds, and only a character device can be a terminal.
function isTerminalDevice(fd: number): boolean {
  try {
    const about = fstatSync(fd);
    if (!about.isCharacterDevice() || about.rdev === NULL_DEVICE) return false;
    return process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

function columnsOf(fd: number): number {
  const told = Number(process.env.COLUMNS);
  if (Number.isInteger(told) && told > 0) return told;
  const stream = fd === 1 ? process.stdout : fd === 2 ? process.stderr : undefined;
  return stream?.columns || 80;
}
