import { conflict } from '../domain/errors.ts';
import type { Connection } from './connection.ts';

/** Makes a workspace that begins active at its first entry. Answers its id. */
export async function beginWorkspace(
  connection: Connection,
  { slug, name, model }: { readonly slug: string; readonly name: string; readonly model: string },
): Promise<number> {
  const { doors } = connection.dialect;
  const [row] = await connection.all<{ id: number | null }>(
    doors?.foundWorkspace ??
      'insert into workspaces (slug, name, model) values ($1, $2, $3) on conflict (slug) do nothing returning id',
    [slug, name, model],
  );
  const id = row?.id ?? null;
  if (id === null) {
    throw conflict('workspace-exists', `there is a workspace "${slug}" already`, {
      hint: 'choose another with --slug',
    });
  }
  if (!doors) {
    await connection.run("insert into workspace_states (workspace_id, state, since) values ($1, 'active', 1)", [id]);
  }
  return id;
}

/** The workspaces' ids and slugs, oldest first. */
export const workspaceNames = (connection: Connection): Promise<{ readonly id: number; readonly slug: string }[]> =>
  connection.all('select id, slug from workspaces order by id');

/** Gives this database its identity, unless it has one. */
export const nameDatabase = (connection: Connection, id: string): Promise<number> =>
  connection.run('insert into this_database (id) select $1 where not exists (select 1 from this_database)', [id]);

/** The identity of this database. */
export async function databaseId(connection: Connection): Promise<string> {
  const [row] = await connection.all<{ id: string }>('select id from this_database');
  return row?.id ?? '';
}

/** The display names of the workspaces with these slugs, by slug. */
export async function namesBySlug(connection: Connection, slugs: readonly string[]): Promise<Map<string, string>> {
  const rows = await connection.all<{ slug: string; name: string }>(
    `select slug, name from workspaces where slug in ${connection.dialect.texts('$1')}`,
    [JSON.stringify(slugs)],
  );
  return new Map(rows.map(({ slug, name }) => [slug, name]));
}

/** A workspace with who brought it into its state, and how much is in it. Times are UTC milliseconds. */
export interface WorkspaceRow {
  readonly name: string;
  readonly made: number;
  readonly since: number;
  readonly at: number;
  readonly by: string;
  readonly active: number;
  readonly invited: number;
  readonly suspended: number;
  readonly lines: number;
}

/** A workspace at a glance, in one statement. */
export async function workspaceAtAGlance(connection: Connection, workspaceId: number): Promise<WorkspaceRow> {
  const members = (status: string) =>
    `(select count(*) from memberships where workspace_id = $1 and until is null and status = '${status}') as ${status}`;
  const [row] = await connection.all<WorkspaceRow>(
    `select w.name, s.since, e.at, e.actor as by,
       (select at from authorships where workspace_id = $1 and number = 1) as made,
       ${members('active')}, ${members('invited')}, ${members('suspended')},
       (select count(*) from line_activations where workspace_id = $1 and until is null) as lines
     from workspaces w
     join workspace_states s on s.workspace_id = w.id and s.until is null
     join authorships e on e.workspace_id = w.id and e.number = s.since
     where w.id = $1`,
    [workspaceId],
  );
  return row as WorkspaceRow;
}

/** Gives a workspace another display name; its slug stays. Answers how many rows changed: none where it has it already. */
export const renameWorkspace = (connection: Connection, workspaceId: number, name: string): Promise<number> =>
  connection.run('update workspaces set name = $2 where id = $1 and name <> $2', [workspaceId, name]);

/** Brings a workspace into another state. */
export async function beginState(
  connection: Connection,
  workspaceId: number,
  entry: number,
  state: 'active' | 'archived',
): Promise<void> {
  await connection.run('update workspace_states set until = $2 where workspace_id = $1 and until is null', [
    workspaceId,
    entry,
  ]);
  await connection.run('insert into workspace_states (workspace_id, state, since) values ($1, $3, $2)', [
    workspaceId,
    entry,
    state,
  ]);
}
