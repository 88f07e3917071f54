// The hot paths beside their limits and rivals, each in the same run. What is measured and how to read it: README.md.
//   npm run bench -- [quick] [MEASURE…] [--write]
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measure } from './bench.ts';
import { load, machine } from './machine.ts';
import { batch } from './measures/batch.ts';
import { batchRun } from './measures/batch-run.ts';
import { checks } from './measures/checks.ts';
import { contactExport } from './measures/contact-export.ts';
import { contactPages } from './measures/contact-pages.ts';
import { contacts } from './measures/contacts.ts';
import { deadEnds } from './measures/dead-ends.ts';
import { growth } from './measures/growth.ts';
import { invites } from './measures/invites.ts';
import { seedApply } from './measures/seed-apply.ts';
import { serverInvites } from './measures/server-invites.ts';
import { snapshots } from './measures/snapshots.ts';
import { startUp } from './measures/start-up.ts';
import { statements } from './measures/statements.ts';
import { figuresText, putFigures } from './page.ts';

const MEASURES: Readonly<Record<string, Measure>> = {
  'start-up': startUp,
  invites,
  'server-invites': serverInvites,
  growth,
  statements,
  contacts,
  'contact-export': contactExport,
  'contact-pages': contactPages,
  checks,
  batch,
  'batch-run': batchRun,
  'seed-apply': seedApply,
  snapshots,
  'dead-ends': deadEnds,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } });
const quick = positionals.includes('quick');
const named = positionals.filter((word) => word !== 'quick');
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const problem = (): string | undefined => {
  const unknown = named.find((name) => MEASURES[name] === undefined);
  if (unknown !== undefined) return `there is no measure "${unknown}"; there are ${Object.keys(MEASURES).join(', ')}`;
  if (quick && values.write) return 'quick figures do not belong on the page: leave out quick, or --write';
  const isBuilt = existsSync(new URL('../dist/main.js', import.meta.url));
  return isBuilt ? undefined : 'the product as it is installed is measured: npm run build';
};

async function measureAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  for (const name of named.length > 0 ? named : Object.keys(MEASURES)) {
    say(`${name} …`);
    const command = `npm run bench -- ${quick ? 'quick ' : ''}${name}`;
    const origin = `${new Date().toISOString().slice(0, 10)} · \`${command}\` · ${machine()} · load before ${load()}`;
    const text = figuresText((await MEASURES[name]?.({ folder, quick, say })) ?? [], origin);
    process.stdout.write(`\n## ${name}\n\n${text}\n`);
    if (values.write) putFigures(new URL('README.md', import.meta.url), name, text);
  }
}

const stop = problem();
if (stop === undefined) await measureAll();
else {
  say(stop);
  process.exitCode = 2;
}
