import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid } from '../../src/domain/errors.ts';
import { renderFailure } from '../../src/render/failure.ts';
import { FORMATS, type Format, type View } from '../../src/render/view.ts';
import { arriving, PIPE, printed, screen } from './printed.ts';

const OBEYED_OR_HIDDEN = /[[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060-\u2064\ufeff\u{e0001}]--[\n]]/v;
const OUR_COLOURS = new RegExp(`${'\x1b'}\\[(?:1|2|22|31|32|33|36|39)m`, 'g');

const HOSTILE = {
  colour: '\x1b[31mred\x1b[0m',
  'cursor movement': 'a\x1b[2K\x1b[1A\x1b[Gb',
  title: '\x1b]0;owned\x07',
  hyperlink: '\x1b]8;;https://evil.example\x1b\\bank.example\x1b]8;;\x1b\\',
  clipboard: '\x1b]52;c;cm0gLXJmIH4K\x07',
  'C1 sequence': '\x9b31mred\x9d0;owned\x9c',
  'carriage return': 'allowed\rrefused',
  'line feed': 'name\nerror: forged',
  backspace: 'no\b\byes',
  'bidi override': 'user\u202Etxt.exe\u202C',
  'bidi isolate': '\u2066\u2067a\u2068b\u2069',
  'bidi mark': 'a\u200Fb\u061C',
  'zero width': 'ad\u200Ba\uFEFF\u2060',
  tags: 'a\u{E0001}\u{E0041}',
  separators: 'a\u2028b\u2029c',
  null: 'a\0b',
  delete: 'a\x7fb',
};

const viewsOf = (text: string): Record<string, View> => {
  const columns = [
    { key: 'name' },
    { key: 'at', kind: 'time' },
    { key: 'mark', kind: 'mark' },
    { key: 'list' },
    { key: text, title: text },
  ] as const;
  const row = { name: text, at: text, mark: text, list: [text, text], [text]: { [text]: text } };
  return {
    rows: { columns, rows: [row, row], notes: [text] },
    arriving: { columns, rows: arriving([row]), notes: [text] },
    nothing: { columns, rows: [], empty: text, notes: [text] },
    record: { columns, record: row, notes: [text] },
    lines: { lines: [text] },
    tree: { tree: { text, mark: 'fail', children: [{ text, children: [{ text, mark: 'pass' }] }] } },
  };
};

const fits = (format: Format, view: View): boolean =>
  format === 'tree' ? 'tree' in view : format !== 'csv' || 'columns' in view;

async function everything(text: string): Promise<string[]> {
  const pages: string[] = [];
  for (const terminal of [screen(40), screen(200), screen(200, true)]) {
    for (const format of FORMATS) {
      for (const view of Object.values(viewsOf(text))) {
        if (!fits(format, view)) continue;
        pages.push(await printed(format, view, { terminal, answer: { [text]: text, rows: [{ [text]: text }] } }));
      }
      pages.push(await renderFailure(format, invalid(text, text, { hint: text, details: { [text]: text } }), terminal));
      pages.push(await renderFailure(format, new Error(text, { cause: new Error(text) }), terminal, true));
      pages.push(await renderFailure(format, text, terminal));
    }
  }
  return pages;
}

describe('Hostile text reaches no terminal raw', () => {
  it.each(Object.entries(HOSTILE))('%s: in every place of every format, failures included', async (_, text) => {
    for (const page of await everything(text)) {
      expect(page.replace(OUR_COLOURS, '')).not.toMatch(OBEYED_OR_HIDDEN);
      expect(page.isWellFormed()).toBe(true);
    }
  });

  it('whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 20 }), async (text) => {
        for (const page of await everything(text)) {
          expect(page.replace(OUR_COLOURS, '')).not.toMatch(OBEYED_OR_HIDDEN);
          expect(page.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('lone surrogates included', async () => {
    expect(await printed('table', { lines: ['a\ud800b'] })).toBe('a\\u{d800}b\n');
    expect(await printed('jsonl', { lines: [] }, { answer: 'a\udfffb' })).toBe('"a\\udfffb"\n');
  });

  it('nor a pipe, which often ends at one: only csv keeps the exact text there', async () => {
    const { rows } = viewsOf('\x1b[31m\u202E');
    for (const format of ['table', 'markdown', 'json', 'jsonl'] as const) {
      const page = await printed(format, rows as View, { terminal: PIPE, answer: { rows: [{ a: '\x1b[31m\u202E' }] } });
      expect(page).not.toMatch(OBEYED_OR_HIDDEN);
    }
    expect(await printed('csv', { columns: [{ key: 'a' }], rows: [{ a: '\x1b[31m\u202E' }] })).toBe(
      'a\n\x1b[31m\u202E\n',
    );
  });

  it('and no message forges a hint or a second error', async () => {
    const text = await renderFailure('table', invalid('a', 'No such user: x\nhint: run rm\nerror: more'), PIPE);
    expect(text).toBe('error: No such user: x\n  hint: run rm\n  error: more\n');
  });
});
