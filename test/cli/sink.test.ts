import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn as openTerminal } from '@lydell/node-pty';
import { describe, expect, it } from 'vitest';
import { descriptorSink } from '../../src/cli/sink.ts';

const sinkModule = JSON.stringify(new URL('../../src/cli/sink.ts', import.meta.url).href);

// A program that writes to its standard output, and says on standard error how that went.
const program = (body: string): string => `
  import { writeSync } from 'node:fs';
  const { descriptorSink } = await import(${sinkModule});
  const sink = descriptorSink(1);
  try {
    ${body}
    writeSync(2, 'written');
  } catch (failure) {
    writeSync(2, failure.kind + ' ' + failure.code + ': ' + failure.message);
  }
`;

const MEGABYTES = `for (let at = 0; at < 100; at++) await sink.write((String(at).padStart(3, '0') + 'x'.repeat(99_996) + '\\n'));`;

/** Runs a program in a shell, as \`$P\`. */
function shell(line: string, body: string, env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  const P = `"${process.execPath}" --input-type=module -e "$BODY"`;
  return spawnSync('bash', ['-c', line.replaceAll('$P', P)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, BODY: program(body), ...env },
  });
}

describe('Output into a pipe', () => {
  it('arrives whole and in order, however slowly it is read', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(MEGABYTES)]);
    let bytes = 0;
    let order = '';
    let rest = '';
    for await (const chunk of child.stdout) {
      bytes += chunk.length;
      rest += chunk;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      order += lines.map((line) => `${line.slice(0, 3)} `).join('');
      if (bytes < 1_000_000) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(bytes).toBe(10_000_000);
    expect(order).toBe(Array.from({ length: 100 }, (_, at) => `${String(at).padStart(3, '0')} `).join(''));
  });

  it('arrives whole through a pipe that somebody set to non-blocking', () => {
    const nonBlocking = `const { Socket } = await import('node:net'); globalThis.held = new Socket({ fd: 1, readable: false, writable: true }); held.unref(); ${MEGABYTES}`;
    const { stdout, stderr } = shell('$P | (sleep 0.3; wc -c)', nonBlocking);
    expect(stderr).toBe('written');
    expect(stdout.trim()).toBe('10000000');
  });

  it('keeps the order of writes that nobody waited for', () => {
    const { stdout } = shell(
      '$P | cat',
      `await Promise.all(Array.from({ length: 50 }, (_, at) => sink.write('x'.repeat(5000) + at + ' ')));`,
    );
    expect(stdout.replaceAll('x', '')).toBe(`${Array.from({ length: 50 }, (_, at) => at).join(' ')} `);
  });

  it('is no terminal, has no width and does not touch process.stdout', () => {
    const trap = `Object.defineProperty(process, 'stdout', { get() { throw new Error('touched') } });`;
    const { stdout, stderr } = shell('$P | cat', `${trap} await sink.write(sink.isTerminal + ' ' + sink.columns)`, {
      COLUMNS: '40',
    });
    expect(stderr).toBe('written');
    expect(stdout).toBe('false Infinity');
  });

  it('lets signals in between', () => {
    const { stderr } = shell(
      '$P | cat > /dev/null',
      `let heard; process.on('SIGUSR2', () => { heard = true; }); process.kill(process.pid, 'SIGUSR2'); ${MEGABYTES} if (!heard) throw { kind: 'deaf' };`,
    );
    expect(stderr).toBe('written');
  });
});

describe('A reader that goes away', () => {
  it('is told apart from lost output: `| head` may end quietly', () => {
    const { stdout, stderr } = shell('$P | head -c 3', MEGABYTES);
    expect(stdout).toBe('000');
    expect(stderr).toBe('cancelled closed-pipe: The reader of standard output has gone.');
  });

  it('is noticed by every later write as well', () => {
    const { stderr } = shell(
      '$P | true',
      `await new Promise((r) => setTimeout(r, 200)); await sink.write('a').catch(() => undefined); await sink.write('b');`,
    );
    expect(stderr).toMatch(/^cancelled closed-pipe/);
  });
});

describe('Output that is lost', () => {
  it('is a failure: a full device', () => {
    const { stderr } = shell('$P > /dev/full', `await sink.write('a')`);
    expect(stderr).toBe(
      'unavailable output-lost: The output could not be written to standard output: the device is full.',
    );
  });

  it('is a failure: a limit on the size of files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sink-'));
    const { stderr } = shell(`ulimit -f 100; trap '' XFSZ; $P > ${folder}/out`, MEGABYTES);
    expect(stderr).toMatch(/^unavailable output-lost: .*EFBIG/);
    rmSync(folder, { recursive: true });
  });

  it('is a failure: a descriptor that is closed, or not for writing', async () => {
    const fd = openSync('/dev/null', 'r');
    const sink = descriptorSink(fd);
    await expect(sink.write('a')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'output-lost',
      details: { cause: 'EBADF' },
    });
    closeSync(fd);
    expect(descriptorSink(fd).isTerminal).toBe(false);
    await expect(descriptorSink(fd).write('a')).rejects.toMatchObject({ kind: 'unavailable', code: 'output-lost' });
  });
});

describe('Output into a file', () => {
  it('has the same bytes as into a pipe', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sink-'));
    shell(`$P > ${folder}/out`, MEGABYTES);
    expect(readFileSync(`${folder}/out`, 'utf8')).toBe(shell('$P | cat', MEGABYTES).stdout);
    rmSync(folder, { recursive: true });
  });
});

describe('A terminal', () => {
  const onTerminal = (columns: number, COLUMNS = ''): Promise<string> =>
    new Promise((resolve) => {
      const body = program(`await sink.write(sink.isTerminal + ' ' + sink.columns + ' ')`);
      const line = `stty cols ${columns}; exec "${process.execPath}" --input-type=module -e "$BODY"`;
      const terminal = openTerminal('sh', ['-c', line], { env: { ...process.env, COLUMNS, BODY: body } });
      let text = '';
      terminal.onData((part) => {
        text += part;
      });
      terminal.onExit(() => resolve(text));
    });

  it('is known with its width', async () => {
    expect(await onTerminal(57)).toBe('true 57 written');
  });

  it('is as wide as COLUMNS says, and 80 wide where nothing does', async () => {
    expect(await onTerminal(57, '33')).toBe('true 33 written');
    expect(await onTerminal(0, 'wide')).toBe('true 80 written');
  });

  it('is not /dev/null', () => {
    const fd = openSync('/dev/null', 'w');
    expect(descriptorSink(fd).isTerminal).toBe(false);
    closeSync(fd);
  });
});
