import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { isAddress } from '../domain/address.ts';
import { invalid, missing, unavailable } from '../domain/errors.ts';
import type { Context } from './context.ts';
import type { Options } from './face.ts';
import type { Env, Io } from './surroundings.ts';

/** A token that was handed over, and where it came from. Never as an argument: others could see it in a list of processes. */
export interface TokenGiven {
  readonly text: string;
  readonly from: string;
}

/** The token that a person types at a terminal, unseen. */
export async function tokenAsked({ stdin, stderr }: Io): Promise<TokenGiven> {
  const { askSecret } = await import('./ask.ts');
  return { text: (await askSecret({ stdin, stderr }, 'Token:')).trim(), from: 'the terminal' };
}

const LONGEST = 4096;

/** The token of a command: by `--token-file`, else `SWITCHBOARD_TOKEN`, else the one kept for the server. */
export async function tokenOf(
  { tokenFile: file }: Options,
  { db }: Context,
  { stdin, cwd }: Io,
  env: Env,
  anew = false,
): Promise<TokenGiven | undefined> {
  if (file === '-') return { text: await textOf(stdin(), 'standard input'), from: 'standard input' };
  if (typeof file === 'string') {
    return { text: await textOf(createReadStream(resolve(cwd, file)), file), from: file };
  }
  const inherited = env.SWITCHBOARD_TOKEN?.trim();
  if (inherited) return { text: inherited, from: 'SWITCHBOARD_TOKEN' };
  if (anew || !isAddress(db)) return undefined;
  const { credentialsFile, keptToken } = await import('./credentials.ts');
  const text = keptToken(env, db);
  return text === undefined ? undefined : { text, from: credentialsFile(env) };
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
