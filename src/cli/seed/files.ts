// The files of a document: those that were named, and those that they include. Long, because all ways out are shut here.
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { invalid } from '../../domain/errors.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';
import { nearest } from '../../domain/words.ts';
import type { Surroundings } from '../surroundings.ts';
import { readJson } from './json.ts';
import { kindOf, type MapNode, placeAt, type SeedNode } from './node.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { isUnreadable, sourceText } from './source.ts';
import { readYaml } from './yaml.ts';

/** A file that was read: how people call it, and where it is. */
export interface SeedFile {
  readonly name: string;
  readonly path: string;
  /** The folder that nothing which it names may lie outside of. */
  readonly home: string;
  readonly root: MapNode;
}

const MOST_FILES = 1000;

/** Reads files and what they include, which comes before them; each once. Files that are not there and named by hand throw. */
export async function seedFiles(
  names: readonly string[],
  around: Surroundings,
): Promise<{
  readonly files: readonly SeedFile[];
  readonly names: readonly string[];
  readonly faults: readonly SeedFault[];
}> {
  const files: SeedFile[] = [];
  const faults: SeedFault[] = [];
  const read = new Set<string>();
  const called: string[] = [];

  const take = async (
    name: string,
    path: string,
    home: string,
    above: readonly string[],
    text: string | SeedFault,
  ): Promise<void> => {
    // What comes through a pipe is in no folder.
    const key = path === '-' ? name : await realpath(path);
    if (read.has(key)) return;
    read.add(key);
    if (read.size > MOST_FILES) throw invalid('too-many-files', `more than ${MOST_FILES} files are included`);
    called.push(name);
    if (typeof text !== 'string') return void faults.push(text);
    const plain = readJson(name, text, around.env) ?? readPlainYaml(name, text, around.env);
    const { root, faults: found } =
      plain === undefined ? readYaml(name, text, around.env) : { root: plain, faults: [] };
    faults.push(...found);
    if (root === undefined) return;
    if (root.is !== 'map')
      return void faults.push(
        fault(root, '', 'wrong-kind', `a document is a map, not ${kindOf(root)}`, 'begin with workspace: {slug: …}'),
      );
    if (root.entries.has('seedPlan'))
      return void faults.push(
        fault(
          root,
          '',
          'plan-file',
          'that is a plan and no document',
          `apply it alone: switchboard seed apply ${name}`,
        ),
      );
    const folder = path === '-' ? around.cwd : dirname(path);
    for (const [node, at] of includesOf(root, faults)) {
      for (const [shown, target] of await meant(node, at, folder, home, dirname(name), faults)) {
        const own = await realpath(target).catch(() => target);
        if ([...above, key].includes(own)) {
          faults.push(
            fault(
              node,
              at,
              'include-cycle',
              `${shown} includes this file, and would be included by it`,
              'leave one of the two out',
            ),
          );
          continue;
        }
        if (await isEndless(target)) {
          faults.push(fault(node, at, 'not-a-file', `${shown} is no file`, 'include files alone'));
          continue;
        }
        try {
          await take(shown, target, home, [...above, key], await sourceText(target, shown, around));
        } catch (error) {
          if (!isUnreadable(error)) throw error;
          faults.push(fault(node, at, error.code, error.message.replace(target, shown), error.hint));
        }
      }
    }
    files.push({ name, path, home, root });
  };

  for (const name of names) {
    const path = name === '-' ? name : resolve(around.cwd, name);
    const shown = name === '-' ? 'standard input' : name;
    const text = await sourceText(path, shown, around);
    const whole = path === '-' ? undefined : await realpath(path).catch(() => undefined);
    if (whole === undefined) await take(shown, '-', around.cwd, [], text);
    else await take(shown, path, dirname(whole), [], text);
  }
  return { files, names: called, faults };
}

/** Whether something gives what somebody else writes into it, perhaps never. */
const isEndless = async (path: string): Promise<boolean> => {
  const about = await stat(path).catch(() => undefined);
  return about !== undefined && !about.isFile() && !about.isDirectory();
};

const fault = (node: SeedNode, path: string, code: string, message: string, suggestion?: string): SeedFault => ({
  ...placeAt(node.file, node.at, path),
  code,
  message,
  suggestion: suggestion ?? null,
});

/** The texts of `include:`, each with its path. */
function includesOf(
  root: MapNode,
  faults: SeedFault[],
): (readonly [node: SeedNode & { is: 'scalar' }, path: string])[] {
  const node = root.entries.get('include')?.node;
  if (node === undefined) return [];
  const items =
    node.is === 'list' ? node.items.map((item, i) => [item, `include[${i}]`] as const) : [[node, 'include'] as const];
  return items.flatMap(([item, path]) => {
    if (item.is === 'scalar' && typeof item.value === 'string' && item.value.trim() !== '')
      return [[item, path] as const];
    faults.push(
      fault(
        item,
        path,
        'wrong-kind',
        `the path of a file belongs here, not ${kindOf(item)}`,
        'write include: [people.yaml]',
      ),
    );
    return [];
  });
}

/** The files that a path means, as faults call them and where they are; `*` and `?` stand for what they do in a shell. */
async function meant(
  { text, ...node }: SeedNode & { is: 'scalar' },
  at: string,
  folder: string,
  home: string,
  above: string,
  faults: SeedFault[],
): Promise<(readonly [shown: string, path: string])[]> {
  const said = { ...node, text };
  const wrong = (code: string, message: string, hint?: string) => {
    faults.push(fault(said, at, code, message, hint));
    return [];
  };
  const within = async (path: string): Promise<boolean> => {
    const outside = await strayed(path, folder, home);
    if (outside !== undefined)
      wrong('outside-folder', outside, 'put the file beside the document or in a folder below');
    return outside === undefined;
  };
  if (!(await within(text))) return [];
  const last = basename(text);
  if (/[*?]/.test(dirname(text))) return wrong('bad-pattern', '* and ? stand in the name of a file, not of a folder');
  if (!/[*?]/.test(last)) return [[join(above, text), resolve(folder, text)]];
  const there = (await readdir(resolve(folder, dirname(text))).catch((): string[] => [])).sort(byBytes);
  const like = new RegExp(
    `^${last
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'u',
  );
  const found = there.filter((name) => like.test(name) && !name.startsWith('.'));
  if (found.length > 0) {
    const meantHere: [shown: string, path: string][] = [];
    for (const name of found) {
      const one = join(dirname(text), name);
      if (await within(one)) meantHere.push([join(above, one), resolve(folder, one)]);
    }
    return meantHere;
  }
  const near = nearest(last, there);
  return wrong('no-such-file', `no file is called like ${text}`, near && `did you mean ${near}?`);
}

const byBytes = (one: string, other: string): number => (one < other ? -1 : 1);

/** Why a path leads out of the folder of the document, or nothing. Links are followed. */
export async function strayed(text: string, folder: string, home: string): Promise<string | undefined> {
  if (isAbsolute(text) || /^[A-Za-z]:|^\\|^~/.test(text))
    return 'a document names files from where it is, not from the root';
  const target = resolve(folder, text);
  const whole = await realpath(target).catch(async () =>
    join(await realpath(dirname(target)).catch(() => dirname(target)), basename(target)),
  );
  const root = await realpath(home).catch(() => home);
  return whole === root || whole.startsWith(root.endsWith(sep) ? root : root + sep)
    ? undefined
    : `${text} lies outside the folder of the document`;
}
