import { isAbsolute, relative, resolve } from 'node:path';
import { isAddress } from '../domain/address.ts';
import { emailProblem } from '../domain/email.ts';
import { invalid } from '../domain/errors.ts';
import { slug } from '../domain/slug.ts';
import { instant } from '../domain/time.ts';
import { nearest } from '../domain/words.ts';
import { formatNamed, readSettings, refusePassword, SETTINGS, type Setting, seconds } from './context.ts';
import { writeWhole } from './private-file.ts';
import type { Io } from './surroundings.ts';

/** The setting of that name; an unknown word names the nearest. */
export function settingNamed(name: string): Setting {
  const found = SETTINGS.find((setting) => setting === name);
  if (found !== undefined) return found;
  const near = nearest(name, SETTINGS);
  throw invalid('unknown-setting', `there is no setting "${name}"`, {
    hint: near === undefined ? `the settings are ${SETTINGS.join(', ')}` : `did you mean "${near}"?`,
  });
}

/** A value as it is kept in a file: `folder` is where its relative paths are found from, null where they are not. */
export function keptValue(name: Setting, value: string, cwd: string, folder: string | null): string {
  if (value.trim() !== '') return READERS[name](value, cwd, folder);
  throw invalid('empty-value', `${name} needs a value`, { hint: `to drop it: switchboard context unset ${name}` });
}

const READERS: Readonly<Record<Setting, (value: string, cwd: string, folder: string | null) => string>> = {
  db: (value, cwd, folder) => {
    if (isAddress(value)) return refusePassword(value, 'an argument');
    const path = resolve(cwd, value);
    if (folder === null) return path;
    // A project may be moved, and its database with it.
    const below = relative(folder, path);
    return below.startsWith('..') || isAbsolute(below) ? path : below;
  },
  workspace: (value) => slug(value),
  as: (value) => {
    const problem = emailProblem(value);
    if (problem === undefined) return value.trim();
    throw invalid('bad-email', `"${value}" is no e-mail address: ${problem.message}`, {
      hint: problem.suggestion ? `did you mean ${problem.suggestion}?` : undefined,
    });
  },
  format: (value) => formatNamed(value),
  now: (value) => {
    instant(value);
    return value;
  },
  wait: (value) => String(seconds(value) / 1000),
};

/** Keeps a setting in a file beside the others there, or drops it where `value` is null. */
export function keepSetting(file: string, name: Setting, value: string | null, random: Io['random']): void {
  const { [name]: _, ...others } = readSettings(file);
  const settings = value === null ? others : { ...others, [name]: value };
  writeWhole(file, `${JSON.stringify(settings, null, 2)}\n`, random);
}
