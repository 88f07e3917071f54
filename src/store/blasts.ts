import { sql } from 'kysely';
import type { Audience, BlastRecord } from '../domain/blast.ts';
import type { ReadDb } from './kysely.ts';
import { blastsWithin, type Reached } from './sight.ts';

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
    .leftJoin('users as w', 'w.id', 'b.author')
    .selectAll('b')
    .select(['l.address', 'l.kind', 'm.at as made_at', 'e.at as changed_at', 'e.actor as changed_by'])
    // Who made it may have made it for somebody else.
    .select(({ fn }) => ['d.email as decider', fn.coalesce('w.email', 'm.actor').as('by')])
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
