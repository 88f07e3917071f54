import { decide } from '../../access/decide.ts';
import { query } from '../../access/operation.ts';
import { narrowing, reach } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { lineKind } from '../../domain/line-kinds.ts';
import { rfc3339 } from '../../domain/time.ts';
import { LINE_SORTS, linesQuery } from '../../store/lines.ts';
import { list, optional, picklist, read } from '../input.ts';

/** An active line as people and programs read it. */
export interface LineAnswer {
  readonly address: string;
  readonly name: string | null;
  readonly kind: string;
  /** How many members were granted it; null where the acting user may not see grants. */
  readonly holders: number | null;
  /** Since when, by whom and by which ledger entry it is active. */
  readonly since: string;
  readonly by: string;
  readonly entry: number;
}

/** The active lines within the acting user's reach, streamed. */
export const listLines = query({
  name: 'lines list',
  needs: ['lines.view'],
  input: {
    kinds: optional(list(read(lineKind))),
    sort: picklist(LINE_SORTS, `sort by ${LINE_SORTS.join(', ')}`),
  },
  asks: () => [{ needs: 'lines.view', on: workspaceItself }],
  does: async ({ db, workspace, actor }, { kinds, sort }) => {
    const grantedTo = narrowing(reach(actor, 'lines.view', 'lines'));
    const counts = decide(actor, 'grants.view', workspaceItself).allowed;
    const rows = linesQuery(db, workspace.id, { kinds, grantedTo }, sort).stream();
    return { lines: answers(rows, counts) };
  },
});

type Rows = ReturnType<ReturnType<typeof linesQuery>['stream']>;

async function* answers(rows: Rows, counts: boolean): AsyncGenerator<LineAnswer> {
  for await (const { address, name, kind, holders, at, by, since } of rows) {
    yield { address, name, kind, holders: counts ? holders : null, since: rfc3339(at), by, entry: since };
  }
}
