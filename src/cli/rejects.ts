import { createWriteStream } from 'node:fs';
import { realpath, rename, stat, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unavailable } from '../domain/errors.ts';
import type { RejectedRow } from '../domain/row-batch.ts';
import { partOf } from './part-file.ts';

const ADDED = ['_line', '_code', '_message', '_suggestion'];

/** Writes rejected rows to a file as they were, with what is wrong beside them, so that it can be mended and fed back. */
export const rejectsInto =
  (path: string, header: readonly string[] | null) => async (rows: AsyncIterable<RejectedRow>) => {
    const lines = header === null ? jsonLines(rows) : csvLines(rows, header);
    let part: string | undefined;
    try {
      const present = await presentAt(path);
      if (present?.isFile !== false) part = partOf(present?.path ?? path);
      await pipeline(Readable.from(lines), createWriteStream(part ?? path, { mode: present?.mode ?? 0o600 }));
      if (part !== undefined) await rename(part, present?.path ?? path);
    } catch (cause) {
      if (part !== undefined) await unlink(part).catch(() => {});
      if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
      throw unavailable('cannot-write', `${path} cannot be written: ${cause.message}`, { cause });
    }
  };

/** What a path leads to, through links; a device or a pipe is written to as it is, and cannot be replaced. */
async function presentAt(path: string) {
  const about = await stat(path).catch(() => undefined);
  return about && { path: await realpath(path), mode: about.mode & 0o777, isFile: about.isFile() };
}

async function* csvLines(rows: AsyncIterable<RejectedRow>, header: readonly string[]): AsyncGenerator<string> {
  // A file that was fed back already ends in these columns: they are written anew.
  const again = header.at(-1) === ADDED.at(-1) ? ADDED.length : 0;
  const own = (cells: readonly string[]) => cells.slice(0, cells.length - again);
  yield csvLine([...own(header), ...ADDED]);
  // A row with a cell too many or too few keeps its cells as they are: once mended, it falls into place by itself.
  for await (const { line, cells, code, message, suggestion } of rows) {
    yield csvLine([...own(JSON.parse(cells) as string[]), String(line), code, message, suggestion ?? '']);
  }
}

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;

async function* jsonLines(rows: AsyncIterable<RejectedRow>): AsyncGenerator<string> {
  for await (const { line, cells, code, message, suggestion } of rows) {
    const row: unknown = JSON.parse(cells);
    const object = typeof row === 'object' && row !== null ? row : { email: row };
    yield `${JSON.stringify({ ...object, _line: line, _code: code, _message: message, _suggestion: suggestion })}\n`;
  }
}
