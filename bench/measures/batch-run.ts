import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { short, time } from '../numbers.ts';
import { makeCompany, switchboard } from '../product.ts';
import { median, rounds } from '../rounds.ts';
import { wholeProcess } from '../whole-process.ts';

const TARGET = 100;
const SOME = 200;

const COMMANDS: readonly (readonly [name: string, line: (i: number) => string])[] = [
  ['contacts add', (i) => `contacts add +1617${5_000_000 + i} --name "Person ${i}" --tags vip`],
  ['templates add', (i) => `templates add greeting${i} "Hi {first_name|there}, this is ${i}"`],
  ['access can', () => 'access can ada@acme.com contacts.add'],
];

/** What a ledger says of its commands, but for when they were and by what id they are known. */
const saysOf = async (folder: string): Promise<string> => {
  const output = join(folder, 'ledger.jsonl');
  await wholeProcess(switchboard(folder, ['audit', 'list', '--limit', '0', '--format', 'jsonl'], { output }));
  return readFileSync(output, 'utf8').replace(/"(at|hash|previous|operationId|digest)":("[^"]*"|null)/g, '"$1":…');
};

/** Ten thousand commands as one process, beside as many processes: what some of those take is taken times as many. */
export const batchRun: Measure = async ({ folder: scratch, quick }) => {
  const many = quick ? 1_000 : 10_000;
  const rows: string[][] = [];
  for (const [at, [name, line]] of COMMANDS.entries()) {
    const fresh = (which: string): string => {
      const folder = join(scratch, `batch-run-${at}-${which}`);
      mkdirSync(folder);
      makeCompany(folder, ['conversations']);
      return folder;
    };
    const lines = Array.from({ length: many }, (_, i) => line(i));
    const wordsOf = (one: string) => [...one.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const alone = fresh('alone');
    const singles: number[] = [];
    for (const one of lines.slice(0, quick ? 40 : SOME)) {
      singles.push((await wholeProcess(switchboard(alone, wordsOf(one)))).ms);
    }
    const each = singles.reduce((sum, ms) => sum + ms, 0) / singles.length;

    let turn = 0;
    const inOne =
      (...flags: readonly string[]) =>
      async () => {
        const folder = fresh(`${++turn}`);
        const script = join(folder, 'commands.txt');
        writeFileSync(script, `${lines.join('\n')}\n`);
        return (await wholeProcess(switchboard(folder, ['batch', 'run', script, ...flags]))).ms;
      };
    const script = join(alone, 'few.txt');
    const few = fresh('few');
    writeFileSync(script, `${lines.slice(0, singles.length).join('\n')}\n`);
    await wholeProcess(switchboard(few, ['batch', 'run', script]));
    if ((await saysOf(few)) !== (await saysOf(alone))) throw new Error('one process leaves another ledger than many');

    const contenders = [
      { name: '`batch run`', go: inOne() },
      { name: '`batch run --atomic`', go: inOne('--atomic') },
    ];
    const row = (what: string, ms: number, faster: number | undefined) =>
      rows.push([
        `\`${name}\``,
        what,
        time(ms),
        time(ms / many),
        faster === undefined ? '' : short(faster),
        faster === undefined ? '' : `≥ ${TARGET}: ${faster >= TARGET ? 'met' : '**missed**'}`,
      ]);
    row(`a process each (${singles.length} timed)`, each * many, undefined);
    for (const one of await rounds(quick ? 1 : 3, contenders, 0)) {
      const ms = median(one.times);
      row(one.name, ms, (each * many) / ms);
    }
  }
  return [
    `${many.toLocaleString('en')} commands; the ledgers are equal but for times and ids.`,
    { head: ['command', 'way', 'all', 'each', '× as fast', 'target'], rows },
  ];
};
