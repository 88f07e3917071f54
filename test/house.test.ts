import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closureOf, faultsIn, type House } from './support/house.ts';

const SRC = new URL('../src/', import.meta.url);

const house: House = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(new URL(name, SRC), 'utf8')]),
);

it('every file knows its room, and opens only the doors that it may', () => {
  expect(house.size).toBeGreaterThan(80);
  expect(faultsIn(house)).toEqual([]);
});

it.each([
  ['main.ts', 'the program starts'],
  ['operations/access/can.ts', 'the smallest question is asked'],
  ['cli/commands/access.ts', 'someone walks in to ask'],
])('the query builder is not loaded by %s: %s without it', (start) => {
  expect(house.has(start)).toBe(true);
  expect([...closureOf(house, start)].filter((name) => name.includes('kysely'))).toEqual([]);
});

it('no command, no prompt, no reader of files is loaded before someone walks in', () => {
  const loaded = [...closureOf(house, 'main.ts')];
  expect(
    loaded.filter((name) => /^(operations|cli\/commands|cli\/reading)\/|inquirer|csv-parse|cli-table3/.test(name)),
  ).toEqual([]);
});

describe('the rules notice', () => {
  const operation =
    "import { query } from '../../access/operation.ts';\nexport const listUsers = query({ name: 'users list' });\n";

  it.each([
    [
      'domain imports nothing of ours',
      'domain/bad.ts',
      "import { on } from '../access/resource.ts';",
      'domain opens only domain',
    ],
    [
      'store knows no permission',
      'store/bad.ts',
      "import type { Role } from '../access/roles.ts';",
      'store opens only store,domain',
    ],
    [
      'access knows no verb',
      'access/bad.ts',
      "const it = await import('../operations/users/list.ts');",
      'access opens only',
    ],
    [
      'operations know no face',
      'operations/users/bad.ts',
      "export * from '../../cli/face.ts';",
      'operations opens only',
    ],
    [
      'operations know no renderer',
      'operations/users/bad.ts',
      "import '../../render/csv.ts';",
      'operations opens only',
    ],
    [
      'render knows the domain only',
      'render/bad.ts',
      "import {\n  on,\n} from '../access/resource.ts';",
      'render opens only',
    ],
    ['cli knows no store', 'cli/bad.ts', "import { headOf } from '../store/ledger.ts';", 'cli opens only'],
    ['main goes through cli', 'main.ts', "import { run } from './access/gate.ts';", 'main opens only'],
    ['there is no other room', 'util/bad.ts', '', 'in no room'],
    [
      'only the gate opens the store',
      'access/bad.ts',
      "import { openStore } from '../store/open.ts';",
      'only the gate',
    ],
    [
      'only the gate opens the store, lazily too',
      'operations/db/bad.ts',
      "await import('../../store/open.ts');",
      'only the gate',
    ],
    [
      'an operation imports no operation',
      'operations/users/bad.ts',
      "import { listUsers } from './list.ts';",
      'imports the operation',
    ],
    [
      'nouns keep to themselves',
      'operations/lines/bad.ts',
      "import { listUsers } from '../users/words.ts';",
      "another noun's",
    ],
    [
      'packages have their rooms',
      'operations/users/bad.ts',
      "import { sql } from 'kysely';",
      'kysely, which belongs to store',
    ],
    ['so do parts of packages', 'cli/bad.ts', "import parse from 'libphonenumber-js/min';", 'belongs to domain'],
    ['unknown packages have none', 'cli/bad.ts', "import _ from 'lodash';", 'belongs to no room'],
    ['operations touch no file', 'operations/db/bad.ts', "import { readFileSync } from 'node:fs';", 'touches node:fs'],
    ['nobody issues a pass', 'operations/users/bad.ts', 'const pass = Pass.issue(parts);', 'issues a pass'],
    ['console is silent', 'cli/bad.ts', "console.log('here');", 'says console'],
    ['nobody ends the process', 'main.ts', 'process.exit(1);', 'ends the process'],
    ['main alone sets the exit code', 'cli/bad.ts', 'process.exitCode = 1;', 'sets the exit code'],
    ['SQL stays in the store', 'access/bad.ts', 'const all = `\n  select *\n  from users u`;', 'speaks SQL'],
    ['so do its writes', 'operations/users/bad.ts', "run('delete from memberships');", 'speaks SQL'],
    ['so does the builder', 'operations/users/bad.ts', "db.selectFrom('users');", 'builds statements'],
    [
      'roles are compared in access',
      'operations/users/bad.ts',
      "if (actor.role?.name === 'admin') give();",
      'compares roles',
    ],
    ['however they are compared', 'cli/bad.ts', "switch (role) {\n  case 'owner': give();\n}", 'compares roles'],
    ['a long file says why', 'cli/bad.ts', 'x;\n'.repeat(151), 'does not say why'],
    ['250 is a wall', 'cli/bad.ts', `// why\n${'x;\n'.repeat(250)}`, 'is a wall'],
    ['imports are of something', 'cli/bad.ts', "import './gone.ts';", 'not there'],
    [
      'a circle',
      'access/actions.ts',
      "import { setOf } from './sets.ts';",
      'access/actions.ts → access/sets.ts → access/actions.ts is a circle',
    ],
    [
      'a long way round',
      'access/actions.ts',
      "import './gates.ts';",
      'access/actions.ts → access/gates.ts → access/restrictions.ts → access/actions.ts is a circle',
    ],
  ])('%s', (_, path, source, said) => {
    const broken = new Map([...house, ['operations/users/list.ts', operation], ['operations/users/words.ts', '']]);
    const before = new Set(faultsIn(broken));
    const told = faultsIn(new Map([...broken, [path, `${source}\n`]])).filter((fault) => !before.has(fault));
    expect(told).toContainEqual(expect.stringContaining(said));
  });
});
