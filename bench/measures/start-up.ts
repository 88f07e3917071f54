import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measure } from '../bench.ts';
import { SHELL, shellVersion } from '../machine.ts';
import { against, short, times } from '../numbers.ts';
import type { Table } from '../page.ts';
import { databaseIn, LINES, makeCompany, switchboard } from '../product.ts';
import { ratio, rounds } from '../rounds.ts';
import { type Command, wholeProcess } from '../whole-process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = join(ROOT, 'src', 'main.ts');

interface Start {
  readonly name: string;
  readonly command: Command;
  /** How many times as long as a Node that does nothing it may take. */
  readonly target?: number;
}

const NOTHING: Start = { name: '`node -e 0`', command: { file: process.execPath, args: ['-e', '0'] } };

/** From nothing to the answer: small commands as whole processes, beside a Node that does nothing. */
export const startUp: Measure = async ({ folder: scratch, quick }) => {
  const folder = join(scratch, 'start-up');
  mkdirSync(folder);
  makeCompany(folder, ['conversations', 'blast']);
  const roster = join(folder, 'roster.csv');
  const bo = ['bo@acme.com', 'active', LINES.slice(0, 3).join(';'), 'conversations;blast'];
  writeFileSync(roster, `email,status,lines,products\n${bo.join()}\n`);
  await wholeProcess(switchboard(folder, ['users', 'invite', roster]));

  const words = ['access', 'can', 'bo@acme.com', 'blasts.create', '--line', LINES[0]!];
  const can = switchboard(folder, words);
  const shell: Start = {
    name: "`sqlite3 f 'select 1'`",
    command: { file: SHELL, args: [databaseIn(folder), 'select 1'] },
  };
  const small: readonly Start[] = [
    { name: '`switchboard --help`', command: switchboard(folder, ['--help']), target: 1.4 },
    { name: '`switchboard access can MEMBER ACTION --line L`', command: can, target: 1.6 },
    { name: '`switchboard users list`', command: switchboard(folder, ['users', 'list']) },
    ...(shellVersion ? [shell] : []),
  ];
  const plain = withoutCompiledCode(folder);
  const otherwise: readonly Start[] = [
    { name: '`access can`, as it is', command: can },
    { name: "with Node's own compile cache only", command: { ...can, args: [plain, ...words] } },
    {
      name: 'with nothing compiled beforehand',
      command: { ...can, args: [plain, ...words], env: { ...can.env, NODE_DISABLE_COMPILE_CACHE: '1' } },
    },
    {
      name: 'from source, not bundled',
      command: { ...can, args: ['-e', `require(${JSON.stringify(SOURCE)}).run()`, 'switchboard', ...words] },
    },
  ];
  return [
    await timed(small, quick ? 5 : 40),
    'What bundling and compiled code are worth, on `access can`:',
    await timed(otherwise, quick ? 2 : 15),
  ];
};

/** A copy of the program as it is built, but for the compiled code that the build lays beside it. */
function withoutCompiledCode(folder: string): string {
  const copy = join(folder, 'plain');
  cpSync(join(ROOT, 'bin'), join(copy, 'bin'), { recursive: true });
  const isCode = (path: string) => !/\.v\d[^/]*$/.test(path);
  cpSync(join(ROOT, 'dist'), join(copy, 'dist'), { recursive: true, filter: isCode });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return join(copy, 'bin', 'switchboard.cjs');
}

async function timed(starts: readonly Start[], count: number): Promise<Table> {
  const all = [NOTHING, ...starts];
  const contenders = all.map(({ name, command }) => ({ name, go: async () => (await wholeProcess(command)).ms }));
  const series = await rounds(count, contenders, 3);
  return {
    head: ['whole process', 'median', 'min', '× `node -e 0`', 'target'],
    rows: series.map((one, i) => {
      const value = ratio(one, series[0]!);
      const target = all[i]?.target;
      return [one.name, ...times(one), short(value), target === undefined ? '' : against(value, target)];
    }),
  };
}
