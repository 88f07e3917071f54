import { describe, expect, it } from 'vitest';
import type { View } from '../../src/render/view.ts';
import { width } from '../../src/render/width.ts';
import { lines, printed, screen } from './printed.ts';

const record: View = {
  columns: [
    { key: 'email' },
    { key: 'displayName' },
    { key: 'last_seen', kind: 'time' },
    { key: 'active' },
    { key: 'note' },
  ],
  record: {
    email: 'bo@example.com',
    displayName: '山田',
    last_seen: '2026-11-21T19:17:30.000Z',
    active: false,
    note: 'word '.repeat(12).trim(),
  },
  notes: ['Made by ada@example.com.'],
};

const tree: View = {
  tree: {
    text: 'bo@example.com may not create blasts on +15550100',
    mark: 'fail',
    children: [
      { text: 'an active member of acme', mark: 'pass', children: [{ text: 'since 3 November, by ada@example.com' }] },
      {
        text: 'the restriction no-blasts takes it away, set two days ago by ada@example.com',
        mark: 'fail',
        children: [{ text: 'entry 214' }],
      },
      { text: 'not asked any more', mark: 'none' },
    ],
  },
};

describe('A record', () => {
  it('is a line of label and value for each field', async () => {
    expect(`\n${await printed('table', record)}`).toMatchInlineSnapshot(`
      "
      email         bo@example.com
      display name  山田
      last seen     2026-11-21T19:17:30.000Z
      active        no
      note          word word word word word word word word word word word word

      Made by ada@example.com.
      "
    `);
  });

  it('goes on below its beginning where the terminal is narrow', async () => {
    expect(`\n${await printed('table', record, { terminal: screen(40) })}`).toMatchInlineSnapshot(`
      "
      email         bo@example.com
      display name  山田
      last seen     3 minutes ago
      active        no
      note          word word word word word
                    word word word word word
                    word word

      Made by ada@example.com.
      "
    `);
  });

  it('is one row of csv, a table of two columns in markdown, one line of JSON lines', async () => {
    const options = { fields: ['email', 'active'], answer: { email: 'bo@example.com', active: false, id: 7 } };
    expect(await printed('csv', record, options)).toBe('email,active\nbo@example.com,false\n');
    expect(await printed('jsonl', record, options)).toBe('{"email":"bo@example.com","active":false}\n');
    expect(await printed('markdown', record, options)).toBe(
      '| field | value |\n| --- | --- |\n| email | bo@example.com |\n| active | no |\n\nMade by ada@example.com.\n',
    );
  });
});

describe('A tree', () => {
  it('is drawn with its marks, and whole in a pipe', async () => {
    expect(`\n${await printed('tree', tree)}`).toMatchInlineSnapshot(`
      "
      ✗ bo@example.com may not create blasts on +15550100
      ├─ ✓ an active member of acme
      │  └─ since 3 November, by ada@example.com
      ├─ ✗ the restriction no-blasts takes it away, set two days ago by ada@example.com
      │  └─ entry 214
      └─ · not asked any more
      "
    `);
    expect(await printed('table', tree)).toBe(await printed('tree', tree));
  });

  it('wraps long text below its beginning on a terminal', async () => {
    expect(`\n${await printed('tree', tree, { terminal: screen(40) })}`).toMatchInlineSnapshot(`
      "
      ✗ bo@example.com may not create blasts
      │ on +15550100
      ├─ ✓ an active member of acme
      │  └─ since 3 November, by
      │       ada@example.com
      ├─ ✗ the restriction no-blasts takes it
      │  │ away, set two days ago by
      │  │ ada@example.com
      │  └─ entry 214
      └─ · not asked any more
      "
    `);
    for (const room of [40, 60, 80]) {
      for (const line of lines(await printed('tree', tree, { terminal: screen(room) })))
        expect(width(line)).toBeLessThanOrEqual(room);
    }
  });

  it('is green where it passed and red where it failed', async () => {
    const text = await printed('tree', tree, { terminal: screen(80, true) });
    expect(text).toContain('\x1b[32m✓\x1b[39m');
    expect(text).toContain('\x1b[31m✗\x1b[39m');
  });

  it('is a nested list in markdown', async () => {
    expect(`\n${await printed('markdown', tree)}`).toMatchInlineSnapshot(`
      "
      - ✗ bo@example.com may not create blasts on +15550100
        - ✓ an active member of acme
          - since 3 November, by ada@example.com
        - ✗ the restriction no-blasts takes it away, set two days ago by ada@example.com
          - entry 214
        - · not asked any more
      "
    `);
  });
});
