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

/** Every team of a workspace that was not removed. */
export const teamsOf = ({ all }: Connection, workspaceId: number) =>
  all<{ readonly id: number; readonly name: string }>(
    'select t.id, t.name from teams t where t.workspace_id = $1 and t.removed is null order by t.name',
    [workspaceId],
  );
