import { describe, expect, it } from 'vitest';
import type { Column, Row, View } from '../../src/render/view.ts';
import { width } from '../../src/render/width.ts';
import { arriving, lines, PIPE, printed, screen } from './printed.ts';

const columns: readonly Column[] = [
  { key: 'email' },
  { key: 'name' },
  { key: 'lines' },
  { key: 'active' },
  { key: 'last_seen', kind: 'time' },
  { key: 'sent', kind: 'number' },
  { key: 'inbox', kind: 'mark' },
];
const rows: readonly Row[] = [
  {
    email: 'ada@example.com',
    name: 'Ada',
    lines: ['+15550100', '+15550101'],
    active: true,
    last_seen: '2026-11-21T19:17:30.000Z',
    sent: 12045,
    inbox: 'full',
  },
  {
    email: 'bo@a-long-domain-name.example.com',
    name: '山田太郎 👩‍💻',
    lines: [],
    active: false,
    last_seen: null,
    sent: 3,
    inbox: 'limited',
  },
  {
    email: 'mallory@example.com',
    lines: ['+15550100'],
    active: true,
    last_seen: '2026-11-28T19:20:34.000Z',
    sent: -4,
    inbox: 'none',
  },
];
const view: View = { columns, rows };

describe('Spare columns', () => {
  const faults: View = {
    columns: [{ key: 'line', kind: 'number' }, { key: 'field', spare: true }, { key: 'message' }],
    rows: [{ line: 3, field: 'email', message: 'this is no address at all' }],
  };

  it('are left out where a terminal is too narrow for whole rows, and nowhere else', async () => {
    expect(await printed('table', faults, { terminal: screen(34) })).toBe(
      'LINE  MESSAGE\n   3  this is no address at all\n',
    );
    expect(await printed('table', faults, { terminal: screen(60) })).toContain('email');
    expect(await printed('table', faults)).toContain('email');
    expect(await printed('csv', faults)).toContain('email');
  });
});

describe('A table in a pipe', () => {
  it('is whole, aligned, without colour, with times as RFC 3339', async () => {
    expect(`\n${await printed('table', view)}`).toMatchInlineSnapshot(`
      "
      EMAIL                              NAME         LINES                 ACTIVE  LAST SEEN                  SENT  INBOX
      ada@example.com                    Ada          +15550100, +15550101  yes     2026-11-21T19:17:30.000Z  12045  ✅
      bo@a-long-domain-name.example.com  山田太郎 👩‍💻  –                     no      –                             3  ⭕
      mallory@example.com                –            +15550100             yes     2026-11-28T19:20:34.000Z     -4  ❌
      "
    `);
  });

  it('is nothing at all without rows', async () => {
    expect(await printed('table', { columns, rows: [], empty: 'No members yet.', notes: ['a note'] })).toBe('');
  });

  it('keeps the widths of the first 1,000 rows: a later longer cell pushes what follows it', async () => {
    const many = Array.from({ length: 1001 }, (_, at) => ({
      name: at === 1000 ? 'much longer' : 'short',
      role: 'user',
    }));
    const text = lines(await printed('table', { columns: [{ key: 'name' }, { key: 'role' }], rows: many }));
    expect(text.at(-2)).toBe('short  user');
    expect(text.at(-1)).toBe('much longer  user');
  });

  it('does not make every line as long as one long message', async () => {
    const text = await printed('table', {
      columns: [{ key: 'text' }, { key: 'by' }],
      rows: [
        { text: 'x'.repeat(5000), by: 'ada' },
        { text: 'short', by: 'bo' },
      ],
    });
    expect(lines(text).map((line) => line.length)).toEqual([124, 5005, 124]);
  });

  it('has colour where it was forced, and is whole all the same', async () => {
    const text = await printed('table', view, { terminal: { ...PIPE, colour: true } });
    expect(text).toContain('\x1b[1mEMAIL\x1b[22m');
    expect(text).toContain('bo@a-long-domain-name.example.com');
  });
});

describe('A table on a terminal', () => {
  it('shows relative times, and a sentence instead of no rows', async () => {
    expect(await printed('table', view, { terminal: screen(200) })).toContain('3 minutes ago');
    expect(await printed('table', view, { terminal: screen(200) })).toContain('in 7 days');
    expect(await printed('table', { columns, rows: [], empty: 'No members yet.' }, { terminal: screen() })).toBe(
      'No members yet.\n',
    );
    expect(await printed('table', { columns, rows: [] }, { terminal: screen() })).toBe('Nothing to show.\n');
  });

  it('fits 80 columns by cutting the widest text first, never a number or a time', async () => {
    expect(`\n${await printed('table', view, { terminal: screen(80) })}`).toMatchInlineSnapshot(`
      "
      EMAIL                NAME        LINES       ACTIVE  LAST SEEN       SENT  INBOX
      ada@example.com      Ada         +15550100…  yes     3 minutes ago  12045  ✅
      bo@a-long-domain-n…  山田太郎…   –           no      –                  3  ⭕
      mallory@example.com  –           +15550100   yes     in 7 days         -4  ❌
      "
    `);
  });

  it('is a block of lines a row where 40 columns leave nothing readable', async () => {
    expect(
      `\n${await printed('table', { ...view, notes: ['3 of 240.'] }, { terminal: screen(40) })}`,
    ).toMatchInlineSnapshot(`
      "
      email      ada@example.com
      name       Ada
      lines      +15550100, +15550101
      active     yes
      last seen  3 minutes ago
      sent       12045
      inbox      ✅

      email      bo@a-long-domain-name.example.com
      name       山田太郎 👩‍💻
      lines      –
      active     no
      last seen  –
      sent       3
      inbox      ⭕

      email      mallory@example.com
      name       –
      lines      +15550100
      active     yes
      last seen  in 7 days
      sent       -4
      inbox      ❌

      3 of 240.
      "
    `);
  });

  it('never is wider than the terminal, and its columns start where their headings do', async () => {
    for (let room = 20; room <= 210; room++) {
      const text = lines(await printed('table', { columns: columns.slice(0, 2), rows }, { terminal: screen(room) }));
      for (const line of text) expect(width(line)).toBeLessThanOrEqual(room);
      const start = text[0]?.indexOf('NAME') ?? -1;
      expect(start).toBeGreaterThan(0);
      expect(width(text[2]?.slice(0, text[2]?.indexOf('山')) ?? '')).toBe(start);
    }
  });

  it('is bold in its headings and dim where there is nothing', async () => {
    const text = await printed(
      'table',
      { columns: [{ key: 'a', title: 'A thing' }, { key: 'b' }], rows: [{ a: null, b: 1 }] },
      { terminal: screen(80, true) },
    );
    expect(text).toBe('\x1b[1mA THING\x1b[22m  \x1b[1mB\x1b[22m\n\x1b[2m–\x1b[22m        1\n');
  });

  it('has its notes below', async () => {
    const text = await printed(
      'table',
      { columns: [{ key: 'a' }], rows: [{ a: 'x' }], notes: ['1 of 2'] },
      { terminal: screen() },
    );
    expect(text).toBe('A\nx\n\n1 of 2\n');
  });
});

describe('Rows that arrive', () => {
  it('are drawn as they come, 100,000 of them, at the count where a batch ends and around it', async () => {
    for (const count of [0, 1, 999, 1000, 1001, 100_000]) {
      const source = arriving(Array.from({ length: count }, (_, at) => ({ n: at })));
      const text = await printed('table', { columns: [{ key: 'n', kind: 'number' }], rows: source });
      expect(text === '' ? 0 : lines(text).length - 1).toBe(count);
    }
  });

  it('never are held all at once', async () => {
    let pulled = 0;
    async function* endless() {
      for (;;) yield { n: pulled++ };
    }
    const { render } = await import('../../src/render/render.ts');
    for (const format of ['table', 'csv', 'markdown', 'json', 'jsonl'] as const) {
      pulled = 0;
      const source = endless();
      const chunks = render(
        format,
        { answer: { rows: source }, view: { columns: [{ key: 'n' }], rows: source } },
        { terminal: PIPE },
      );
      for (let taken = 0; taken < 3; taken++) await chunks.next();
      expect(pulled).toBeLessThan(50_000);
      await chunks.return(undefined);
      expect(await source.next()).toEqual({ done: true, value: undefined });
    }
  });
});
