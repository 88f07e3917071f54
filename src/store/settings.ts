import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { Connection } from './connection.ts';

/** What a workspace has set, in one statement; what it has not is what it is at first. */
export async function settingsOf({ all }: Connection, workspaceId: number): Promise<Settings> {
  const rows = await all<{ name: string; value: string }>(
    'select s.name, s.value from settings s where s.workspace_id = $1',
    [workspaceId],
  );
  const told = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
  return { ...DEFAULT_SETTINGS, ...(told as Partial<Settings>) };
}
