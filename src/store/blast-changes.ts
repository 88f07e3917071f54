import type { Audience } from '../domain/blast.ts';
import type { Db } from './kysely.ts';

/** What is said of a blast when it is made, and may be rewritten. */
export interface BlastParts {
  readonly name: string;
  readonly lineId: number;
  readonly body: string;
  readonly audience: Audience;
  readonly rate: number | null;
}

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
  // Not the highest and one: on a server an author does not see those of others.
  const id = entry;
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
