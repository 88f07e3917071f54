import type { Connection } from './connection.ts';
import { blastsWithin, type Reached } from './sight.ts';

/** A blast that is not over, as far as it may count on a list; `seen` is 1 where it lies within reach. */
export interface WaitingBlast {
  readonly name: string;
  readonly state: string;
  /** JSON. */
  readonly audience: string;
  readonly seen: number;
}

/** The blasts that are still to be sent, whole or in part. */
export const waitingBlasts = ({ all }: Connection, workspaceId: number, reached: Reached) =>
  all<WaitingBlast>(
    `select b.name, b.state, b.audience, case when ${blastsWithin(reached)} then 1 else 0 end as seen from blasts b
     where b.workspace_id = $1 and b.state not in ('completed', 'cancelled', 'failed') order by b.name`,
    [workspaceId],
  );
