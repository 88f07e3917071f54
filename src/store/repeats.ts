import type { Connection } from './connection.ts';

/** A command that was done, as it is known again by its operation id. `at` is UTC milliseconds. */
export interface DoneBefore {
  readonly number: number;
  readonly entry: number;
  readonly at: number;
  readonly operation: string;
  readonly actor: string;
}

/**
 * The entry of the command that was done under this operation id in a workspace, if there is one; of a founding where no
 * workspace is named, for whoever makes one for somebody else sees no more of it than that.
 */
export async function entryOfOperation(
  connection: Connection,
  workspaceId: number | null,
  operationId: string,
): Promise<DoneBefore | undefined> {
  const [found] = await connection.all<DoneBefore>(
    `select number, number as entry, at, operation, actor from authorships
     where operation_id = $1 and ${workspaceId === null ? 'number = 1' : 'workspace_id = $2'}`,
    workspaceId === null ? [operationId] : [operationId, workspaceId],
  );
  return found;
}
