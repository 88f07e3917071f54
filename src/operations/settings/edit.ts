import { type Ask, change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import { countryCode } from '../../domain/phone.ts';
import { awaySaid, hoursSaid, modeSaid, ruleSaid, windowSaid, wordSaid, zoneSaid } from '../../domain/setting-words.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings } from '../../domain/settings.ts';
import { keepSettings, settingsOf } from '../../store/settings.ts';
import { teamsNow } from '../../store/teams.ts';
import { boolean, count, optional, read } from '../input.ts';
import { approvalFrom, assignmentFrom } from './parts.ts';
import { editing, settingsTold } from './told.ts';

/** Which part of the settings a word of the input touches. */
const TOUCHES = {
  timeZone: 'timeZone',
  country: 'country',
  businessHours: 'businessHours',
  awayMessage: 'awayMessage',
  assignment: 'assignment',
  assignmentTeam: 'assignment',
  approval: 'approval',
  approvalAbove: 'approval',
  quietHours: 'quietHours',
  yesOptsIn: 'yesOptsIn',
} as const satisfies Record<string, SettingName>;

/** A setting before and after. */
export interface SettingChange {
  readonly setting: string;
  readonly was: string | number | boolean | null;
  readonly value: string | number | boolean | null;
}

/** Changes what the workspace has set; an empty text takes a setting back to what it is at first. */
export const editSettings = change({
  name: 'settings edit',
  needs: ['workspace.edit', 'away.edit', 'assignment.edit'],
  input: {
    timeZone: optional(read(zoneSaid)),
    country: optional(read(wordSaid)),
    businessHours: optional(read(hoursSaid)),
    awayMessage: optional(read(awaySaid)),
    assignment: optional(read(modeSaid)),
    assignmentTeam: optional(read(wordSaid)),
    approval: optional(read(ruleSaid)),
    approvalAbove: optional(count(1)),
    quietHours: optional(read(windowSaid)),
    yesOptsIn: optional(boolean('yes or no')),
  },
  asks: (input) => {
    const needs = new Set(touched(input).map(editing));
    const [first = 'workspace.edit', ...more] = needs;
    const ask = (action: typeof first): Ask<typeof first> => ({ needs: action, on: workspaceItself });
    return [ask(first), ...more.map(ask)];
  },
  does: async (pass, input) => {
    const { connection, workspace, entry } = pass;
    if (touched(input).length === 0) {
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'name a setting: switchboard settings edit --help',
      });
    }
    const { country, assignment: mode, assignmentTeam, approval: rule, approvalAbove, ...plain } = input;
    const now = await settingsOf(connection, workspace.id);
    const wanted: Partial<Settings> = {
      ...withDefaults(plain),
      ...(country !== undefined && { country: country === null ? null : await countryCode(country) }),
      ...((mode !== undefined || assignmentTeam !== undefined) && {
        assignment: await assignmentFrom(pass, now.assignment, mode, assignmentTeam),
      }),
      ...((rule !== undefined || approvalAbove !== undefined) && {
        approval: approvalFrom(now.approval, rule, approvalAbove),
      }),
    };
    const teams = await teamsNow(connection, workspace.id);
    const before = settingsTold(now, teams);
    const changes = settingsTold({ ...now, ...wanted }, teams).flatMap(({ setting, value, part }, i) => {
      const was = before[i]?.value ?? null;
      return was === value ? [] : [{ setting, was, value, part }];
    });
    const answer = { changes: changes.map(({ part: _part, ...told }): SettingChange => told) };
    if (changes.length === 0) return new Unapplied(answer, 'unchanged');
    const changed = new Set(changes.map(({ part }) => part));
    const kept = Object.fromEntries(Object.entries(wanted).filter(([part]) => changed.has(part as SettingName)));
    await keepSettings(connection, workspace.id, entry, kept);
    return answer;
  },
  counts: ({ changes }) => ({ changed: changes.length }),
});

const touched = (input: { readonly [W in keyof typeof TOUCHES]?: unknown }): SettingName[] =>
  (Object.keys(TOUCHES) as (keyof typeof TOUCHES)[])
    .filter((word) => input[word] !== undefined)
    .map((word) => TOUCHES[word]);

/** The parts that are said, null being what they are at first. */
const withDefaults = (said: { readonly [N in SettingName]?: Settings[N] | null | undefined }): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(said)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? DEFAULT_SETTINGS[name as SettingName]]),
  );
