import type { Connection } from './connection.ts';

/** One fact about a member that an entry began or ended. `at` is UTC milliseconds. */
export interface HistoryRow {
  readonly fact: 'membership' | 'restriction' | 'line' | 'product' | 'team';
  readonly value: string;
  readonly change: 'begun' | 'ended';
  readonly entry: number;
  readonly at: number;
  readonly by: string;
  readonly operation: string;
}

const FACTS = [
  ['membership', "role || ', ' || status || coalesce(', ' || name, '')", 'memberships'],
  ['restriction', 'name', 'restrictions'],
  ['line', '(select l.address from lines l where l.workspace_id = f.workspace_id and l.id = f.line_id)', 'line_grants'],
  ['product', 'product', 'product_grants'],
  ['team', '(select t.name from teams t where t.workspace_id = f.workspace_id and t.id = f.team_id)', 'team_members'],
] as const;

type FactKind = HistoryRow['fact'];

const changesOf = (kinds: readonly FactKind[]): string =>
  FACTS.filter(([fact]) => kinds.includes(fact))
    .flatMap(([fact, value, table]) =>
      (['begun', 'ended'] as const).map(
        (change) => `select '${fact}' as fact, ${value} as value, '${change}' as change,
      ${change === 'begun' ? 'since' : 'until'} as entry
      from ${table} f where f.workspace_id = $1 and f.user_id = $2${change === 'begun' ? '' : ' and until is not null'}`,
      ),
    )
    .join(' union all ');

/** What entries began and ended of a person's access, the newest first; `limit` 0 means all of it. One statement. */
export const historyOf = (
  connection: Connection,
  workspaceId: number,
  userId: number,
  limit: number,
  kinds: readonly FactKind[],
) =>
  connection.all<HistoryRow>(
    `select h.fact, h.value, h.change, h.entry, e.at, e.actor as by, e.operation
     from (${changesOf(kinds)}) h
     join authorships e on e.workspace_id = $1 and e.number = h.entry
     order by h.entry desc, h.change, h.fact, h.value${limit > 0 ? ` limit ${limit}` : ''}`,
    [workspaceId, userId],
  );
