// The main job in about three screens: an admin, a support engineer and a CI job, on fixtures, in a folder thrown away.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'switchboard-demo-'));
const env = {
  ...process.env,
  HOME: folder,
  XDG_CACHE_HOME: join(process.env.HOME ?? folder, '.cache'),
  SWITCHBOARD_DB: join(folder, 'switchboard.db'),
};
const shown = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`);

/** Prints a heading for the person whose turn it is. */
const person = (who: string, wants: string) => process.stdout.write(`\n━━ ${who} ━━ ${wants}\n\n`);
const say = (text: string) => process.stdout.write(`# ${text}\n`);

/** Prints a command, runs it, and holds it to its exit code. */
function run(line: readonly string[], expected = 0): void {
  process.stdout.write(`$ switchboard ${line.map(shown).join(' ')}\n`);
  const bin = join(root, 'bin', 'switchboard.cjs');
  const { status } = spawnSync(process.execPath, [bin, ...line], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (expected !== 0 && status === expected) process.stdout.write(`(exit ${status})\n`);
  process.stdout.write('\n');
  if (status !== expected) throw new Error(`expected exit ${expected}, got ${status}`);
}

const MENDS: readonly (readonly [RegExp | string, string])[] = [
  [/^(\S+@harbordental),/m, '$1.example,'],
  [/^QUENTIN.*\n/m, ''],
  [',standart,', ',standard,'],
  ['+15550120', '+15550102'],
  [',conversation,', ',conversations,'],
  [',Petrova, Priya,', ',"Petrova, Priya",'],
  ['\u200B', ''],
  [/^,Zofia Raman,/m, 'zofia.raman@harbordental.example,Zofia Raman,'],
];

const CAST = `email,role,restrictions
mo@example.com,manager,data-export
bo@example.com,agent,contacts=team;shortcuts
bea@example.com,billing,
`;

const PATIENTS = `phone,name,plan,tags
+12125550123,Mary Ann Smith,gold,recall
(212) 555-0124,Joe Doe,basic,
+12125550125,Zoe Ray,gold,recall;late
`;

/** What a person would do to the rejected rows in an editor. */
function mend(name: string): void {
  const file = join(folder, name);
  const mended = MENDS.reduce((text, [slip, meant]) => text.replace(slip, meant), readFileSync(file, 'utf8'));
  writeFileSync(file, mended);
}

try {
  copyFileSync(join(root, 'fixtures', 'demo', 'roster.csv'), join(folder, 'roster.csv'));
  const acts = (email: string) => Object.assign(env, { SWITCHBOARD_AS: email });

  person('the admin, at midnight', '200 people from a spreadsheet, all or nothing, every fault by its line');
  acts('ada@harbordental.example');
  run([
    'workspaces',
    'create',
    'Harbor Dental',
    '--model',
    'standard-admin',
    '--owner',
    'ada@harbordental.example',
    '--quiet',
  ]);
  run(['lines', 'add', '+15550100', '--name', 'Front desk', '--quiet']);
  run(['lines', 'add', '+15550101', '--name', 'Recalls', '--quiet']);
  run(['lines', 'add', '+15550102', '--name', 'Billing', '--quiet']);
  run(['products', 'activate', 'conversations', 'blast', '--quiet']);
  run(['users', 'invite', 'roster.csv'], 5);
  run(['users', 'invite', 'roster.csv', '--keep-going', '--rejects', 'rejected.csv', '--quiet'], 5);
  say('rejected.csv is mended in an editor, and fed back as it is');
  mend('rejected.csv');
  run(['users', 'invite', 'rejected.csv']);

  person('the admin, next morning', 'whom to write to, what answers by itself, and who gets it');
  writeFileSync(join(folder, 'patients.csv'), PATIENTS);
  run(['fields', 'add', 'plan', '--choices', 'basic,gold', '--quiet']);
  run(['contacts', 'import', 'patients.csv', '--country', 'US']);
  run(['lists', 'add', 'recall', '--where', 'tag = recall', '--quiet']);
  run([
    'conversations',
    'receive',
    '“Stop!”',
    '--line',
    'Recalls',
    '--from',
    '+12125550125',
    '--fields',
    'responder,why,consent',
  ]);
  const message = [
    '--line',
    'Recalls',
    '--list',
    'recall',
    '--body',
    'Hello {first_name|there}, it is time to see us again.',
  ];
  run(['blasts', 'create', 'recall-2026', ...message, '--quiet']);
  run(['blasts', 'preview', 'recall-2026']);

  const she = 'wanjiru.lindqvist@harbordental.example';
  const asked = ['blasts.create', '--line', '+15550100'];
  person('the support engineer', 'why can’t she send this blast?');
  run(['users', 'accept', '--as', she, '--quiet']);
  run(['access', 'explain', she, ...asked], 1);
  run(['grants', 'add', she, '--lines', '+15550100']);
  run(['access', 'can', she, ...asked]);

  person('the CI job', 'the same answers every time, by exit code');
  Object.assign(env, { SWITCHBOARD_DB: join(folder, 'ci.db'), SWITCHBOARD_NOW: '2026-01-01T09:00:00Z' });
  acts('ada@example.com');
  const create = ['workspaces', 'create', 'Test', '--model', 'owner-manager-agent', '--owner', 'ada@example.com'];
  run([...create, '--products', 'conversations,blast', '--quiet']);
  writeFileSync(join(folder, 'cast.csv'), CAST);
  run(['users', 'invite', 'cast.csv', '--status', 'active']);
  run(['roles', 'matrix']);
  run(['access', 'can', 'mo@example.com', 'contacts.export'], 1);
  run(['access', 'can', 'bo@example.com', 'conversations.reply']);
  run(['users', 'set-role', 'bo@example.com', 'owner', '--as', 'mo@example.com'], 3);
  run(['audit', 'verify']);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
