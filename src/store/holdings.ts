import { sql } from 'kysely';
import type { Db } from './kysely.ts';

const HOLDINGS = ['restrictions', 'line_grants', 'product_grants', 'team_members', 'access_tokens'] as const;

/** Ends what everyone held whose membership this entry ended for good: restrictions, grants, teams, tokens. One statement a table. */
export async function endHoldings(db: Db, workspaceId: number, entry: number): Promise<void> {
  for (const table of HOLDINGS) {
    await db
      .updateTable(table)
      .set({ until: entry })
      .where('workspace_id', '=', workspaceId)
      .where('until', 'is', null)
      .where('user_id', 'in', gone(workspaceId, entry))
      .execute();
  }
}

const gone = (workspaceId: number, entry: number) =>
  sql<number>`(select m.user_id from memberships m where m.workspace_id = ${workspaceId} and m.until = ${entry}
    and not exists (select 1 from memberships n where n.workspace_id = ${workspaceId} and n.user_id = m.user_id
      and n.until is null))`;
