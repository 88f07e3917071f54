import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { invalid, missing, unavailable } from '../domain/errors.ts';
import type { Flag, Given } from './face.ts';
import type { Surroundings } from './surroundings.ts';

/** The flag that says where a token is to be read: never the token itself, which others could see in a list of processes. */
export const tokenFlag: Flag = {
  flags: '--token-file <file>',
  about: 'read the token from there (- for standard input); or from SWITCHBOARD_TOKEN',
};

const LONGEST = 4096;

/** The token that was handed over in a file, on standard input or in the environment, if any was. */
export async function tokenGiven(given: Given, around: Surroundings): Promise<string | undefined> {
  const file = given.text('tokenFile');
  if (file === '-') return textOf(around.stdin(), 'standard input');
  if (file !== undefined) return textOf(createReadStream(resolve(around.cwd, file)), file);
  const inherited = around.env.SWITCHBOARD_TOKEN?.trim();
  return inherited === '' ? undefined : inherited;
}

async function textOf(source: Readable, name: string): Promise<string> {
  let text = '';
  try {
    for await (const chunk of source) {
      text += String(chunk);
      if (text.length > LONGEST) throw invalid('bad-token', `${name} is too long to be a token`);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw missing('no-file', `there is no file ${name}`);
    if (error instanceof Error && 'syscall' in error)
      throw unavailable('cannot-read', `${name} cannot be read (${code})`);
    throw error;
  }
  return text.trim();
}
