import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { desk } from './support/desk.ts';

const PAGES = new URL('../fixtures/sessions/', import.meta.url);

/**
 * A page is Markdown with blocks of `sh`: each line that begins with `$ ` is a command, what follows is what it printed,
 * standard output first, then standard error, then `(exit N)` where N is not 0. `$ cat > NAME` writes the lines up to
 * one that says EOF. Update with: npx vitest run test/sessions.test.ts -u
 */
describe('every page still tells the truth', () => {
  for (const page of readdirSync(PAGES).filter((name) => name.endsWith('.md'))) {
    it(page, async () => {
      const place = desk({ SWITCHBOARD_DB: 'switchboard.db' });
      const told = readFileSync(new URL(page, PAGES), 'utf8');
      const blocks = told.split(/(^```sh\n[\s\S]*?^```$)/m);
      for (const [i, block] of blocks.entries()) {
        if (!block.startsWith('```sh\n')) continue;
        blocks[i] = `\`\`\`sh\n${await replayed(block.slice(6, -3), place)}\`\`\``;
      }
      await expect(blocks.join('')).toMatchFileSnapshot(new URL(page, PAGES).pathname);
    });
  }
});

async function replayed(block: string, place: ReturnType<typeof desk>): Promise<string> {
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
    const { code, out, err } = await place.run(line.slice(2));
    shown += `${out}${err}${code === 0 ? '' : `(exit ${code})\n`}`.replaceAll(place.folder, '/desk');
  }
  return shown;
}
