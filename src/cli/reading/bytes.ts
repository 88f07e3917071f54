import { constants, createReadStream, openSync, type Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename, dirname } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { cancelled, Failure, invalid, missing, unavailable } from '../../domain/errors.ts';
import { nearest } from '../../domain/words.ts';

/** The bytes of a file or a stream; `total` is null where nobody knows it beforehand. */
export interface Bytes {
  readonly total: number | null;
  readonly chunks: AsyncIterable<Buffer>;
}

/** Pieces are small, and turns of the event loop rare but sure: larger pieces and more turns took up to 100 MB more at a million rows. */
const CHUNK = 64 * 1024;
const TURN = 1024 * 1024;

/** Opens a path for reading, or takes a stream as it is; fails as `missing`, `invalid` or `unavailable` with the path in the sentence. */
export async function openBytes(source: string | Readable, signal?: AbortSignal): Promise<Bytes> {
  if (typeof source !== 'string') return { total: null, chunks: chunksOf(source, 'standard input', signal) };
  try {
    const about = await stat(source);
    const stream = streamOf(source, about);
    return { total: about.isFile() ? about.size : null, chunks: chunksOf(stream, source, signal) };
  } catch (error) {
    throw await failureOf(error, source);
  }
}

function streamOf(path: string, about: Stats): Readable {
  if (about.isDirectory()) throw invalid('not-a-file', `is a folder, not a file: ${path}`);
  if (about.isSocket()) throw invalid('not-a-file', `is a socket, not a file: ${path}`);
  // A named pipe that nobody writes to would hold a thread, and with it the end of the process, for ever.
  if (about.isFIFO())
    return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
  return createReadStream(path, { fd: openSync(path, 'r'), highWaterMark: CHUNK });
}

async function* chunksOf(stream: Readable, name: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let given = 0;
  try {
    if (signal !== undefined) addAbortSignal(signal, stream);
    for await (const piece of stream) {
      const bytes: Buffer = typeof piece === 'string' ? Buffer.from(piece) : piece;
      for (let at = 0; at < bytes.length; at += CHUNK) {
        yield bytes.subarray(at, at + CHUNK);
        given += CHUNK;
        if (given % TURN === 0) await turn();
        signal?.throwIfAborted();
      }
    }
  } catch (error) {
    if (signal?.aborted === true)
      throw signal.reason instanceof Failure
        ? signal.reason
        : cancelled('interrupted', `stopped while reading ${name}`);
    throw await failureOf(error, name);
  } finally {
    stream.destroy();
  }
}

async function failureOf(error: unknown, path: string): Promise<unknown> {
  if (!(error instanceof Error) || !('code' in error) || error instanceof Failure) return error;
  const code = String(error.code);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const near = await neighbour(path);
    return missing('no-such-file', `no such file: ${path}`, {
      cause: error,
      hint: near === undefined ? undefined : `did you mean ${near}?`,
    });
  }
  if (code === 'EACCES' || code === 'EPERM')
    return invalid('not-readable', `no permission to read: ${path}`, { cause: error });
  if (code === 'EISDIR') return invalid('not-a-file', `is a folder, not a file: ${path}`, { cause: error });
  if (['ENAMETOOLONG', 'ELOOP', 'ENXIO', 'ERR_INVALID_ARG_VALUE'].includes(code)) {
    return invalid('not-a-file', `cannot be opened as a file (${code}): ${path}`, { cause: error });
  }
  return unavailable('cannot-read', `cannot be read (${code}): ${path}`, { cause: error });
}

async function neighbour(path: string): Promise<string | undefined> {
  try {
    return nearest(basename(path), await readdir(dirname(path)));
  } catch {
    return undefined;
  }
}
