import { sql } from 'kysely';
import type { NamedLine } from '../domain/line-name.ts';
import type { Db, ReadDb } from './kysely.ts';

/** What is said of a line, beside its address, which never changes. */
export interface LineParts {
  readonly kind: string;
  readonly name: string | null;
}

/** Makes a line and begins its activation. */
export async function beginLine(
  db: Db,
  workspaceId: number,
  entry: number,
  { address, kind, name }: LineParts & { readonly address: string },
): Promise<void> {
  const { id } = await db
    .insertInto('lines')
    .columns(['workspace_id', 'id', 'address', 'kind', 'name', 'version'])
    .expression((eb) =>
      eb
        .selectFrom('lines')
        .select([
          sql<number>`${workspaceId}`.as('workspace_id'),
          sql<number>`coalesce(max(id), 0) + 1`.as('id'),
          sql<string>`${address}`.as('address'),
          sql<string>`${kind}`.as('kind'),
          sql<string | null>`${name}`.as('name'),
          sql<number>`1`.as('version'),
        ])
        .where('workspace_id', '=', workspaceId),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await activateLine(db, workspaceId, entry, id);
}

/** Begins the activation of a line that is there and not active. */
export async function activateLine(db: Db, workspaceId: number, entry: number, id: number): Promise<void> {
  await db
    .insertInto('line_activations')
    .values({ workspace_id: workspaceId, line_id: id, since: entry, until: null })
    .execute();
}

/** Changes what is said of a line, as its next version. */
export async function editLine(db: Db, workspaceId: number, id: number, { kind, name }: LineParts): Promise<void> {
  await db
    .updateTable('lines')
    .set((eb) => ({ kind, name, version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Ends a line's activation and every grant of it. Answers how many members held it. */
export async function endLine(db: Db, workspaceId: number, entry: number, id: number): Promise<number> {
  const ended = (table: 'line_grants' | 'line_activations') =>
    db
      .updateTable(table)
      .set({ until: entry })
      .where('workspace_id', '=', workspaceId)
      .where('line_id', '=', id)
      .where('until', 'is', null)
      .executeTakeFirst();
  const grants = await ended('line_grants');
  await ended('line_activations');
  return Number(grants.numUpdatedRows);
}

/** Every line that a workspace has or had, as far as names must not clash. */
export async function namedLines(db: ReadDb, workspaceId: number): Promise<NamedLine[]> {
  const rows = await db
    .selectFrom('lines as l')
    .leftJoin('line_activations as a', (join) =>
      join.onRef('a.workspace_id', '=', 'l.workspace_id').onRef('a.line_id', '=', 'l.id').on('a.until', 'is', null),
    )
    .select(['l.id', 'l.address', 'l.name', 'a.since'])
    .where('l.workspace_id', '=', workspaceId)
    .execute();
  return rows.map(({ since, ...line }) => ({ ...line, isActive: since !== null }));
}

export const LINE_SORTS = ['address', 'name', 'kind', 'holders', 'since'] as const;
export type LineSort = (typeof LINE_SORTS)[number];

/** What a list of lines is narrowed to: `grantedTo` is a user id whose grants bound it, null for no bound. */
export interface LineFilter {
  readonly kinds?: readonly string[] | undefined;
  readonly ids?: readonly number[] | undefined;
  readonly grantedTo: number | null;
}

/** Active lines with who activated them and how many members hold each, as a query that can be run or streamed. */
export function linesQuery(db: ReadDb, workspaceId: number, { kinds, ids, grantedTo }: LineFilter, sort: LineSort) {
  let query = db
    .selectFrom('lines as l')
    .innerJoin('line_activations as a', (join) =>
      join.onRef('a.workspace_id', '=', 'l.workspace_id').onRef('a.line_id', '=', 'l.id').on('a.until', 'is', null),
    )
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 'a.workspace_id').onRef('e.number', '=', 'a.since'),
    )
    .select(['l.id', 'l.address', 'l.name', 'l.kind', 'l.version', 'a.since', 'e.at', 'e.actor as by'])
    .select(
      sql<number>`(select count(*) from line_grants g where g.workspace_id = l.workspace_id
        and g.line_id = l.id and g.until is null)`.as('holders'),
    )
    .where('l.workspace_id', '=', workspaceId);
  if (kinds) query = query.where('l.kind', 'in', kinds);
  if (ids) query = query.where('l.id', 'in', ids);
  if (grantedTo !== null) {
    query = query.where(
      sql<boolean>`exists (select 1 from line_grants g where g.workspace_id = l.workspace_id
        and g.line_id = l.id and g.user_id = ${grantedTo} and g.until is null)`,
    );
  }
  if (sort === 'name') query = query.orderBy(sql`coalesce(l.name, '')`);
  else if (sort === 'since') query = query.orderBy('a.since');
  else if (sort !== 'address') query = query.orderBy(sort);
  return query.orderBy('l.address');
}
