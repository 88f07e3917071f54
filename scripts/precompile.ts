// Run by the build, in a process of its own: does what the packs are for, and keeps beside each what V8 compiled for it.
// Node's own cache keeps what was compiled before a file ran; most of a file is compiled when it runs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

const [folder = '', ...packs] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const place = mkdtempSync(join(tmpdir(), 'switchboard-build-'));
const environment = { HOME: place, SWITCHBOARD_DB: join(place, 'switchboard.db'), SWITCHBOARD_AS: 'ada@acme.com' };
const scripts = new Map<string, Script>();

/** Loads a pack as the launcher does, but remembers it. */
function load(module: NodeJS.Module, file: string): void {
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file });
  scripts.set(file, script);
  script.runInThisContext().call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
}

try {
  const start = `require(${JSON.stringify(join(folder, 'main.js'))}).run()`;
  for (const line of [
    'workspaces create Acme --owner ada@acme.com',
    'lines add +15550100',
    'contacts add +16175550100',
  ]) {
    execFileSync(process.execPath, ['-e', start, 'node', ...line.split(' ')], { env: environment });
  }
  Object.assign(process.env, environment);
  const { _extensions: extensions } = Module as unknown as { _extensions: Record<string, typeof load> };
  const plain = extensions['.js'] as typeof load;
  extensions['.js'] = (module, file) =>
    (packs.some((pack) => file === join(folder, pack)) ? load : plain)(module, file);
  const { run } = require(join(folder, 'main.js')) as { run: () => Promise<void> };
  for (const line of [
    '--help',
    'access can ada@acme.com responders.view --line +15550100',
    'contacts list --search +1617',
  ]) {
    process.argv.splice(1, process.argv.length, 'switchboard', ...line.split(' '));
    await run();
  }
  process.exitCode = 0;
  for (const [file, script] of scripts) {
    writeFileSync(file.replace(/js$/, `${process.version}-${process.arch}`), script.createCachedData());
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
