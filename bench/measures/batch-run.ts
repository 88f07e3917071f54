import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { short, time } from '../numbers.ts';
import { switchboard } from '../product.ts';
import { median, rounds } from '../rounds.ts';
import { makeReady, runScript, SCRIPTS } from '../scripts.ts';
import { wholeProcess } from '../whole-process.ts';

const TARGET = 100;
const SOME = 200;

/** The command that is also run as one transaction: what that takes differs little from command to command. */
const ATOMIC = 'contacts add';

/** What a ledger says of its commands, but for when they were and by what id they are known. */
const saysOf = async (folder: string): Promise<string> => {
  const output = join(folder, 'ledger.jsonl');
  await wholeProcess(switchboard(folder, ['audit', 'list', '--limit', '0', '--format', 'jsonl'], { output }));
  return readFileSync(output, 'utf8').replace(/"(at|hash|previous|operationId|digest)":("[^"]*"|null)/g, '"$1":…');
};

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);

/** Ten thousand commands as one process, beside as many processes: what some of those take is taken times as many. */
export const batchRun: Measure = async ({ folder: scratch, quick, say }) => {
  const many = quick ? 1_000 : 10_000;
  const rows: string[][] = [];
  for (const [at, script] of SCRIPTS.entries()) {
    say(script.name);
    const folder = join(scratch, `batch-run-${at}`);
    await makeReady(join(folder, 'before'), script, many);
    const fresh = (which: string): string => {
      const copy = join(folder, which);
      cpSync(join(folder, 'before'), copy, { recursive: true });
      return copy;
    };
    const lines = Array.from({ length: many }, (_, i) => script.line(i));
    const first = lines.slice(0, quick ? 40 : SOME);
    const alone = fresh('alone');
    let all = 0;
    for (const line of first) all += (await wholeProcess(switchboard(alone, wordsOf(line)))).ms;
    const each = all / first.length;

    const few = fresh('few');
    await runScript(few, first);
    if ((await saysOf(few)) !== (await saysOf(alone))) throw new Error('one process leaves another ledger than many');

    let turn = 0;
    const inOne = (...flags: readonly string[]) => ({
      name: [`\`${script.name}\``, ...flags.map((flag) => `\`${flag}\``)].join(', '),
      go: () => runScript(fresh(`${++turn}`), lines, ...flags),
    });
    const contenders = script.name === ATOMIC ? [inOne(), inOne('--atomic')] : [inOne()];
    for (const { name, times } of await rounds(quick ? 1 : 3, contenders, 0)) {
      const ms = median(times);
      const faster = (each * many) / ms;
      const verdict = `≥ ${TARGET}: ${faster >= TARGET ? 'met' : '**missed**'}`;
      rows.push([name, time(each), time(ms), time(ms / many), short(faster), verdict]);
    }
  }
  return [
    `${many.toLocaleString('en')} commands; the ledgers are equal but for times and ids.`,
    { head: ['command', 'a process', 'all as one', 'each', '× as fast', 'target'], rows },
  ];
};
