import { describe, expect, it } from 'vitest';
import { printed, screen } from './printed.ts';

describe('Markdown', () => {
  it('is a GitHub table, numbers to the right, times as RFC 3339 even on a terminal', async () => {
    const view = {
      columns: [
        { key: 'name' },
        { key: 'sent', kind: 'number' },
        { key: 'at', kind: 'time' },
        { key: 'inbox', kind: 'mark' },
      ],
      rows: [{ name: 'Ada', sent: 3, at: '2026-11-21T19:20:34.000Z', inbox: 'limited' }, {}],
      notes: ['2 of 2'],
    } as const;
    expect(await printed('markdown', view, { terminal: screen(40) })).toBe(
      '| name | sent | at | inbox |\n| --- | ---: | --- | --- |\n| Ada | 3 | 2026-11-21T19:20:34.000Z | ⭕ |\n| – | – | – | – |\n\n2 of 2\n',
    );
  });

  it.each([
    ['a|b', 'a\\|b'],
    ['a\\|b', 'a\\\\\\|b'],
    ['one\ntwo', 'one<br>two'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['&lt;', '&amp;lt;'],
    ['![x](http://tracker.example)', '!\\[x\\](http://tracker.example)'],
    ['*a* `b` ~~c~~', '\\*a\\* \\`b\\` \\~\\~c\\~\\~'],
    ['first_name _x_', 'first_name \\_x\\_'],
    ['a\x1b[31m', 'a\\\\u{1b}\\[31m'],
  ])('keeps %j as text', async (text, escaped) => {
    const view = { columns: [{ key: 'a' }], rows: [{ a: text }] };
    expect(await printed('markdown', view)).toBe(`| a |\n| --- |\n| ${escaped} |\n`);
  });

  it('is a list for lines, and no line makes a heading or a list of its own', async () => {
    const text = await printed('markdown', { lines: ['yes', '', '# no', '  - no', '1. no', '> no'] });
    expect(text).toBe('- yes\n- \\# no\n- \\- no\n- 1\\. no\n- &gt; no\n');
  });
});
