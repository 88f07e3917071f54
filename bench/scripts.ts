import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINES, makeCompany, switchboard } from './product.ts';
import { wholeProcess } from './whole-process.ts';

/** A command that a script says again and again, each time of somebody or something else. */
export interface Script {
  readonly name: string;
  /** The line that stands at this place, from 0 on. */
  readonly line: (i: number) => string;
  /** What there is before: so many of whom or what it is about. */
  readonly among?: 'members' | 'contacts' | 'conversations';
}

const phone = (i: number): string => `+1617${5_000_000 + i}`;
const member = (i: number): string => `m${i}@acme.com`;

const ADDING = (i: number) => `contacts add ${phone(i)} --name "Person ${i}" --tags vip`;
const RECEIVING = (i: number) =>
  `conversations receive "Where is it, ${i}?" --line ${LINES[0]} --from ${phone(i)} --id SM${i}`;

/** The commands of which there may be thousands in a day. */
export const SCRIPTS: readonly Script[] = [
  { name: 'access can', line: () => 'access can ada@acme.com contacts.add' },
  { name: 'contacts add', line: ADDING },
  { name: 'contacts edit', among: 'contacts', line: (i) => `contacts edit ${phone(i)} --last-name Jones --tag gold` },
  { name: 'contacts assign', among: 'contacts', line: (i) => `contacts assign ${phone(i)} --to ada@acme.com` },
  { name: 'lists add', line: (i) => `lists add list${i} --about "asked to hear of it"` },
  { name: 'lists fill', among: 'contacts', line: (i) => `lists fill customers ${phone(i)}` },
  { name: 'templates add', line: (i) => `templates add greeting${i} "Hi {first_name|there}, this is ${i}"` },
  {
    name: 'blasts create',
    among: 'contacts',
    line: (i) => `blasts create blast${i} --line ${LINES[0]} --body "Hi {first_name|there}" --contact ${phone(i)}`,
  },
  { name: 'conversations receive', line: RECEIVING },
  {
    name: 'conversations reply',
    among: 'conversations',
    line: (i) => `conversations reply ${LINES[0]}/${phone(i)} "It is on its way"`,
  },
  { name: 'users invite', line: (i) => `users invite p${i}@acme.com --role standard --lines ${LINES[0]}` },
  { name: 'users set-role', among: 'members', line: (i) => `users set-role ${member(i)} admin` },
  { name: 'grants add', among: 'members', line: (i) => `grants add ${member(i)} --lines ${LINES[1]}` },
  { name: 'teams join', among: 'members', line: (i) => `teams join Sales ${member(i)}` },
];

/** Runs lines as one script. Answers how long the process took. */
export async function runScript(folder: string, lines: readonly string[], ...flags: readonly string[]) {
  const script = join(folder, 'commands.txt');
  writeFileSync(script, `${lines.join('\n')}\n`);
  return (await wholeProcess(switchboard(folder, ['batch', 'run', script, ...flags]))).ms;
}

/** Makes a company in which a script can be run. */
export async function makeReady(folder: string, { among }: Script, many: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  makeCompany(folder, ['conversations', 'blast']);
  await runScript(folder, ['teams add Sales', 'lists add customers']);
  const lines = (line: (i: number) => string) => Array.from({ length: many }, (_, i) => line(i));
  if (among === 'contacts') await runScript(folder, lines(ADDING));
  if (among === 'conversations') await runScript(folder, lines(RECEIVING));
  if (among !== 'members') return;
  const roster = join(folder, 'roster.csv');
  writeFileSync(roster, ['email,role,status', ...lines((i) => `${member(i)},standard,active`), ''].join('\n'));
  await wholeProcess(switchboard(folder, ['users', 'invite', roster]));
}
