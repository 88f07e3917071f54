import { describe, expect, it } from 'vitest';
import { render } from '../../src/render/render.ts';
import { arriving, lines, PIPE, printed } from './printed.ts';

const columns = [{ key: 'email' }, { key: 'role' }] as const;
const users = [
  { email: 'ada@example.com', role: 'owner', id: 1, seen: '2026-11-21T19:20:34.000Z' },
  { email: 'bo@example.com', role: null, id: 2, lines: [{ a: [] }, {}] },
];
const view = { columns, rows: users };

describe('JSON', () => {
  it("is the operation's answer untouched, as one document", async () => {
    const answer = { users, total: 2, next: null, nested: { deep: [1, 2, { x: undefined }] } };
    expect(await printed('json', view, { answer })).toBe(`${JSON.stringify(answer, null, 2)}\n`);
    for (const odd of [null, 0, '', 'x', [], {}, true]) {
      expect(await printed('json', { lines: [] }, { answer: odd })).toBe(`${JSON.stringify(odd, null, 2)}\n`);
    }
  });

  it('is the same document when its list arrives row by row, or is long', async () => {
    for (const count of [0, 1, 999, 1000, 1001, 2000, 2001]) {
      const rows = Array.from({ length: count }, (_, at) => ({
        at,
        tags: ['a', { b: 'line\n  feed' }],
        none: undefined,
      }));
      const around = { before: [1, { a: [] }], none: undefined, users: rows, 'odd "key"\n': {}, after: 'x' };
      const whole = `${JSON.stringify(around, null, 2)}\n`;
      expect(await printed('json', view, { answer: around })).toBe(whole);
      expect(await printed('json', view, { answer: { ...around, users: arriving(rows) } })).toBe(whole);
      expect(await printed('json', view, { answer: arriving(rows) })).toBe(`${JSON.stringify(rows, null, 2)}\n`);
    }
  });

  it('shows only the chosen fields of each row, in their order, and leaves the rest of the answer', async () => {
    const answer = { total: 2, users };
    const text = await printed('json', view, { answer, fields: ['id', 'email'] });
    expect(JSON.parse(text)).toEqual({
      total: 2,
      users: [
        { id: 1, email: 'ada@example.com' },
        { id: 2, email: 'bo@example.com' },
      ],
    });
    expect(text.indexOf('"id"')).toBeLessThan(text.indexOf('"email"'));
    const source = arriving(users);
    const streamed = await printed(
      'json',
      { columns, rows: source },
      { answer: { total: 2, users: source }, fields: ['id', 'email'] },
    );
    expect(streamed).toBe(text);
  });

  it('refuses a field that neither the view nor the rows know, and says which there are', async () => {
    const attempt = printed('json', view, { answer: { users }, fields: ['emial'] });
    await expect(attempt).rejects.toMatchObject({
      kind: 'invalid',
      code: 'unknown-field',
      message: 'There is no field "emial" here. The fields are: email, role, id, seen, lines.',
      hint: 'Did you mean email?',
    });
    const none = printed('json', { lines: ['yes'] }, { answer: true, fields: ['email'] });
    await expect(none).rejects.toMatchObject({ kind: 'invalid', code: 'no-fields' });
  });

  it('has no raw invisible character in its strings and keys', async () => {
    const text = await printed('json', { lines: [] }, { answer: { 'k\u202E': '\x7f\x9b\u2028\ud800\u{E0041}\x1b' } });
    expect(text).toBe('{\n  "k\\u202e": "\\u007f\\u009b\\u2028\\ud800\\udb40\\udc41\\u001b"\n}\n');
  });
});

describe('JSON lines', () => {
  it('is a line a row, whole rows', async () => {
    expect(await printed('jsonl', view, { answer: { users, total: 2 } })).toBe(
      users.map((user) => `${JSON.stringify(user)}\n`).join(''),
    );
    expect(await printed('jsonl', view, { answer: { a: users, b: users.slice(1) } })).toBe(
      users.map((user) => `${JSON.stringify(user)}\n`).join(''),
    );
    expect(await printed('jsonl', view, { answer: { users }, fields: ['role'] })).toBe(
      '{"role":"owner"}\n{"role":null}\n',
    );
  });

  it('is the answer on one line where there are no rows to list', async () => {
    expect(await printed('jsonl', { lines: ['yes'] }, { answer: { allowed: true } })).toBe('{"allowed":true}\n');
  });

  it('hands on an answer before it waits for the next question', async () => {
    const answered: string[] = [];
    async function* questions() {
      for (const n of [1, 2, 3]) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        // Everything that was asked before has been answered by now.
        expect(answered).toHaveLength(n - 1);
        yield { n };
      }
    }
    const rows = questions();
    for await (const chunk of render('jsonl', { answer: rows, view: { columns, rows } }, { terminal: PIPE }))
      answered.push(chunk);
    expect(answered).toEqual(['{"n":1}\n', '{"n":2}\n', '{"n":3}\n']);
  });

  it('does not hang when its reader leaves while the source waits, and closes the source', async () => {
    async function* silent() {
      yield { n: 1 };
      await new Promise(() => undefined);
    }
    const rows = silent();
    for await (const chunk of render('jsonl', { answer: rows, view: { columns, rows } }, { terminal: PIPE })) {
      expect(chunk).toBe('{"n":1}\n');
      break;
    }
  });

  it('passes on the failure of its source', async () => {
    async function* broken() {
      yield { n: 1 };
      throw new Error('the disk is gone');
    }
    for (const format of ['jsonl', 'json', 'csv', 'table', 'markdown'] as const) {
      const rows = broken();
      await expect(printed(format, { columns, rows }, { answer: { rows } })).rejects.toThrow('the disk is gone');
    }
  });

  it('streams 100,000 rows', async () => {
    const rows = arriving(Array.from({ length: 100_000 }, (_, n) => ({ n })));
    const text = lines(await printed('jsonl', { columns, rows }, { answer: { rows } }));
    expect(text).toHaveLength(100_000);
    expect(text.at(-1)).toBe('{"n":99999}');
  });
});
