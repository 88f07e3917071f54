import type { Action } from '../../access/actions.ts';
import type { SettingName, Settings } from '../../domain/settings.ts';
import type { TeamRow } from '../../store/teams.ts';

/** A setting as people and programs read it, under the name of the flag that sets it. */
export interface SettingTold {
  readonly setting: string;
  readonly value: string | number | boolean | null;
  /** The part of the settings that it belongs to. */
  readonly part: SettingName;
}

/** What it takes to look at a part of the settings beyond opening them, and what to change it. */
export const VIEWS: Partial<Record<SettingName, Action>> = { awayMessage: 'away.view', assignment: 'assignment.view' };
export const editing = (part: SettingName): 'workspace.edit' | 'away.edit' | 'assignment.edit' =>
  part === 'awayMessage' ? 'away.edit' : part === 'assignment' ? 'assignment.edit' : 'workspace.edit';

/** All settings, in the order in which they are shown; a team is told by its name. */
export function settingsTold(settings: Settings, teams: readonly TeamRow[]): readonly SettingTold[] {
  const { assignment, approval } = settings;
  const team = teams.find(({ id }) => id === assignment.team)?.name ?? null;
  return [
    { setting: 'time-zone', value: settings.timeZone, part: 'timeZone' },
    { setting: 'country', value: settings.country, part: 'country' },
    { setting: 'business-hours', value: settings.businessHours, part: 'businessHours' },
    { setting: 'away-message', value: settings.awayMessage, part: 'awayMessage' },
    { setting: 'assignment', value: assignment.mode, part: 'assignment' },
    { setting: 'assignment-team', value: team, part: 'assignment' },
    { setting: 'approval', value: approval.rule, part: 'approval' },
    { setting: 'approval-above', value: approval.above, part: 'approval' },
    { setting: 'quiet-hours', value: settings.quietHours, part: 'quietHours' },
    { setting: 'yes-opts-in', value: settings.yesOptsIn, part: 'yesOptsIn' },
  ];
}
