// Where a server is and how one gets in: an address, what the environment adds to it, and a service file.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import { parse } from 'pg-connection-string';
import pgpass from 'pgpass';
import { passwordIn, shownStore } from '../../domain/address.ts';
import { invalid, missing } from '../../domain/errors.ts';

/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

const MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** What `pg` needs to connect. A password comes from the address, `PGPASSWORD`, the service file or `~/.pgpass`. */
export function connectionOf(address: string, env: Environment): ClientConfig {
  const shown = shownStore(address);
  const url = urlOf(address, shown);
  const named = url.searchParams.get('service') ?? env.PGSERVICE;
  const service = named === undefined ? {} : serviceNamed(named, env, shown);
  for (const [key, value] of Object.entries(service)) {
    const isThere = { host: url.hostname, port: url.port, user: url.username, dbname: url.pathname.slice(1) }[key];
    if (key !== 'password' && !isThere && !url.searchParams.has(key)) {
      url.searchParams.set(key === 'dbname' ? 'database' : key, value);
    }
  }
  const mode = url.searchParams.get('sslmode') ?? env.PGSSLMODE ?? null;
  if (mode !== null && !MODES.includes(mode)) {
    throw invalid('bad-address', `${shown}: there is no sslmode "${mode}"`, { hint: `they are ${MODES.join(', ')}` });
  }
  if (mode !== null) url.searchParams.set('sslmode', mode);
  const { database, ...given } = parsed(url, shown);
  const password = (passwordIn(address) ? given.password : undefined) ?? env.PGPASSWORD ?? service.password;
  const user = given.user || env.PGUSER || env.USER || '';
  const login = {
    host: given.host || env.PGHOST || 'localhost',
    port: Number(given.port || env.PGPORT || 5432),
    user,
    database: url.searchParams.get('database') ?? database ?? env.PGDATABASE ?? user,
  };
  return {
    ...login,
    password: password || (() => inPasswordFile(login)),
    ssl: (given.ssl ?? false) as NonNullable<ClientConfig['ssl']>,
    application_name: 'switchboard',
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
  };
}

/** The password for a login in `PGPASSFILE` or `~/.pgpass`; empty where there is none. */
const inPasswordFile = (login: Parameters<typeof pgpass>[0]): Promise<string> =>
  new Promise((resolve) => pgpass(login, (password) => resolve(password ?? '')));

function urlOf(address: string, shown: string): URL {
  const scheme = address.split(':', 1)[0]?.toLowerCase();
  if (scheme !== 'postgres' && scheme !== 'postgresql') {
    throw invalid('unknown-store', `${scheme}:// is no store this program knows`, {
      hint: 'name a SQLite file, or a server as postgres://HOST/DATABASE, with --db',
    });
  }
  try {
    return new URL(address);
  } catch {
    throw invalid('bad-address', `${shown} is no address of a server`, {
      hint: 'write it as postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full',
    });
  }
}

function parsed(url: URL, shown: string): ReturnType<typeof parse> {
  try {
    return parse(url.href, { useLibpqCompat: true });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code !== undefined && path !== undefined) throw missing('no-file', `${path} cannot be read (${code})`);
    throw invalid('bad-address', `${shown} cannot be used`, {
      hint: 'sslmode=verify-ca needs the certificate of whom to trust: sslrootcert=FILE',
    });
  }
}

/** A section of the service file, as libpq reads it: `PGSERVICEFILE`, or `~/.pg_service.conf`. */
function serviceNamed(name: string, env: Environment, shown: string): Readonly<Record<string, string>> {
  const file = env.PGSERVICEFILE ?? join(env.HOME ?? '', '.pg_service.conf');
  const found: Record<string, string> = {};
  let inside = false;
  let known = false;
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : []) {
    const section = /^\s*\[([^\]]*)\]/.exec(line);
    const setting = /^\s*([a-z_]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (section) {
      inside = section[1] === name;
      known ||= inside;
    } else if (inside && setting) found[setting[1] as string] ??= setting[2] as string;
  }
  if (known) return found;
  throw missing('no-service', `${shown}: there is no service "${name}" in ${file}`, {
    hint: 'name one that is there, or the file with PGSERVICEFILE',
  });
}
