import { sql } from 'kysely';
import type { Audience, BlastRecord } from '../domain/blast.ts';
import type { Db, ReadDb } from './kysely.ts';
import { blastsWithin, type Reached } from './sight.ts';

/** What is said of a blast when it is made, and may be rewritten. */
export interface BlastParts {
  readonly name: string;
  readonly lineId: number;
  readonly body: string;
  readonly audience: Audience;
  readonly rate: number | null;
}

/** The names of all blasts of a workspace, as far as they must not clash. */
export const blastNames = (db: ReadDb, workspaceId: number): Promise<{ id: number; name: string }[]> =>
  db.selectFrom('blasts as b').select(['b.id', 'b.name']).where('b.workspace_id', '=', workspaceId).execute();

const written = ({ name, lineId, body, audience, rate }: BlastParts) => ({
  name,
  line_id: lineId,
  body,
  audience: JSON.stringify(audience),
  rate,
});

/** Makes a draft. */
export async function beginBlast(
  db: Db,
  workspaceId: number,
  entry: number,
  author: number,
  parts: BlastParts,
): Promise<void> {
  const id = sql<number>`(select coalesce(max(b.id), 0) + 1 from blasts b where b.workspace_id = ${workspaceId})`;
  await db
    .insertInto('blasts')
    .values({
      workspace_id: workspaceId,
      id,
      author,
      state: 'draft',
      ...written(parts),
      version: 1,
      made: entry,
      changed: entry,
    })
    .execute();
}

/** Rewrites a blast: it is a draft again, and nothing that was decided of it holds any more. */
export async function rewriteBlast(
  db: Db,
  workspaceId: number,
  entry: number,
  id: number,
  parts: BlastParts,
): Promise<void> {
  await dropMessages(db, workspaceId, id);
  await changeBlast(db, workspaceId, entry, id, {
    ...written(parts),
    state: 'draft',
    scheduled: null,
    reason: null,
    decided_by: null,
    decided_at: null,
    report: null,
  });
}

interface Changes {
  readonly name?: string;
  readonly line_id?: number;
  readonly body?: string;
  readonly audience?: string;
  readonly rate?: number | null;
  readonly state?: string;
  readonly scheduled?: number | null;
  readonly reason?: string | null;
  readonly decided_by?: number | null;
  readonly decided_at?: number | null;
  readonly report?: string | null;
}

/** Changes a blast, as its next version. */
export async function changeBlast(
  db: Db,
  workspaceId: number,
  entry: number,
  id: number,
  changes: Changes,
): Promise<void> {
  await db
    .updateTable('blasts')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1), changed: entry }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Forgets what was frozen of a blast of which nothing has gone out. */
export async function dropMessages(db: Db, workspaceId: number, id: number): Promise<void> {
  await db.deleteFrom('blast_messages').where('workspace_id', '=', workspaceId).where('blast_id', '=', id).execute();
}

/** What a list of blasts is narrowed to; `author` is a user id. */
export interface BlastFilter {
  readonly states?: readonly string[] | undefined;
  readonly lineIds?: readonly number[] | undefined;
  readonly author?: number | undefined;
  readonly id?: number | undefined;
}

/** The blasts within reach (null: all of them), the latest first, with their lines and people, as a query that can be run or streamed. */
export function blastsQuery(db: ReadDb, workspaceId: number, reached: Reached | null, filter: BlastFilter = {}) {
  const { states, lineIds, author, id } = filter;
  let query = db
    .selectFrom('blasts as b')
    .innerJoin('lines as l', (join) =>
      join.onRef('l.workspace_id', '=', 'b.workspace_id').onRef('l.id', '=', 'b.line_id'),
    )
    .innerJoin('authorships as m', (join) =>
      join.onRef('m.workspace_id', '=', 'b.workspace_id').onRef('m.number', '=', 'b.made'),
    )
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 'b.workspace_id').onRef('e.number', '=', 'b.changed'),
    )
    .leftJoin('users as d', 'd.id', 'b.decided_by')
    .selectAll('b')
    .select(['l.address', 'l.kind', 'm.at as made_at', 'm.actor as by', 'e.at as changed_at', 'e.actor as changed_by'])
    .select('d.email as decider')
    .where('b.workspace_id', '=', workspaceId);
  if (reached !== null) query = query.where(sql<boolean>`(${sql.raw(blastsWithin(reached))})`);
  if (states) query = query.where('b.state', 'in', states);
  if (lineIds) query = query.where('b.line_id', 'in', lineIds);
  if (author !== undefined) query = query.where('b.author', '=', author);
  if (id !== undefined) query = query.where('b.id', '=', id);
  return query.orderBy('b.id', 'desc');
}

/** A blast with all that is known of it. */
export type BlastDetail = Awaited<ReturnType<ReturnType<typeof blastsQuery>['executeTakeFirstOrThrow']>>;

/** Whom a blast is for. */
export const audienceOf = ({ audience }: Pick<BlastDetail, 'audience'>): Audience => JSON.parse(audience) as Audience;

/** What is kept of a blast once it was scheduled. */
export const recordOf = ({ report }: Pick<BlastDetail, 'report'>): BlastRecord | null =>
  report === null ? null : (JSON.parse(report) as BlastRecord);

/** The custom fields that a text may name. */
export const fieldNames = (db: ReadDb, workspaceId: number) =>
  db.selectFrom('fields as f').select(['f.id', 'f.name']).where('f.workspace_id', '=', workspaceId).execute();
