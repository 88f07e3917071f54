// Where every setting comes from: the places that may give one, read in their order, each refused where it is not sound.
import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isAddress, passwordIn, shownStore } from '../domain/address.ts';
import { Failure, invalid, unavailable } from '../domain/errors.ts';
import { instant } from '../domain/time.ts';
import { nearest } from '../domain/words.ts';
import { FORMATS, type Format } from '../render/view.ts';
import { xdg } from './folders.ts';
import type { Env } from './surroundings.ts';

/** The settings that a flag, the environment, a project file and a user file can give, in that order. */
export const SETTINGS = ['db', 'workspace', 'as', 'format', 'now', 'wait'] as const;
export type Setting = (typeof SETTINGS)[number];

/** A setting's value with the place it came from. */
interface Origin {
  readonly value: string | null;
  readonly from: string;
}

/** Where a command finds its store, its workspace and its acting user, and how it prints. */
export interface Context {
  readonly origins: Readonly<Record<Setting, Origin>>;
  readonly db: string;
  readonly workspace: string | null;
  readonly as: string | null;
  readonly format: Format;
  /** The frozen time in UTC milliseconds, or null for the clock. */
  readonly now: number | null;
  /** How long to wait for another writer, in milliseconds; undefined for the store's own measure. */
  readonly patience: number | undefined;
  /** Where ledger heads are remembered. */
  readonly state: string;
  /** The id by which the command is known again, where one was given. */
  readonly operationId: string | undefined;
}

/** The file of a project, found upwards from where one stands. */
export const PROJECT_FILE = '.switchboard.json';

/** The file of a user's own settings. */
export const userFile = (env: Env): string =>
  join(xdg(env, 'XDG_CONFIG_HOME', '.config'), 'switchboard', 'config.json');

/** The project file that holds for a folder: the nearest upwards. */
export function projectFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, PROJECT_FILE);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

type Settings = Partial<Record<Setting, string>>;

/** Reads a settings file; one of somebody else's, or with an unknown setting, is refused. None there: no settings. */
export function readSettings(file: string): Settings {
  const text = textOf(file);
  if (text === undefined) return {};
  const found = parsed(file, text);
  for (const [name, value] of Object.entries(found)) {
    if (!(SETTINGS as readonly string[]).includes(name)) {
      const near = nearest(name, SETTINGS);
      throw invalid('unknown-setting', `${file}: there is no setting "${name}"`, {
        hint: near ? `did you mean "${near}"?` : `the settings are ${SETTINGS.join(', ')}`,
      });
    }
    if (typeof value !== 'string') throw invalid('bad-settings', `${file}: ${name} must be a text`);
  }
  return found as Settings;
}

function textOf(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    // Not blocking: a FIFO without a writer would hold the program for ever.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    const own = process.getuid?.() ?? stat.uid;
    if (stat.uid !== own && stat.uid !== 0) {
      throw invalid('foreign-settings', `${file} belongs to another user`, { hint: 'remove it, or make it yours' });
    }
    if (!stat.isFile()) throw invalid('bad-settings', `${file} is not a regular file`);
    return readFileSync(descriptor, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (cause instanceof Failure) throw cause;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unavailable('cannot-read', `${file} cannot be read (${code})`, { hint: 'check its permissions', cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function parsed(file: string, text: string): object {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found;
  } catch (error) {
    throw invalid('bad-settings', `${file} is no JSON: ${(error as Error).message}`);
  }
  throw invalid('bad-settings', `${file} must hold one JSON object`);
}

/** Every setting from the first place that gives it: flag, environment, project file, user file. */
export function readContext(flags: Settings, env: Env, cwd: string): Context {
  const project = projectFile(cwd);
  const user = userFile(env);
  const places: readonly (readonly [string, Settings])[] = [
    ['flag', flags],
    ['environment', fromEnvironment(env)],
    ...(project ? [[project, inFolderOf(project, readSettings(project))] as const] : []),
    [user, readSettings(user)],
  ];
  const origins = Object.fromEntries(
    SETTINGS.map((name): [Setting, Origin] => {
      const place = places.find(([, settings]) => settings[name] !== undefined);
      return [name, place ? { value: place[1][name] as string, from: place[0] } : fallback(name, env, cwd)];
    }),
  ) as Record<Setting, Origin>;
  const { db, workspace, as, format, now, wait } = origins;
  if (db.from !== 'environment') refusePassword(db.value as string, db.from === 'flag' ? 'an argument' : db.from);
  return {
    origins,
    db: isAddress(db.value as string) ? (db.value as string) : resolve(cwd, db.value as string),
    workspace: workspace.value,
    as: as.value,
    format: formatNamed(format.value as string),
    now: now.value === null ? null : instant(now.value),
    patience: wait.value === null ? undefined : seconds(wait.value),
    operationId: undefined,
    state: env.SWITCHBOARD_STATE?.startsWith('/')
      ? env.SWITCHBOARD_STATE
      : join(xdg(env, 'XDG_STATE_HOME', '.local', 'state'), 'switchboard', 'heads'),
  };
}

/** A store as an argument names it: an address, which may hold no password there, or a file found from a folder. */
export const storeNamed = (store: string, cwd: string): string =>
  isAddress(store) ? refusePassword(store, 'an argument') : resolve(cwd, store);

/** An address may be seen where it is typed or kept: a password has no place in it there. */
export function refusePassword(db: string, where: string): string {
  if (!passwordIn(db)) return db;
  throw invalid('password-in-address', `${shownStore(db)}: a password in ${where} is a secret no longer`, {
    hint: 'leave it out of the address: PGPASSWORD, a service file or ~/.pgpass says it',
  });
}

const fromEnvironment = (env: Env): Settings =>
  Object.fromEntries(
    SETTINGS.flatMap((name) => {
      const value = env[`SWITCHBOARD_${name.toUpperCase()}`];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );

/** A database named in a project file is found from that file's folder. */
const inFolderOf = (file: string, settings: Settings): Settings =>
  settings.db === undefined || isAddress(settings.db)
    ? settings
    : { ...settings, db: resolve(dirname(file), settings.db) };

function fallback(name: Setting, env: Env, cwd: string): Origin {
  if (name === 'format') return { value: 'table', from: 'default' };
  if (name !== 'db') return { value: null, from: 'not set' };
  const here = join(cwd, 'switchboard.db');
  if (existsSync(here)) return { value: here, from: 'default (this folder)' };
  return {
    value: join(xdg(env, 'XDG_DATA_HOME', '.local', 'share'), 'switchboard', 'switchboard.db'),
    from: 'default',
  };
}

/** The format of that name; an unknown word names the nearest. */
export function formatNamed(name: string): Format {
  if ((FORMATS as readonly string[]).includes(name)) return name as Format;
  const near = nearest(name, FORMATS);
  throw invalid('unknown-format', `there is no format "${name}"`, {
    hint: near ? `did you mean "${near}"?` : `the formats are ${FORMATS.join(', ')}`,
  });
}

/** A number of seconds, as milliseconds. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 86_400) return Math.round(value * 1000);
  throw invalid('bad-number', `--wait takes seconds, not "${text}"`);
}
