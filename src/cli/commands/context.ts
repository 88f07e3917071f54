import { dirname, join } from 'node:path';
import { shownStore } from '../../domain/address.ts';
import { PROJECT_FILE, projectFile, readSettings, SETTINGS, type Setting, userFile } from '../context.ts';
import { act, column, columns, type Flag, type Noun } from '../face.ts';
import { keepSetting, keptValue, settingNamed } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';

/** A setting that was kept or dropped. `under` is the place that wins over the file, where there is one. */
interface Kept {
  readonly setting: Setting;
  readonly value: string | null;
  readonly before: string | null;
  readonly file: string;
  readonly under: string | null;
}

const show = act({
  usage: 'show',
  about: 'show each setting with its value and where it came from',
  examples: [
    ['switchboard context show', 'which database, which workspace, who acts'],
    ['switchboard context show --format json', 'the same for a script'],
  ],
  acts: (_, { context, env, cwd }) => ({
    settings: SETTINGS.map((setting) => {
      const { value, from } = context.origins[setting];
      return { setting, value: setting === 'db' ? shownStore(context.db) : value, from };
    }),
    project: projectFile(cwd) ?? null,
    user: userFile(env),
  }),
  show: ({ settings, project, user }) => ({
    columns: columns<(typeof settings)[number]>('setting', 'value', 'from'),
    rows: settings,
    notes: [`settings of this project: ${project ?? 'none'}`, `your own settings: ${user}`],
  }),
});

const OWN: Flag = {
  flags: '--user',
  about: 'in your own settings file, for every folder, instead of the project file',
};
const NAMES = `The settings are ${SETTINGS.join(', ')}. A project file is ${PROJECT_FILE} in this folder or the nearest above.`;

const set = act({
  usage: 'set <name> <value>',
  about: 'keep a setting for this folder and those below, or for yourself',
  examples: [
    ['switchboard context set as ada@acme.com', 'from now on, in this folder, ada acts'],
    ['switchboard context set db ~/acme/switchboard.db --user', 'from now on, everywhere, this database'],
  ],
  flags: [OWN],
  notes: NAMES,
  acts: (given, around, rehearsal) => {
    const { args } = given;
    const setting = settingNamed(args[0] as string);
    const file = fileFor(given.flag('user'), around);
    return keep(
      setting,
      keptValue(setting, args[1] as string, around.cwd, given.flag('user') ? null : dirname(file)),
      file,
      around,
      rehearsal,
    );
  },
  show: (kept: Kept) => record(kept),
  names: (kept) => [kept.file],
});

const unset = act({
  usage: 'unset <name>',
  about: 'drop a setting that was kept',
  examples: [
    ['switchboard context unset as', 'in this folder nobody acts unless they are named'],
    ['switchboard context unset format --user', 'back to tables'],
  ],
  flags: [OWN],
  notes: NAMES,
  acts: (given, around, rehearsal) =>
    keep(settingNamed(given.args[0] as string), null, fileFor(given.flag('user'), around), around, rehearsal),
  show: (kept: Kept) => record(kept),
  names: (kept) => [kept.file],
});

const fileFor = (own: boolean, { env, cwd }: Surroundings): string =>
  own ? userFile(env) : (projectFile(cwd) ?? join(cwd, PROJECT_FILE));

function keep(setting: Setting, value: string | null, file: string, around: Surroundings, rehearsal: boolean): Kept {
  const before = readSettings(file)[setting] ?? null;
  if (!rehearsal && value !== before) keepSetting(file, setting, value, around.random);
  const { from } = around.context.origins[setting];
  const wins =
    from === 'flag' || from === 'environment' || (file === userFile(around.env) && from === projectFile(around.cwd));
  return { setting, value, before, file, under: wins ? from : null };
}

const record = (kept: Kept) => ({
  record: kept as unknown as Readonly<Record<string, unknown>>,
  columns: columns<Kept>(
    'setting',
    'value',
    'before',
    'file',
    ...(kept.under === null ? [] : [column('under', { title: 'but now from' })]),
  ),
});

/** Settings. */
export const context: Noun = {
  name: 'context',
  about: 'settings: see them, keep them for this folder or for yourself, drop them',
  faces: [show, set, unset],
};
