import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { type Batch, readRecords } from '../../src/cli/files.ts';
import { streamOf, whole } from './whole-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchboard-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file that cannot be opened says why', () => {
  it('is not there: the nearest name is offered', async () => {
    writeFileSync(join(folder, 'roster.csv'), 'email\n');
    const path = join(folder, 'rooster.csv');
    await expect(readRecords(path)).rejects.toMatchObject({
      kind: 'missing',
      code: 'no-such-file',
      message: `no such file: ${path}`,
      hint: 'did you mean roster.csv?',
    });
    await expect(readRecords(join(folder, 'roster.csv', 'x'))).rejects.toMatchObject({ kind: 'missing' });
  });

  it('is a folder, a name that cannot be, or nothing at all', async () => {
    await expect(readRecords(folder)).rejects.toMatchObject({ kind: 'invalid', code: 'not-a-file' });
    await expect(readRecords('a\0b')).rejects.toMatchObject({ kind: 'invalid', code: 'not-a-file' });
    await expect(readRecords('x'.repeat(5000))).rejects.toMatchObject({ kind: 'invalid', code: 'not-a-file' });
    await expect(readRecords('-')).rejects.toMatchObject({ kind: 'invalid', code: 'no-input' });
  });

  it.skipIf(process.getuid?.() === 0)('may not be read', async () => {
    const path = join(folder, 'secret.csv');
    writeFileSync(path, 'email\n');
    chmodSync(path, 0);
    await expect(readRecords(path)).rejects.toMatchObject({ kind: 'invalid', code: 'not-readable' });
  });

  it('breaks off while it is read', async () => {
    const broken = new Readable({
      read() {
        this.destroy(Object.assign(new Error('gone'), { code: 'EIO' }));
      },
    });
    await expect(readRecords(broken)).rejects.toMatchObject({ kind: 'unavailable', code: 'cannot-read' });
  });
});

describe('reading goes along with the world around it', () => {
  const rows = (count: number): string => `n,m\n${'1,2\n'.repeat(count)}`;

  it('`-` is the stream that was given for it, and JSON lines are known by their name or first character', async () => {
    expect((await readRecords('-', { stdin: streamOf('a\n1\n') })).header?.cells).toEqual(['a']);
    expect((await readRecords(streamOf(' {"a":1}\n'))).format).toBe('jsonl');
    expect((await readRecords(streamOf('{"a":1}\n'), { format: 'csv' })).format).toBe('csv');
    const path = join(folder, 'rows.ndjson');
    writeFileSync(path, '');
    expect((await readRecords(path)).format).toBe('jsonl');
  });

  it('a timer runs between batches, though the stream never waits', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const pieces = Array.from({ length: 60 }, () => Buffer.from('1,2\n'.repeat(16_000)));
    await whole(Readable.from([Buffer.from('n,m\n'), ...pieces]));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  it('an abort ends it with its reason, or as cancelled', async () => {
    const path = join(folder, 'long.csv');
    writeFileSync(path, rows(500_000));
    const stop = new AbortController();
    const file = await readRecords(path, { signal: stop.signal });
    let seen = 0;
    const reading = (async () => {
      for await (const batch of file.batches as AsyncIterable<Batch>) {
        seen += batch.records.length;
        stop.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'cancelled', code: 'interrupted' });
    expect(seen).toBeLessThan(100_000);
    await expect(readRecords(path, { signal: stop.signal })).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('an abort ends the wait for a stream that says nothing', async () => {
    const stop = new AbortController();
    const reading = readRecords(new Readable({ read() {} }), { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('leaving the loop, or closing, lets go of the source', async () => {
    const path = join(folder, 'long.csv');
    writeFileSync(path, rows(500_000));
    const [left, closed] = [createReadStream(path), createReadStream(path)];
    for await (const _ of (await readRecords(left)).batches as AsyncIterable<Batch>) break;
    await (await readRecords(closed)).close();
    expect([left.destroyed, closed.destroyed]).toEqual([true, true]);
  });

  it('progress is told in bytes, up to the size of the file', async () => {
    const path = join(folder, 'progress.csv');
    writeFileSync(path, rows(100_000));
    const told: number[] = [];
    await whole(path, { onProgress: ({ bytes, total }) => told.push(bytes / (total ?? 0)) });
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(1);
  });

  it('a named pipe is read as its writer writes, and does not hold the process when nobody does', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `sleep 0.1; printf 'a,b\\n1,2\\n' > '${pipe}'`]);
    expect((await whole(pipe)).records).toEqual([['1', '2']]);
    await once(writer, 'exit');
    const module = new URL('../../src/cli/files.ts', import.meta.url).href;
    const script = `setTimeout(() => process.exit(7), 300); const { readRecords } = await import('${module}'); await readRecords('${pipe}')`;
    const left = spawn(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 });
    expect(await once(left, 'exit')).toEqual([7, null]);
  });

  it('a folder full of nothing to suggest is no trouble', async () => {
    mkdirSync(join(folder, 'bare'));
    await expect(readRecords(join(folder, 'bare', 'zzz.csv'))).rejects.toMatchObject({ hint: undefined });
  });
});
