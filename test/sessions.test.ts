import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STORE, serverStore } from './support/databases.ts';
import { type Desk, desk } from './support/desk.ts';

const PAGES = new URL('../fixtures/sessions/', import.meta.url);
const pages = readdirSync(PAGES).filter((name) => name.endsWith('.md'));

/**
 * A page is Markdown with blocks of `sh`: each line that begins with `$ ` is a command, what follows is what it printed,
 * standard output first, then standard error, then `(exit N)` where N is not 0. `$ cat > NAME` writes the lines up to
 * one that says EOF. Update with: npx vitest run --project sqlite test/sessions.test.ts -u
 *
 * The pages are those of a file. On a server they print the same, but for what a server is or draws otherwise.
 */
describe('every page still tells the truth', () => {
  for (const page of pages.filter((name) => !name.startsWith('server-'))) {
    it(page, async () => {
      const place = desk(STORE === 'sqlite' ? { SWITCHBOARD_DB: 'switchboard.db' } : {});
      const told = readFileSync(new URL(page, PAGES), 'utf8');
      const blocks = told.split(/(^```sh\n[\s\S]*?^```$)/m);
      for (const [i, block] of blocks.entries()) {
        if (!block.startsWith('```sh\n') || isKept(block, BLOCKS)) continue;
        blocks[i] = `\`\`\`sh\n${await replayed(block.slice(6, -3), place)}\`\`\``;
      }
      if (STORE === 'sqlite') await expect(blocks.join('')).toMatchFileSnapshot(new URL(page, PAGES).pathname);
      else expect(masked(blocks.join(''))).toBe(masked(told));
    });
  }
});

describe.runIf(STORE === 'postgres')('and so does every page about a server', () => {
  for (const page of pages.filter((name) => name.startsWith('server-'))) {
    it(page, async () => {
      const store = serverStore('template1');
      // Later than any clock: a token that is made there is in force here.
      const place = desk({}, '2100-01-01T12:00:00Z', () => store);
      const here = new URL(await store.address(undefined));
      const [told, there] = [readFileSync(new URL(page, PAGES), 'utf8'), `${here.host}${here.pathname}`];
      const blocks = told.split(/(^```sh\n[\s\S]*?^```$)/m);
      for (const [i, block] of blocks.entries()) {
        if (!block.startsWith('```sh\n')) continue;
        const shown = await replayed(block.slice(6, -3).replaceAll(SERVER, there), place);
        blocks[i] = `\`\`\`sh\n${shown.replaceAll(there, SERVER)}\`\`\``;
      }
      await expect(sizeless(blocks.join(''))).toMatchFileSnapshot(new URL(page, PAGES).pathname);
    });
  }
});

const SERVER = 'db.acme.com/acme';

/** How large a database is, is the server's affair. */
const sizeless = (text: string): string => text.replace(/^bytes +\d+$/gm, 'bytes  …');

/** What is only so of a file, and why. */
type Kept = readonly (readonly [says: RegExp, why: string])[];

const BLOCKS: Kept = [
  [
    /^\$ .*(switchboard db |switchboard seed (snapshots?|reset|run) |--db )/m,
    'its copies are files, and so is what is checked, restored and brought to date',
  ],
];

const COMMANDS: Kept = [
  [/^\$ switchboard context show\b/, 'the column is as wide as the path of the database'],
  [/^\$ switchboard users list$/, 'without a word about who acts a server asks for a token'],
];

const isKept = (text: string, kept: Kept): boolean => STORE === 'postgres' && kept.some(([says]) => says.test(text));

/** What is drawn, or is another word on a server: hashes and ids, who vouches for a person, where the database is. */
const masked = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replace(/\b[0-9a-f]{32}\b/g, 'ID')
    .replace(/\b[0-9a-f]{16}(?=-\d)/g, 'KEY')
    .replace(/^(local-file|db-login): .*$/gm, 'VOUCHED: WHY')
    .replace(/\b(local-file|db-login)\b/g, 'VOUCHED')
    .replace(/\/desk\/switchboard\.db\b|postgres:\/\/\S+/g, 'DATABASE');

/** What the commands of a block print now. */
async function replayed(block: string, place: Desk): Promise<string> {
  const lines = block.split('\n');
  let shown = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (!line.startsWith('$ ')) continue;
    shown += `${line}\n`;
    const file = /^\$ cat > (\S+)/.exec(line);
    if (file) {
      const end = lines.indexOf('EOF', i);
      const text = lines.slice(i + 1, end);
      place.write(file[1] as string, text.map((entry) => `${entry}\n`).join(''));
      shown += `${text.join('\n')}\nEOF\n`;
      i = end;
      continue;
    }
    const exported = /^\$ export (\w+)=(.*)$/.exec(line);
    if (exported) {
      place.env[exported[1] as string] = exported[2] as string;
      continue;
    }
    if (!line.startsWith('$ switchboard ')) {
      execFileSync('sh', ['-c', line.slice(2)], { cwd: place.folder });
      continue;
    }
    if (isKept(line, COMMANDS)) {
      const next = lines.findIndex((one, at) => at > i && one.startsWith('$ '));
      const printed = lines.slice(i + 1, next < 0 ? -1 : next);
      shown += printed.map((one) => `${one}\n`).join('');
      continue;
    }
    const { code, out, err } = await place.run(line.slice(2));
    shown += `${out}${err}${code === 0 ? '' : `(exit ${code})\n`}`.replaceAll(place.folder, '/desk');
  }
  return shown;
}
