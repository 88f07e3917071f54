import { businessHours, hoursText } from '../../../domain/business-hours.ts';
import type { SeedSettings } from '../../../domain/seed.ts';
import { DEFAULT_SETTINGS } from '../../../domain/settings.ts';
import { editSettings } from '../../../operations/settings/edit.ts';
import { showSettings } from '../../../operations/settings/show.ts';
import type { Site } from '../site.ts';
import { differences, type Steps, same, step } from '../step.ts';

type Value = string | number | boolean | null;

/** What is set by its shown name: the word of the input, and what a document says of it; undefined where it says nothing. */
const SETTINGS: readonly (readonly [
  setting: string,
  word: string,
  said: (settings: SeedSettings) => Value | undefined,
])[] = [
  ['time-zone', 'timeZone', ({ timeZone }) => timeZone],
  ['country', 'country', ({ country }) => country?.toUpperCase() ?? country],
  ['business-hours', 'businessHours', ({ businessHours: hours }) => (hours ? hoursText(businessHours(hours)) : hours)],
  ['away-message', 'awayMessage', ({ awayMessage }) => awayMessage?.trim() ?? awayMessage],
  ['approval', 'approval', ({ approval }) => approval?.rule ?? (approval?.above ? 'above' : undefined)],
  ['approval-above', 'approvalAbove', ({ approval }) => approval?.above],
  ['quiet-hours', 'quietHours', ({ quietHours }) => quietHours],
  ['yes-opts-in', 'yesOptsIn', ({ yesOptsIn }) => yesOptsIn],
];

const ASSIGNMENT: typeof SETTINGS = [
  ['assignment', 'assignment', ({ assignment }) => assignment?.mode],
  ['assignment-team', 'assignmentTeam', ({ assignment }) => assignment?.team],
];

const FIRST: Readonly<Record<string, Value>> = {
  'time-zone': DEFAULT_SETTINGS.timeZone,
  country: null,
  'business-hours': DEFAULT_SETTINGS.businessHours,
  'away-message': null,
  assignment: DEFAULT_SETTINGS.assignment.mode,
  'assignment-team': null,
  approval: DEFAULT_SETTINGS.approval.rule,
  'approval-above': null,
  'quiet-hours': null,
  'yes-opts-in': false,
};

/** What the workspace has set, beside how conversations are dealt out: that names a team. */
export const settingSteps = (site: Site): Steps => stepsOf(site, SETTINGS, 'settings');

/** How conversations are dealt out, once the teams are there. */
export const assignmentSteps = (site: Site): Steps => stepsOf(site, ASSIGNMENT, 'assignment');

async function* stepsOf(site: Site, table: typeof SETTINGS, name: string): Steps {
  const { hand, document, placeOf, prunes } = site;
  const { settings } = document;
  if (settings === undefined) return;
  const said = Object.fromEntries(
    table.map(([setting, , read]) => {
      const value = read(settings);
      const byDefault = FIRST[setting] as Value;
      return [setting, value === undefined ? (prunes ? byDefault : undefined) : (value ?? byDefault)];
    }),
  );
  if (Object.values(said).every((value) => value === undefined)) return;
  const there = await hand.ask(showSettings, {}, (answer) =>
    Object.fromEntries(answer.settings.map(({ setting, value }) => [setting, value])),
  );
  const what = differences(there, said);
  if (what.length === 0) return yield same('settings');
  const words: Record<string, Value> = Object.fromEntries(
    table.flatMap(([setting, word]) => {
      const change = what.find((one) => one.what === setting);
      return change === undefined ? [] : [[word, wordOf(setting, change.to as Value)]];
    }),
  );
  // A rule and its number are said together: a number alone means that it is above.
  if (words.approval === 'above') words.approvalAbove = said['approval-above'] ?? '';
  if (words.approvalAbove === undefined || words.approvalAbove === '') delete words.approvalAbove;
  if (words.assignment !== undefined && !['off', ''].includes(words.assignment as string))
    words.assignmentTeam = said['assignment-team'] ?? there['assignment-team'] ?? '';
  if (words.assignment === 'off' || words.assignment === '') delete words.assignmentTeam;
  yield step(
    { change: 'edit', kind: 'settings', name, what, place: placeOf(['settings']) },
    async () => editSettings,
    words,
  );
}

/** An empty text takes a setting back to what it is at first. */
const wordOf = (setting: string, value: Value): Value =>
  value === null || (typeof value === 'string' && value === FIRST[setting]) ? '' : value;
