import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Invitee, type RosterDefaults, readHeader, rosterReader } from '../../src/domain/roster.ts';
import { quoteFormula } from '../../src/domain/spreadsheet.ts';

function invited(header: readonly string[], cells: readonly string[], defaults: RosterDefaults = {}): Invitee {
  const found = rosterReader(readHeader(header), defaults)(2, cells);
  if (Array.isArray(found)) throw new Error(JSON.stringify(found));
  return found;
}

function codes(header: readonly string[], cells: readonly string[]): string[] {
  const found = rosterReader(readHeader(header))(2, cells);
  return Array.isArray(found) ? found.map(({ column, code }) => `${column}:${code}`) : [];
}

describe('a row', () => {
  it('says nothing where its cells are empty, and then the defaults hold', () => {
    const lines = ['+15550100'];
    const defaults = { role: 'standard', lines, status: 'invited', name: 'Guest' };
    const row = invited(['email', 'role', 'lines', 'name'], ['Ada@Example.com', '', ' ; ', ' '], defaults);
    expect(row).toEqual({
      line: 2,
      email: 'Ada@Example.com',
      key: 'ada@example.com',
      name: 'Guest',
      role: 'standard',
      lines,
      products: null,
      teams: null,
      restrictions: null,
      status: 'invited',
    });
    expect(row.lines).toBe(lines);
    expect(invited(['email', 'role'], ['ada@example.com', 'admin'], defaults).role).toBe('admin');
  });

  it('shares one array with every row that says the same', () => {
    const read = rosterReader(readHeader(['email', 'lines', 'teams']));
    const rows = ['a', 'b'].map((who) => read(2, [`${who}@example.com`, 'x;y', 'x;y']) as Invitee);
    expect(rows[0]?.lines).toBe(rows[1]?.lines);
    expect(rows[0]?.lines).toBe(rows[0]?.teams);
    expect(rows[0]?.lines).toEqual(['x', 'y']);
  });

  it('is still right after more kinds of lists than are remembered', () => {
    const read = rosterReader(readHeader(['email', 'lines']));
    for (let i = 0; i < 50_100; i++) read(i, ['ada@example.com', `${i};x`]);
    expect((read(1, ['ada@example.com', '7;x']) as Invitee).lines).toEqual(['7', 'x']);
  });

  it('keeps the spelling of the address, trimmed', () => {
    expect(invited(['email'], ['  Ada@BÜCHER.example '])).toMatchObject({
      email: 'Ada@BÜCHER.example',
      key: 'ada@xn--bcher-kva.example',
    });
  });

  it('has all of its faults reported, each with its column and field', () => {
    const header = ['status', 'email', 'name', 'role', 'lines'];
    expect(codes(header, ['gone', 'ada', 'A\u200bda', 'x'.repeat(1001), '\u202e'])).toEqual([
      '2:bad-email',
      '3:control-character',
      '4:too-long',
      '5:bidi-character',
      '1:bad-status',
    ]);
    expect(codes(header, ['', ' ', '', '', ''])).toEqual(['2:missing-value']);
    expect(codes(header, ['', '\u200b', '', '', ''])).toEqual(['2:control-character']);
  });

  it('with faults leaves nothing behind for the next', () => {
    const read = rosterReader(readHeader(['email', 'name']));
    expect(Array.isArray(read(2, ['', '']))).toBe(true);
    expect(read(3, ['ada@example.com', 'Ada'])).toMatchObject({ line: 3, name: 'Ada' });
  });

  it('comes back from a spreadsheet-proof file as it went', () => {
    const text = fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((name) => name.trim());
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((name) => `=${name}`),
          text.map((name) => `'+${name}`),
        ),
        (name) => {
          const back = invited(['email', 'name'], ['ada@example.com', quoteFormula(name)]).name;
          expect(back).toBe(name === '' ? null : name);
        },
      ),
    );
  });

  it('takes hostile text as text, or refuses it', () => {
    for (const text of [
      "'; drop table users; --",
      '$(reboot)',
      '__proto__',
      '../../x',
      '--as=owner',
      '{{x}}',
      '&a [*a,*a]',
    ]) {
      expect(invited(['email', 'name', 'role', 'lines'], ['ada@example.com', text, text, text])).toMatchObject({
        name: text,
        role: text,
      });
    }
  });
});
