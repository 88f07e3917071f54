import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { short, whole } from './whole-file.ts';

describe('a file that is no text is named for what it is', () => {
  const zeros = Buffer.alloc(5000);
  const text = 'email,name\nada@example.com,Ada\nbo@example.com,Bo\n';
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ['gzip', Buffer.from('1f8b0800000000000003', 'hex'), 'binary-file'],
    ['zip', Buffer.from('504b03041400000008006162632e637376', 'hex'), 'binary-file'],
    [
      'Excel',
      Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.from('[Content_Types].xml')]),
      'binary-file',
    ],
    [
      'OpenDocument',
      Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('mimetypeapplication/vnd.oasis.opendocument')]),
      'binary-file',
    ],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'binary-file'],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'binary-file'],
    ['SQLite', Buffer.from('SQLite format 3\0rest'), 'binary-file'],
    ['zstd', Buffer.from('28b52ffd0458', 'hex'), 'binary-file'],
    ['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'binary-file'],
    ['NUL', zeros, 'binary-file'],
    ['UTF-16 without', Buffer.from(text, 'utf16le'), 'bad-encoding'],
    ['UTF-16 without', Buffer.from(text, 'utf16le').swap16(), 'bad-encoding'],
    ['UTF-32', Buffer.concat([Buffer.from('fffe0000', 'hex'), Buffer.from('e\0\0\0')]), 'bad-encoding'],
  ];

  it.each(cases)('%s', async (kind, bytes, code) => {
    const { header, faults } = await whole(Readable.from([bytes]));
    expect(header).toBeUndefined();
    expect(faults.map(short)).toEqual([`1:- ${code}`]);
    expect(faults[0]?.message).toContain(kind);
    expect(faults[0]?.suggestion).not.toBeNull();
  });
});
