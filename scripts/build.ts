// Builds dist/ from src/main.ts: a small entry, and what is imported on demand in files of their own.
// Each file becomes CommonJS in a second step, since Node starts that faster than modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildResult, build, type Plugin, transform } from 'esbuild';
import { type Piece, packed } from './pack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = 'node22.22';
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What dependencies load at start and this product never uses. Each costs every command some milliseconds. */
const unused = [
  { what: /^node:child_process$/, by: /[\\/]node_modules[\\/]commander[\\/]/ },
  {
    what: /^\.\/methods\/(?:transaction|explain|backup|serialize|function|aggregate|table|inspect)$/,
    by: /[\\/]node_modules[\\/]better-sqlite3[\\/]lib[\\/]/,
  },
  { what: /^#supports-color$/, by: /[\\/]node_modules[\\/]chalk[\\/]/ }, // loads node:tty; we set the level ourselves
];

const withoutUnused: Plugin = {
  name: 'without-unused',
  setup(bundler) {
    for (const { what, by } of unused) {
      bundler.onResolve({ filter: what }, ({ importer, path }) =>
        by.test(importer) ? { path, namespace: 'unused' } : undefined,
      );
    }
    bundler.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'export default {}' }));
  },
};

/** Lets the bundled better-sqlite3 find its addon in its package, not beside the bundle. `require.resolve` takes 2 ms. */
const addonInItsPackage: Plugin = {
  name: 'addon-in-its-package',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]better-sqlite3[\\/]lib[\\/]binding\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes('__dirname, ') || !source.includes('isLinuxMusl() {'))
        throw new Error('better-sqlite3 finds its addon anew: read its binding.js');
      // Which C library a process runs with is otherwise read from its memory map, which takes a millisecond.
      const find = `const hasGlibcAlone = () => {
          const [ours, loader] = process.arch === 'x64' ? ['x86_64', '/lib64/ld-linux-x86-64.so.2'] : ['aarch64', '/lib/ld-linux-aarch64.so.1'];
          return fs.existsSync(loader) && !fs.existsSync('/lib/ld-musl-' + ours + '.so.1');
        };
        const besideUs = path.join(__dirname, '..', 'node_modules', 'better-sqlite3');
        const home = fs.existsSync(besideUs) ? besideUs : path.dirname(require.resolve('better-sqlite3/package.json'));`;
      const patched = source
        .replaceAll('__dirname, ', `home, 'lib', `)
        .replace('isLinuxMusl() {', (whole) => `${whole}\nif (hasGlibcAlone()) return false;`);
      return { contents: patched.replace(`require('path');`, `require('path');\n${find}`), loader: 'js' };
    });
  },
};

/** Turns one bundled file into CommonJS whose dynamic imports are requires made when they are reached. */
async function toCommonJs(text: string): Promise<string> {
  const head = ['"use strict";'];
  // A default import of a builtin would otherwise be copied property by property.
  const rest = text.replace(/^import (\w+) from "([^"]+)";$/gm, (line, name, from) => {
    if (!isBuiltin(from)) return line;
    head.push(`const ${name}=require("${from}");`);
    return '';
  });
  const { code, warnings } = await transform(rest, {
    format: 'cjs',
    platform: 'node',
    target,
    supported: { 'dynamic-import': false },
    define: {
      'import.meta.url': 'import_meta_url',
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
    },
    minifyWhitespace: true,
    minifySyntax: true,
  });
  if (warnings.length > 0) throw new Error(warnings.map((warning) => warning.text).join('\n'));
  if (code.includes('import_meta_url')) {
    head.push('const import_meta_url=require("node:url").pathToFileURL(__filename).href;');
  }
  // What our own files export is read where it stands: a copy would be made at each dynamic import that is reached.
  return head.join('') + code.replace(/__toESM\(require\(("\.\/[\w.-]+")\)\)/g, 'require($1)');
}

/** Names without a hash, after the source: they read well in a stack, and the compile cache does not grow with each build. */
function plainNames({ outputs }: NonNullable<BuildResult['metafile']>): Map<string, string> {
  let shared = 0;
  const names = Object.entries(outputs).map(([path, { entryPoint }]): [string, string] => [
    basename(path),
    entryPoint
      ? entryPoint
          .replace(/^src\//, '')
          .replaceAll('/', '-')
          .replace(/ts$/, 'js')
      : `shared-${++shared}.js`,
  ]);
  return new Map(names);
}

/** What starts, what the smallest question needs (most of it is what every command needs), tables, and the lists that are longest. */
const PACKS = {
  'main.js': ['main.js'],
  'command.js': ['cli-command.js', 'cli-commands-access.js', 'operations-access-can.js'],
  'table.js': ['render-table.js'],
  'contacts.js': ['cli-commands-contacts.js', 'operations-contacts-list.js'],
};

/** The whole of dist/, file by file. */
async function bundle(): Promise<Map<string, string>> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: 'dist',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    external: ['better-sqlite3/package.json'],
    define: { 'process.env.npm_package_version': JSON.stringify(version) },
    chunkNames: '[name]-[hash]',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [withoutUnused, addonInItsPackage],
  });
  const names = plainNames(metafile);
  const nameOf = (path: string): string => names.get(basename(path)) ?? basename(path);
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const pieces = new Map<string, Piece>();
  for (const { path, text } of outputFiles) {
    const { imports = [], entryPoint } = outputs.get(basename(path)) ?? {};
    const linked = text.replace(/"\.\/([\w.-]+\.js)"/g, (link, name) =>
      names.has(name) ? `"./${names.get(name)}"` : link,
    );
    pieces.set(nameOf(path), {
      text: await toCommonJs(linked),
      requires: imports.filter(({ kind }) => kind === 'import-statement').map((required) => nameOf(required.path)),
      shared: entryPoint === undefined,
    });
  }
  if (pieces.size !== outputFiles.length) throw new Error('Two files of src/ share a name in dist/: rename one.');
  const about = { type: 'commonjs', compiledBy: process.version };
  return packed(pieces, PACKS).set('package.json', `${JSON.stringify(about)}\n`);
}

/** Keeps what V8 compiles of the packs while they run a few commands. Without it they only start slower. */
function precompile(folder: string): void {
  const script = join(root, 'scripts', 'precompile.ts');
  try {
    execFileSync(process.execPath, [script, folder, ...Object.keys(PACKS)], { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    process.stderr.write('warning: dist/ was built, but its code could not be compiled beforehand\n');
  }
}

/** How the files end that hold what this Node compiled of the packs. */
const COMPILED = `.${process.version}-${process.arch}`;

/** Puts the files in place of what is there, at one stroke; leaves a folder that already holds just these alone. */
function put(files: Map<string, string>, folder: string): void {
  const holds = (name: string) => readFileSync(join(folder, name), 'utf8') === files.get(name);
  if (existsSync(folder)) {
    const present = readdirSync(folder).filter((name) => !name.endsWith(COMPILED));
    if (present.length === files.size && present.every((name) => files.has(name) && holds(name))) return;
  }
  const fresh = join(root, `.dist-${process.pid}`);
  const stale = `${fresh}-stale`;
  try {
    mkdirSync(fresh);
    for (const [name, text] of files) writeFileSync(join(fresh, name), text);
    precompile(fresh);
    if (existsSync(folder)) renameSync(folder, stale);
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(stale, { recursive: true, force: true });
  }
}

put(await bundle(), join(root, 'dist'));
