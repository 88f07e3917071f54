import type { Connection } from './connection.ts';

/** A list by its name; one with a filter is a segment. */
export interface NamedList {
  readonly id: number;
  readonly name: string;
  readonly filter: string | null;
}

/** Every list of a workspace. */
export const listsOf = ({ all }: Connection, workspaceId: number) =>
  all<NamedList>('select l.id, l.name, l.filter from lists l where l.workspace_id = $1 order by l.name', [workspaceId]);
