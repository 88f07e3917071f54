import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeText } from '../../src/cli/reading/whole-text.ts';
import { Failure, invalid } from '../../src/domain/errors.ts';
import type { SeedFault } from '../../src/domain/seed-fault.ts';
import { desk } from '../support/desk.ts';

const MARK = '\uFEFF';
const wide = (text: string): Buffer => Buffer.from(MARK + text, 'utf16le');
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(MARK + text),
  'UTF-16, the low byte first': wide,
  'UTF-16, the high byte first': (text) => wide(text).swap16(),
};

const read = (bytes: Uint8Array, size = bytes.length, most = 1_000_000) => {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const tooLarge = () => invalid('too-large', 'it is too large');
  return wholeText(Readable.from(pieces), 'some', { most, tooLarge });
};

describe('a whole text', () => {
  it.each(Object.keys(ENCODINGS))('is read in %s, however its bytes come', async (encoding) => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 50 }), async (text, size) => {
        expect(await read((ENCODINGS[encoding] as (text: string) => Buffer)(`x${text}`), size)).toBe(`x${text}`);
      }),
      { numRuns: 200 },
    );
  });

  it('ends where a byte is none of a text, by line and column, whatever ends the lines', async () => {
    const latin = Buffer.from('añ: é\r\nb: ü\rc: ß', 'latin1');
    expect(await read(latin)).toMatchObject({ line: 1, column: 2, code: 'bad-encoding' });
    const below = Buffer.concat([Buffer.from('añ: 😀\r\nb: c\rd: '), Buffer.from([0xe9, 0x0a])]);
    expect(await read(below, 3)).toMatchObject({ line: 3, column: 4, code: 'bad-encoding' });
    const half = Buffer.concat([wide('a\nb'), Buffer.from([0x00, 0xd8])]);
    expect(await read(half, 3)).toMatchObject({ line: 2, column: 2, code: 'bad-encoding' });
    expect(await read(Buffer.from(`${'a: b\n'.repeat(1000)}c\0`))).toMatchObject({
      line: 1001,
      column: 2,
      code: 'nul-byte',
    });
    expect(await read(Buffer.from('%PDF-1.7\n'))).toMatchObject({
      line: 1,
      column: 1,
      code: 'binary-file',
      suggestion: 'give a file of plain text',
    });
  });

  it('is no longer than it may be', async () => {
    await expect(read(Buffer.alloc(1001, 'a'), 10, 1000)).rejects.toBeInstanceOf(Failure);
    expect(await read(Buffer.alloc(1000, 'a'), 10, 1000)).toHaveLength(1000);
  });
});

describe('documents, scripts and messages in a file', () => {
  it.each(Object.keys(ENCODINGS))('may be written in %s', async (encoding) => {
    const at = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    const encoded = ENCODINGS[encoding] as (text: string) => Buffer;
    at.write(
      'acme.yaml',
      encoded('workspace: {slug: acme, name: Ämter, model: standard-admin, owner: ada@acme.com}\r\n'),
    );
    await at.ok('seed apply acme.yaml');
    at.write('script', encoded('templates add Grüße "Grüß Gott"\r\n'));
    await at.ok('batch run script');
    at.write('body.txt', encoded('Schöne Grüße\n'));
    await at.ok('templates add Schluss --file body.txt');
    expect(await at.json('workspaces show')).toMatchObject({ name: 'Ämter' });
    const { templates } = await at.json<{ templates: object[] }>('templates list');
    expect(templates).toMatchObject([
      { name: 'Grüße', body: 'Grüß Gott' },
      { name: 'Schluss', body: 'Schöne Grüße' },
    ]);
  });

  it('say where they cease to be text', async () => {
    const at = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    await at.ok('workspaces create Acme --owner ada@acme.com --model standard-admin');
    const bad = Buffer.concat([Buffer.from('# one\n# two '), Buffer.from([0xe9, 0x0a])]);
    at.write('part.yaml', bad);
    at.write('acme.yaml', 'include: part.yaml\nworkspace: {slug: acme}\nusers: 1\n');
    const checked = await at.run('seed check acme.yaml --format json');
    expect(checked.code).toBe(2);
    expect((JSON.parse(checked.out) as { faults: SeedFault[] }).faults).toMatchObject([
      { file: 'acme.yaml', line: 3, code: 'wrong-kind' },
      { file: 'part.yaml', line: 2, column: 7, path: '', code: 'bad-encoding' },
    ]);
    at.write('script', bad);
    expect((await at.run('batch run script')).err).toMatch(/^error: script:2: this is not UTF-8: byte 13 is 0xE9/);
    expect((await at.run('templates add Hi --file script')).err).toMatch(/^error: script:2:7: this is not UTF-8/);
  });
});
