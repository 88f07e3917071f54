import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { maps } from '../checks/maps.ts';
import { PRODUCTS, world } from '../checks/world.ts';
import { short, time } from '../numbers.ts';
import { LINES, makeCompany, switchboard } from '../product.ts';
import { median, rounds } from '../rounds.ts';
import { wholeProcess } from '../whole-process.ts';

const TARGET = 200_000;

/** Questions by the hundred thousand as a whole process: read from a file, looked up, decided, answered into a file. */
export const batch: Measure = async ({ folder: scratch, quick }) => {
  const folder = join(scratch, 'batch');
  mkdirSync(folder);
  makeCompany(folder, PRODUCTS);
  const asked = world(['standard-admin'], quick ? 500 : 10_000, quick ? 5_000 : 100_000);
  const [roster, file, answers] = ['roster.csv', 'questions.jsonl', 'answers.jsonl'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const people = asked.members.map(({ email, role, status, lines, products }) =>
    [email, role, status, lines.map((i) => LINES[i]).join(';'), products.join(';')].join(),
  );
  writeFileSync(roster, `email,role,status,lines,products\n${people.join('\n')}\n`);
  await wholeProcess(switchboard(folder, ['users', 'invite', roster]));
  const questions = asked.questions.map(({ member, action, line, product }) => {
    const word = action === 'products.view' ? { product } : {};
    return JSON.stringify({
      member: asked.members[member]!.email,
      action,
      ...(line !== null && { line: LINES[line] }),
      ...word,
    });
  });
  writeFileSync(file, `${questions.join('\n')}\n`);

  const ask = switchboard(folder, ['access', 'can', '--batch', file], { output: answers, watched: true });
  await wholeProcess(ask);
  const expected = new Uint8Array(questions.length);
  await (await maps(asked)).answer(expected);
  const given = readFileSync(answers, 'utf8').trimEnd().split('\n');
  const wrong = given.findIndex(
    (line, i) => (JSON.parse(line) as { allowed: boolean }).allowed !== (expected[i] === 1),
  );
  if (given.length !== questions.length || wrong >= 0)
    throw new Error(`answer ${wrong}: ${given[wrong]} to ${questions[wrong]}`);

  let peak = 0;
  const go = async () => {
    const run = await wholeProcess(ask);
    peak = Math.max(peak, run.peak);
    return run.ms;
  };
  const small = switchboard(folder, ['access', 'can', 'ada@acme.com', 'contacts.view']);
  const [one, all] = await rounds(quick ? 3 : 11, [
    { name: 'one question', go: async () => (await wholeProcess(small)).ms },
    { name: 'all questions', go },
  ]);
  const rate = (ms: number) => (questions.length / ms) * 1000;
  const best = rate(median(all!.times));
  return [
    `${questions.length.toLocaleString('en')} questions about ${asked.members.length.toLocaleString('en')} members, all answered like the reference.`,
    {
      head: ['whole process', 'median', 'min', 'answers/s', 'peak MB', 'target'],
      rows: [
        ['`access can MEMBER ACTION`', time(median(one!.times)), time(Math.min(...one!.times)), '', '', ''],
        [
          '`access can --batch questions.jsonl`',
          time(median(all!.times)),
          time(Math.min(...all!.times)),
          short(best),
          short(peak),
          `≥ ${TARGET.toLocaleString('en')}: ${best >= TARGET ? 'met' : '**missed**'}`,
        ],
      ],
    },
  ];
};
