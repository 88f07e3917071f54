import { decide } from '../../access/decide.ts';
import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { settingAuthors, settingsOf } from '../../store/settings.ts';
import { teamsNow } from '../../store/teams.ts';
import { settingsTold, VIEWS } from './told.ts';

/** A setting with who made it so; null where it is what it is at first. */
export interface SettingAnswer {
  readonly setting: string;
  readonly value: string | number | boolean | null;
  readonly since: string | null;
  readonly by: string | null;
  readonly entry: number | null;
}

/** What the workspace has set, as far as the acting user may look: the away message and automatic assignment apart. */
export const showSettings = query({
  name: 'settings show',
  needs: ['settings.view', 'away.view', 'assignment.view'],
  input: {},
  asks: () => [{ needs: 'settings.view', on: workspaceItself }],
  does: async ({ connection, workspace, actor }) => {
    const settings = await settingsOf(connection, workspace.id);
    const authors = await settingAuthors(connection, workspace.id);
    const told = settingsTold(settings, await teamsNow(connection, workspace.id));
    const seen = told.filter(({ part }) => {
      const needs = VIEWS[part];
      return needs === undefined || decide(actor, needs, workspaceItself).allowed;
    });
    return {
      settings: seen.map(({ setting, value, part }): SettingAnswer => {
        const { at, by = null, changed = null } = authors.find(({ name }) => name === part) ?? {};
        return { setting, value, since: at === undefined ? null : rfc3339(at), by, entry: changed };
      }),
    };
  },
});
