import { lstatSync } from 'node:fs';
import { constants, copyFile, type FileHandle, link, open, unlink } from 'node:fs/promises';
import { conflict, type Failure, invalid, unavailable } from '../domain/errors.ts';
import type { TokenRow, TokenSink } from '../domain/token.ts';
import { csv } from '../render/csv.ts';
import { partOf } from './part-file.ts';

const COLUMNS = [{ key: 'email' }, { key: 'token' }, { key: 'expires' }];

/**
 * A new file of tokens, as CSV `email,token,expires`: readable by its owner alone from the first byte, never over
 * something that is there and never through a link. It is written beside its name, and takes it only once the command
 * is done: whoever ends the command before leaves nothing under that name.
 */
export const secretFile = (path: string): TokenSink => sinkTo(path, asTable);

/** The same for one token, which stands in the file by itself. */
export const bareFile = (path: string): TokenSink => sinkTo(path, asItself);

type Rows = Iterable<TokenRow> | AsyncIterable<TokenRow>;

const asTable = (rows: Rows): AsyncIterable<string> =>
  csv(rows as Iterable<TokenRow & Record<string, unknown>>, COLUMNS, { isTerminal: false });

async function* asItself(rows: Rows): AsyncGenerator<string> {
  for await (const { token } of rows) yield `${token}\n`;
}

function sinkTo(path: string, textsOf: (rows: Rows) => AsyncIterable<string>): TokenSink {
  if (isThere(path)) throw alreadyThere(path);
  const part = partOf(path);
  let made = false;
  return {
    write: async (rows) => {
      // Whoever has to try again writes anew what came to nothing.
      if (made) await unlink(part);
      // Exclusive creation follows no link, and the mode is there before the first byte.
      const file = await open(part, 'wx', 0o600).catch((error: unknown) => {
        throw failureOf(path, error);
      });
      made = true;
      await fill(file, textsOf(rows)).catch((error: unknown) => {
        throw failureOf(path, error);
      });
    },
    settle: async (kept) => {
      if (!made) return;
      if (kept) await place(part, path);
      await unlink(part).catch(() => {});
    },
  };
}

/** Gives a finished file its name. A link, unlike a renaming, never takes the place of what is there. */
async function place(part: string, path: string): Promise<void> {
  try {
    await link(part, path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
      return copyFile(part, path, constants.COPYFILE_EXCL);
    });
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'is there by now' : 'cannot be written';
    throw unavailable('cannot-write', `${path} ${why}: the tokens are in ${part}`, {
      hint: 'the invitations are sent: take the tokens from there',
      cause,
    });
  }
}

async function fill(file: FileHandle, texts: AsyncIterable<string>): Promise<void> {
  try {
    for await (const text of texts) await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw failureOf(path, error);
  }
}

const alreadyThere = (path: string): Failure =>
  conflict('file-exists', `${path} is there already`, { hint: 'tokens are written to a new file only: name another' });

function failureOf(path: string, error: unknown): unknown {
  // What fails while the rows are being made is no fault of the file.
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  const code = String(error.code);
  if (code === 'EEXIST') return alreadyThere(path);
  if (code === 'ENOENT' || code === 'ENOTDIR') return invalid('no-folder', `there is no folder for ${path}`);
  return unavailable('cannot-write', `${path} cannot be written (${code})`, { cause: error });
}
