// Where a person's tokens for servers are kept between commands: one file of their own, 0600, by the server's address.
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shownStore } from '../domain/address.ts';
import { Failure, invalid, unavailable } from '../domain/errors.ts';
import { xdg } from './folders.ts';
import { writeWhole } from './private-file.ts';
import type { Env, Io } from './surroundings.ts';

/** Tokens by the address of the server, without its password. */
type Credentials = Readonly<Record<string, string>>;

/** The file of a person's credentials. */
export const credentialsFile = (env: Env): string =>
  join(xdg(env, 'XDG_CONFIG_HOME', '.config'), 'switchboard', 'credentials.json');

/** The token kept for a server. */
export const keptToken = (env: Env, store: string): string | undefined =>
  readCredentials(credentialsFile(env))[shownStore(store)];

/** Keeps a token for a server, or drops it where it is null. Answers whether there was one before. */
export function keepToken(env: Env, store: string, token: string | null, random: Io['random']): boolean {
  const file = credentialsFile(env);
  const { [shownStore(store)]: before, ...others } = readCredentials(file);
  if (token === null && before === undefined) return false;
  const kept = token === null ? others : { ...others, [shownStore(store)]: token };
  writeWhole(file, `${JSON.stringify(kept, null, 2)}\n`, random);
  return before !== undefined;
}

/** Reads the file; one that others can read, or that is not one's own, is refused: what was in it is no secret any more. */
function readCredentials(file: string): Credentials {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.uid !== (process.getuid?.() ?? stat.uid) || (stat.mode & 0o077) !== 0) {
      throw invalid('exposed-credentials', `${file} can be reached by others`, {
        hint: `revoke the tokens in it, remove it, and log in again`,
      });
    }
    const found: unknown = JSON.parse(readFileSync(descriptor, 'utf8'));
    if (typeof found === 'object' && found !== null && Object.values(found).every((one) => typeof one === 'string')) {
      return found as Credentials;
    }
    throw invalid('bad-credentials', `${file} holds no credentials`, { hint: 'remove it, and log in again' });
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    if (code === 'ELOOP')
      throw invalid('exposed-credentials', `${file} is a link`, { hint: 'remove it, and log in again' });
    if (cause instanceof SyntaxError)
      throw invalid('bad-credentials', `${file} holds no credentials`, { hint: 'remove it, and log in again' });
    throw unavailable('cannot-read', `${file} cannot be read (${code})`, { hint: 'check its permissions', cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
