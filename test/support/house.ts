// The rules of the house, held by reading: who may import whom, who may say what, how long a file may be.

/** One import: what it names, and whether it is only types, or waits until someone walks in. */
interface Import {
  readonly from: string;
  readonly to: string;
  readonly kind: 'static' | 'types' | 'dynamic';
}

/** The sources of the house by their path under `src`: `access/gate.ts`. */
export type House = ReadonlyMap<string, string>;

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** Every import of a file; those of ours by their path under `src`, others as they are written. */
function importsOf(path: string, source: string): Import[] {
  const code = withoutComments(source);
  const target = (name: string) => (name.startsWith('.') ? new URL(name, `file:///${path}`).pathname.slice(1) : name);
  return [
    ...[...code.matchAll(IMPORT)].map(
      ([, types, name]): Import => ({
        from: path,
        to: target(name as string),
        kind: types ? 'types' : 'static',
      }),
    ),
    ...[...code.matchAll(DYNAMIC)].map(
      ([, name]): Import => ({ from: path, to: target(name as string), kind: 'dynamic' }),
    ),
  ];
}

const withoutComments = (source: string): string =>
  source.replace(/^\s*(\/\/.*|\/\*[\s\S]*?\*\/)/gm, (comment) => comment.replace(/[^\n]/g, ''));

const isOurs = (name: string): boolean => name.endsWith('.ts');

/** Which rooms a room may open. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  store: ['store', 'domain'],
  access: ['access', 'store', 'domain'],
  operations: ['operations', 'access', 'store', 'domain'],
  render: ['render', 'domain'],
  cli: ['cli', 'operations', 'access', 'render', 'domain'],
  main: ['main', 'cli', 'render', 'domain'],
};

/** In which rooms a package may be used: who uses it elsewhere has put something in the wrong room. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['store'],
  pg: ['store'],
  'pg-connection-string': ['store'],
  pgpass: ['store'],
  'pg-copy-streams': ['store'],
  kysely: ['store'],
  valibot: ['access', 'operations'],
  '@valibot/to-json-schema': ['access'],
  yaml: ['cli'],
  commander: ['cli'],
  'csv-parse': ['cli'],
  '@inquirer/prompts': ['cli'],
  'cli-progress': ['cli', 'render'],
  'cli-table3': ['render'],
  chalk: ['render'],
  'libphonenumber-js': ['domain'],
};

/** What of Node those rooms never touch that know no terminal, no file, no clock of their own. */
const OUTSIDE = /^node:(fs|os|process|child_process|tty|readline|net|http|https|dns|worker_threads|timers)\b/;

const roomOf = (path: string): string => (path === 'main.ts' ? 'main' : (path.split('/')[0] as string));

const SQL =
  /[`'"]\s*(select\s[^`'"]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|pragma\s|savepoint\s|rollback\s+to\s|(begin|commit|rollback)['"`]|begin\s+(immediate|exclusive|transaction)|(create|drop|alter)\s+(\w+\s+)?(table|index|view)\s)/i;
const BUILDER = /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/;
const ROLE_NAME = `['"\`](admin|standard|owner|manager|agent|billing)['"\`]`;
const ROLE_COMPARED = new RegExp(
  `[!=]==?\\s*${ROLE_NAME}|${ROLE_NAME}\\s*[!=]==?|\\brole(\\.name)?\\s*[!=]==?\\s*(['"\`]|topRole|findBuiltIn)|case\\s+${ROLE_NAME}`,
);

/** What is said in one file, and by whom alone it may be. */
const SAYINGS: readonly { readonly rule: string; readonly says: RegExp; readonly may: (path: string) => boolean }[] = [
  { rule: 'says console', says: /\bconsole\./, may: () => false },
  {
    rule: 'ends the process',
    says: /\bprocess\.(exit|abort|kill(?!\(\w+, 0\))|reallyExit)\b(?!Code)/,
    may: () => false,
  },
  { rule: 'sets the exit code', says: /\bprocess\.exitCode\b/, may: (path) => path === 'main.ts' },
  { rule: 'speaks SQL', says: SQL, may: (path) => roomOf(path) === 'store' },
  { rule: 'builds statements', says: BUILDER, may: (path) => roomOf(path) === 'store' },
  { rule: 'compares roles', says: ROLE_COMPARED, may: (path) => roomOf(path) === 'access' },
  {
    rule: 'issues a pass',
    says: /\bPass\.issue\b/,
    may: (path) => path === 'access/attempt.ts' || path === 'access/pass.ts',
  },
];

const BUILDS = /\b(question|survey|query|change|bulk|founding|acceptance|upkeep)\s*\(\s*\{/;

/** Whether a file defines an operation. */
const isOperation = (path: string, source: string): boolean =>
  path.startsWith('operations/') && BUILDS.test(source) && source.includes("access/operation.ts'");

/** What a file does against the rules of the house, one sentence each. */
function faultsOf(path: string, source: string, house: House): string[] {
  const faults: string[] = [];
  const room = roomOf(path);
  const may = ARROWS[room];
  if (may === undefined) return [`${path} is in no room of the house`];
  for (const { to, kind } of importsOf(path, source)) {
    if (!isOurs(to)) {
      const name = to.replace(/^((?:@[^/]+\/)?[^/]+).*/, '$1');
      const rooms = PACKAGES[name];
      if (rooms !== undefined && !rooms.includes(room))
        faults.push(`${path} uses ${name}, which belongs to ${rooms.join()}`);
      if (rooms === undefined && !to.startsWith('node:')) faults.push(`${path} uses ${name}, which belongs to no room`);
      if ((room === 'domain' || room === 'operations') && OUTSIDE.test(to)) faults.push(`${path} touches ${to}`);
      continue;
    }
    if (!house.has(to)) faults.push(`${path} imports ${to}, which is not there`);
    if (!may.includes(roomOf(to))) faults.push(`${path} imports ${to}: ${room} opens only ${may.join()}`);
    if (to === 'store/open.ts' && room !== 'store' && path !== 'access/gate.ts')
      faults.push(`${path} opens the store, which only the gate may`);
    if (to === 'store/shared.ts' && room !== 'store' && kind !== 'types' && path !== 'access/together.ts')
      faults.push(`${path} opens a store to be shared, which only the gate's other hand may`);
    if (room === 'operations' && to !== path && isOperation(to, house.get(to) ?? ''))
      faults.push(`${path} imports the operation ${to}`);
    if (room === 'operations' && roomOf(to) === 'operations' && ![nounOf(path), undefined].includes(nounOf(to)))
      faults.push(`${path} imports ${to}, another noun's`);
  }
  const code = withoutComments(source);
  for (const { rule, says, may } of SAYINGS) if (says.test(code) && !may(path)) faults.push(`${path} ${rule}`);
  const lines = source.split('\n').length - 1;
  if (lines > 250) faults.push(`${path} has ${lines} lines: 250 is a wall`);
  else if (lines > 150 && !/^\s*(\/\/|\/\*)/.test(source))
    faults.push(`${path} has ${lines} lines and does not say why`);
  return faults;
}

/** The folder of a noun; none for the shapes that all operations share. */
const nounOf = (path: string): string | undefined => /^operations\/([^/]+)\//.exec(path)?.[1];

/** Everything in the house that is against its rules. */
export const faultsIn = (house: House): string[] => [
  ...[...house].flatMap(([path, source]) => faultsOf(path, source, house)),
  ...circles(house).map((circle) => `${circle.join(' → ')} is a circle`),
];

/** What is loaded at once with a file: ours and others', as far as no dynamic import stands between. */
export function closureOf(house: House, ...starts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { to, kind } of importsOf(path, house.get(path) ?? '')) if (kind === 'static') walk(to);
  };
  for (const start of starts) walk(start);
  return seen;
}

/** Files that load each other in a circle, types aside: each circle once, from its first file by name. */
function circles(house: House): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const { to, kind } of importsOf(path, house.get(path) ?? ''))
      if (kind === 'static' && isOurs(to)) walk(to, [...way, path]);
    done.add(path);
  };
  for (const path of [...house.keys()].sort()) walk(path, []);
  return found;
}
