import { DEFAULT_SETTINGS, type SettingName, type Settings } from '../domain/settings.ts';
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

/** Who set a part of the settings: when (UTC milliseconds) and by which entry. */
export interface SettingAuthor {
  readonly name: SettingName;
  readonly changed: number;
  readonly at: number;
  readonly by: string;
}

/** Who set those parts that are not what they are at first. */
export const settingAuthors = ({ all }: Connection, workspaceId: number): Promise<SettingAuthor[]> =>
  all<SettingAuthor>(
    `select s.name, s.changed, e.at, e.actor as by from settings s
     join authorships e on e.workspace_id = s.workspace_id and e.number = s.changed where s.workspace_id = $1`,
    [workspaceId],
  );

/** Keeps parts of the settings as they are from this entry on; one that is what it is at first is kept no more. */
export async function keepSettings(
  { run }: Connection,
  workspaceId: number,
  entry: number,
  changes: Partial<Settings>,
): Promise<void> {
  for (const name of Object.keys(changes) as SettingName[]) {
    const value = JSON.stringify(changes[name]);
    if (value === JSON.stringify(DEFAULT_SETTINGS[name])) {
      await run('delete from settings where workspace_id = $1 and name = $2', [workspaceId, name]);
    } else {
      await run(
        `insert into settings (workspace_id, name, value, changed) values ($1, $2, $3, $4)
         on conflict (workspace_id, name) do update set value = excluded.value, changed = excluded.changed`,
        [workspaceId, name, value, entry],
      );
    }
  }
}
