import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { invalid } from '../../src/domain/errors.ts';
import { renderFailure } from '../../src/render/failure.ts';
import { PIPE, printed, screen } from './printed.ts';

const view = {
  columns: [{ key: 'email' }, { key: 'role' }, { key: 'name' }],
  rows: [{ email: 'ada@example.com', role: 'owner', name: 'Ada' }],
};

describe('Fields', () => {
  it('select and order the columns of every format', async () => {
    const options = { fields: ['name', 'email'], answer: { users: view.rows } };
    expect(await printed('table', view, options)).toBe('NAME  EMAIL\nAda   ada@example.com\n');
    expect(await printed('csv', view, options)).toBe('name,email\nAda,ada@example.com\n');
    expect(await printed('jsonl', view, options)).toBe('{"name":"Ada","email":"ada@example.com"}\n');
    expect(await printed('markdown', view, options)).toBe(
      '| name | email |\n| --- | --- |\n| Ada | ada@example.com |\n',
    );
  });

  it('that do not exist are refused before anything is printed, with the nearest', async () => {
    for (const format of ['table', 'csv', 'jsonl', 'json', 'markdown'] as const) {
      await expect(printed(format, view, { fields: ['rol'], answer: { users: view.rows } })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'unknown-field',
        hint: 'Did you mean role?',
        details: { field: 'rol', known: ['email', 'role', 'name'], nearest: 'role' },
      });
    }
  });

  it('are refused where an answer has none', async () => {
    for (const format of ['table', 'tree', 'markdown'] as const) {
      await expect(printed(format, { tree: { text: 'a' } }, { fields: ['a'] })).rejects.toMatchObject({
        code: 'no-fields',
      });
    }
  });
});

describe('Formats', () => {
  it('that do not fit are refused, with those that do', async () => {
    await expect(printed('tree', view)).rejects.toMatchObject({
      code: 'no-tree',
      hint: 'Formats that fit: table, json, jsonl, csv, markdown.',
    });
    await expect(printed('tree', { lines: ['a'] })).rejects.toMatchObject({
      code: 'no-tree',
      hint: 'Formats that fit: table, json, jsonl, markdown.',
    });
  });

  it('load chalk only where there is colour, and cli-table3 only where there is a table', () => {
    const script = `
      import { registerHooks } from 'node:module';
      const loaded = new Set();
      registerHooks({ resolve(name, context, next) { if (name === 'chalk' || name === 'cli-table3') loaded.add(name); return next(name, context); } });
      const { render } = await import(${JSON.stringify(new URL('../../src/render/render.ts', import.meta.url).href)});
      const { renderFailure } = await import(${JSON.stringify(new URL('../../src/render/failure.ts', import.meta.url).href)});
      const terminal = { isTerminal: true, columns: 80, colour: false, now: 0 };
      const drain = async (format, view, terminal) => { for await (const _ of render(format, { answer: {}, view }, { terminal })); };
      const table = { columns: [{ key: 'a' }], rows: [{ a: 1 }] };
      await drain('json', table, terminal); await drain('jsonl', table, terminal); await drain('csv', table, terminal);
      await drain('markdown', table, terminal); await drain('table', { lines: ['a'] }, terminal);
      await drain('tree', { tree: { text: 'a' } }, terminal); await drain('table', { record: {}, columns: [{ key: 'a' }] }, terminal);
      await renderFailure('table', new Error('x'), terminal);
      console.log([...loaded].join());
      await drain('table', table, terminal); console.log([...loaded].join());
      await drain('table', table, { ...terminal, colour: true }); console.log([...loaded].join());
    `;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(out).toBe('\ncli-table3\ncli-table3,chalk\n');
  });
});

describe('A failure', () => {
  const failure = invalid('unknown-role', 'There is no role "standrad".', {
    hint: 'Did you mean standard?',
    details: { role: 'standrad' },
  });

  it('is a sentence and a hint for people', async () => {
    for (const format of ['table', 'csv', 'markdown', 'tree'] as const) {
      expect(await renderFailure(format, failure, PIPE)).toBe(
        'error: There is no role "standrad".\nhint: Did you mean standard?\n',
      );
    }
    expect(await renderFailure('table', failure, screen(80, true))).toContain(
      '\x1b[31m\x1b[1merror:\x1b[22m\x1b[39m There',
    );
  });

  it('is one document for programs', async () => {
    const document = {
      error: {
        code: 'unknown-role',
        message: 'There is no role "standrad".',
        hint: 'Did you mean standard?',
        details: { role: 'standrad' },
      },
    };
    expect(await renderFailure('json', failure, PIPE)).toBe(`${JSON.stringify(document, null, 2)}\n`);
    expect(await renderFailure('jsonl', failure, PIPE)).toBe(`${JSON.stringify(document)}\n`);
    expect(JSON.parse(await renderFailure('json', invalid('a', 'b'), PIPE))).toEqual({
      error: { code: 'a', message: 'b', hint: null, details: null },
    });
  });

  it('that is a bug says so, and shows its stack and causes only where that is asked for', async () => {
    const bug = new TypeError('x is not a function', { cause: new Error('deeper') });
    expect(await renderFailure('table', bug, PIPE)).toBe(
      'error: x is not a function\nhint: This is a bug in switchboard. --debug shows where it happened.\n',
    );
    expect(await renderFailure('table', bug, PIPE, true)).toMatch(
      /^error: x is not a function\nTypeError: x is not a function\n {4}at .*caused by: Error: deeper\n/s,
    );
    expect(JSON.parse(await renderFailure('json', bug, PIPE))).toMatchObject({ error: { code: 'bug', details: null } });
    expect(JSON.parse(await renderFailure('json', 'thrown text', PIPE))).toMatchObject({
      error: { code: 'bug', message: 'thrown text' },
    });
  });
});
