import { sql } from 'kysely';
import type { Schedule } from '../domain/responder.ts';
import type { Claim } from '../domain/responder-clash.ts';
import type { Connection } from './connection.ts';
import { type ResponderParts, type ResponderRow, ROW } from './kept-responder.ts';
import type { Db } from './kysely.ts';
import { type Reached, respondersWithin } from './sight.ts';

/** A responder's row with its line, and with who made it and who changed it last. */
export interface AuthoredRow extends ResponderRow {
  readonly address: string | null;
  readonly changed: number;
  readonly changed_at: number;
  readonly changed_by: string;
}

/** The responders within a reach, with their lines and authors, in one statement; only that one where an id is given. */
export const respondersReached = (
  { all }: Connection,
  workspaceId: number,
  reached: Reached,
  id: number | null = null,
): Promise<AuthoredRow[]> =>
  all<AuthoredRow>(
    `select ${ROW}, l.address, r.changed, e.at as changed_at, e.actor as changed_by from responders r
     join authorships e on e.workspace_id = r.workspace_id and e.number = r.changed
     left join lines l on l.workspace_id = r.workspace_id and l.id = r.line_id
     where r.workspace_id = $1 and (cast($2 as integer) is null or r.id = $2) and ${respondersWithin(reached)}
     order by r.id`,
    [workspaceId, id],
  );

/** Every responder of a workspace, as it is kept. */
export const responderRows = ({ all }: Connection, workspaceId: number): Promise<ResponderRow[]> =>
  all<ResponderRow>(`select ${ROW} from responders r where r.workspace_id = $1 order by r.id`, [workspaceId]);

/** The names of the responders within a reach. */
export async function responderNames(
  { all }: Connection,
  workspaceId: number,
  reached: Reached,
): Promise<readonly string[]> {
  const rows = await all<{ name: string }>(
    `select r.name from responders r where r.workspace_id = $1 and ${respondersWithin(reached)} order by r.name`,
    [workspaceId],
  );
  return rows.map(({ name }) => name);
}

/** Every responder of a workspace as far as others must not have its name, or claim its messages; those of removed lines claim none. */
export async function claimsOf(
  { all }: Connection,
  workspaceId: number,
): Promise<readonly (Claim & { readonly isSilent: boolean })[]> {
  const rows = await all<ResponderRow & { readonly active: number | null }>(
    `select ${ROW}, a.since as active from responders r left join line_activations a
       on a.workspace_id = r.workspace_id and a.line_id = r.line_id and a.until is null
     where r.workspace_id = $1 order by r.id`,
    [workspaceId],
  );
  return rows.map(({ id, name, kind, mode, pattern, line_id, words, schedule, active }) => ({
    id,
    name,
    kind,
    mode,
    pattern,
    line: line_id,
    words: JSON.parse(words) as readonly string[],
    schedule: JSON.parse(schedule) as Schedule,
    isSilent: line_id !== null && active === null,
  }));
}

const columnsOf = (parts: ResponderParts) => ({
  line_id: parts.line,
  name: parts.name,
  mode: parts.mode,
  words: JSON.stringify(parts.words),
  pattern: parts.pattern,
  reply: parts.reply,
  actions: JSON.stringify(parts.kept),
  schedule: JSON.stringify(parts.schedule),
  cooldown: parts.cooldown,
  priority: parts.priority,
  quiet_when_claimed: Number(parts.quietWhenClaimed),
  is_on: Number(parts.isOn),
});

/** Makes a responder. */
export async function beginResponder(db: Db, workspaceId: number, entry: number, parts: ResponderParts): Promise<void> {
  const id = sql<number>`(select coalesce(max(r.id), 0) + 1 from responders r where r.workspace_id = ${workspaceId})`;
  await db
    .insertInto('responders')
    .values({
      workspace_id: workspaceId,
      id,
      kind: parts.kind,
      ...columnsOf(parts),
      version: 1,
      made: entry,
      changed: entry,
    })
    .execute();
}

/** Changes a responder, as its next version; its kind stays. */
export async function editResponder(
  db: Db,
  workspaceId: number,
  entry: number,
  id: number,
  parts: ResponderParts,
): Promise<void> {
  await db
    .updateTable('responders')
    .set((eb) => ({ ...columnsOf(parts), version: eb('version', '+', 1), changed: entry }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Takes a responder out, and forgets whom it answered. */
export async function endResponder(db: Db, workspaceId: number, id: number): Promise<void> {
  await db
    .deleteFrom('responder_answers')
    .where('workspace_id', '=', workspaceId)
    .where('responder_id', '=', id)
    .execute();
  await db.deleteFrom('responders').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** How many responders stand on a line. */
export async function countResponders({ all }: Connection, workspaceId: number, lineId: number): Promise<number> {
  const [row] = await all<{ n: number }>(
    'select count(*) as n from responders r where r.workspace_id = $1 and r.line_id = $2',
    [workspaceId, lineId],
  );
  return row?.n ?? 0;
}
