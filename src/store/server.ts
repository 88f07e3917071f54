// A server looked over: what it is, whether its walls stand, whether its ledgers hold, as far as whoever is there may see.
import { isAddress, shownStore } from '../domain/address.ts';
import { invalid } from '../domain/errors.ts';
import { checkLedgers } from './check.ts';
import type { Connection } from './connection.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { type Entrance, withStore } from './open.ts';
import { TABLES } from './table-rows.ts';
import type { Check } from './verify.ts';

/** A server in figures: rows are counted as far as whoever is there sees them. */
export interface ServerFigures {
  readonly database: string;
  readonly server: string;
  readonly bytes: number;
  readonly schema: number;
  readonly current: number;
  readonly workspaces: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

/** Measures a server. */
export const serverFigures = (address: string, entrance: Entrance): Promise<ServerFigures> =>
  withStore(address, 'read', entrance, async ({ all }) => {
    const counts = TABLES.map(([table]) => `(select count(*) from ${table}) as ${table}`).join(', ');
    const [measured] = await all<{ server: string; bytes: number; schema: number }>(
      `select 'PostgreSQL ' || current_setting('server_version') as server,
         pg_database_size(current_database()) as bytes, schema_version() as schema`,
    );
    const [rows] = (await all<Record<string, number>>(`select ${counts}`)) as [Record<string, number>];
    return {
      database: shownStore(address),
      ...(measured as { server: string; bytes: number; schema: number }),
      current: SCHEMA_VERSION,
      workspaces: rows.workspaces ?? 0,
      tables: TABLES.map(([table]) => ({ table, rows: rows[table] ?? 0 })),
    };
  });

/** Looks a server over: its version, its walls, and the ledgers of the workspaces whose ledger may be read. */
export const checkServer = (address: string, heads: string | null, entrance: Entrance): Promise<Check[]> =>
  withStore(address, 'read', entrance, async (connection) => {
    const audited = await connection.all<{ id: number; slug: string }>(
      `select id, slug from workspaces where id = any (workspaces_where('audit.view')) order by id`,
    );
    return [
      { check: 'schema', outcome: 'pass', says: `a Switchboard database of schema ${SCHEMA_VERSION}` },
      await checkWalls(connection),
      ...(audited.length === 0
        ? [{ check: 'ledgers', outcome: 'none', says: 'you may read the ledger of no workspace here' } as const]
        : await checkLedgers(connection, address, heads, audited)),
    ];
  });

/** Whether every table is under row-level security, for its owner too. A login that walks through it is told so. */
async function checkWalls({ all }: Connection): Promise<Check> {
  const check = 'walls';
  const open = await all<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'switchboard'::regnamespace and c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity) order by c.relname`,
  );
  if (open.length > 0) {
    const says = `open to more than those who may see its rows: ${open.map(({ name }) => name).join(', ')}`;
    const hint = 'whoever owns the database runs: switchboard db init';
    return { check, outcome: 'fail', code: 'server.open-wall', says, hint };
  }
  const [role] = await all<{ walks: boolean }>(
    'select (rolsuper or rolbypassrls) as walks from pg_roles where rolname = session_user',
  );
  if (role?.walks)
    return { check, outcome: 'none', says: 'every table has its own, but this login walks through them' };
  return { check, outcome: 'pass', says: 'every table is closed but for those who may see its rows' };
}

/** Refuses what is done to a file alone. */
export function mustBeFile(store: string, operation: string): void {
  if (!isAddress(store)) return;
  throw invalid('not-a-file', `${operation} is for a file, and ${shownStore(store)} is a server`, {
    hint: 'its own tools back it up (pg_dump); a copy of it as a file: switchboard db copy',
  });
}
