// Writes the command reference into README.md, from the commands themselves; with --check only says whether it is true.
import { readFileSync, writeFileSync } from 'node:fs';
import type { AnyFace } from '../src/cli/face.ts';
import { COMMANDS, NOUNS } from '../src/cli/nouns.ts';
import { GLOBAL } from '../src/cli/program.ts';

const README = new URL('../README.md', import.meta.url);
const BEGIN = '<!-- commands: written by npm run reference -->';
const END = '<!-- end of commands -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const row = (noun: string, { usage, behind, about }: AnyFace): string =>
  `| \`switchboard ${`${noun} ${usage}${behind === undefined ? '' : ` -- ${behind}`}`.trim()}\` | ${cell(about)} |`;

async function reference(): Promise<string> {
  const rows: string[] = [];
  for (const { name, load } of NOUNS) for (const face of (await load()).faces) rows.push(row(name, face));
  for (const { load } of COMMANDS) rows.push(row('', await load()));
  const options = GLOBAL.map(({ flags, description }) => `| \`${flags}\` | ${cell(description)} |`);
  return [
    '| command | what it does |',
    '| --- | --- |',
    ...rows,
    '',
    'Every command takes:',
    '',
    '| option | what it does |',
    '| --- | --- |',
    ...options,
  ].join('\n');
}

const page = readFileSync(README, 'utf8');
const [before, rest] = page.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`README.md lacks ${BEGIN} … ${END}`);
const written = `${before}${BEGIN}\n${await reference()}\n${END}${after}`;
if (!process.argv.includes('--check')) writeFileSync(README, written);
else if (written !== page) {
  process.stderr.write('README.md does not list the commands as they are: run npm run reference\n');
  process.exitCode = 1;
}
