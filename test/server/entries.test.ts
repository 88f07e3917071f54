import fc from 'fast-check';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { chained, type Entry, GENESIS, type Head } from '../../src/store/ledger.ts';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { begun, everything, inThePresent, nextEntry, session, tokenFor, tried } from '../support/raw.ts';

/** An entry as the program makes them. */
const entryBy = (actor: string, more: Partial<Entry> = {}): Entry => ({
  workspace_id: 1,
  at: 1_795_000_000_000,
  actor,
  impersonator: null,
  vouched: 'db-login',
  os_user: 'tester',
  host: 'desk',
  operation: 'users edit',
  outcome: 'done',
  input: '{}',
  digest: '',
  counts: '{}',
  codes: null,
  operation_id: null,
  ...more,
});

const APPEND = 'select number, hash from append_entry($1::jsonb, $2)';
const appended = (client: pg.Client, entry: object, expected: number | null = null) =>
  tried(client, APPEND, [JSON.stringify(entry), expected]);

const headOf = async (place: Desk): Promise<Head> =>
  ((await everything(place, 'entries')) as unknown as Head[]).reduce((a, b) => (b.number > a.number ? b : a), GENESIS);

describe('the ledger on a server', () => {
  it('is not to be written, changed or cut by an admin, but through its one door', async () => {
    const place = await acmeAtWork();
    const client = await begun(await session(place, 'ada@acme.com'));
    const last = (await headOf(place)) as unknown as Record<string, unknown>;
    const forged = JSON.stringify({ ...last, number: Number(last.number) + 1 });
    const insert = 'insert into entries select * from jsonb_populate_record(null::entries, $1)';
    expect(await tried(client, insert, [forged])).toBe('42501');
    expect(await tried(client, "update entries set operation = 'nothing'")).toBe('42501');
    expect(await tried(client, 'delete from entries')).toBe('42501');
    expect(await tried(client, 'select * from entries for update')).toBe('42501');
    expect(await tried(client, 'truncate entries cascade')).toBe('42501');
    expect(await tried(client, "update authorships set operation = 'nothing'")).toBe('42501');
    expect(await appended(client, entryBy('ada@acme.com'), Number(last.number))).toBe(1);
  });

  it.each<[string, Partial<Entry>]>([
    ['another author', { actor: 'al@acme.com' }],
    ['somebody whom nobody knows', { actor: 'nobody@acme.com' }],
    ['another who vouches', { vouched: 'token' }],
    ['nobody who vouches', { vouched: 'local-file' }],
    ['somebody behind whom one stands who is not there', { actor: 'bo@acme.com', impersonator: 'al@acme.com' }],
    ['a stranger as whom one acts', { actor: 'zed@other.com', impersonator: 'ada@acme.com' }],
    ['an outcome of its own', { outcome: 'perhaps' }],
    ['an input that is no JSON', { input: 'not json' }],
    ['counts that are no object', { counts: '[]' }],
    ['codes that are no list', { codes: '{}', outcome: 'refused' }],
    ['a time beyond all calendars', { at: 9_000_000_000_000_000 }],
  ])('takes no entry that names %s', async (_, parts) => {
    const place = await acmeAtWork();
    const client = await begun(await session(place, 'ada@acme.com'));
    expect(String(await appended(client, entryBy('ada@acme.com', parts)))).toMatch(/^(SB005|22P02)$/);
  });

  it('takes one in another’s name from those who may act as them, and from nobody else', async () => {
    const place = await betaAtWork();
    const acting = async (behind: string, as: string) =>
      appended(await begun(await session(place, behind)), entryBy(as, { impersonator: behind }));
    expect(await acting('ada@beta.com', 'cy@beta.com')).toBe(1);
    expect(await acting('mo@beta.com', 'cy@beta.com')).toBe('SB005');
    expect(await acting('ada@beta.com', 'olga@beta.com')).toBe('SB005');
    expect(await acting('cy@beta.com', 'bo@beta.com')).toBe('SB005');
    expect(await acting('sue@beta.com', 'cy@beta.com')).toBe('SB005');
  });

  it('takes none after a number that is not the last', async () => {
    const place = await acmeAtWork();
    const client = await begun(await session(place, 'ada@acme.com'));
    const next = await nextEntry(place);
    const outcomes: (number | string)[] = [];
    for (const expected of [next - 2, next, 0, next - 1]) {
      outcomes.push(await appended(client, entryBy('ada@acme.com'), expected));
    }
    expect(outcomes).toEqual(['40001', '40001', '40001', 1]);
  });

  it('takes of a stranger that they were refused, by a token of its own workspace only', async () => {
    const place = inThePresent(await acmeAtWork());
    await place.ok('workspaces create Other --model standard-admin --owner ada@acme.com --workspace acme');
    const stranger = await begun(await session(place, 'zed@other.com'));
    const refused = { outcome: 'refused', codes: '["member.stranger"]' } as const;
    expect(await appended(stranger, entryBy('zed@other.com'))).toBe('SB005');
    expect(await appended(stranger, entryBy('zed@other.com', refused))).toBe(1);
    const bound = await begun(await session(place), await tokenFor(place, 'ada@acme.com', '--workspace', 'other'));
    const byToken = { ...refused, vouched: 'token' };
    expect(await appended(bound, entryBy('ada@acme.com', { ...byToken, workspace_id: 2 }))).toBe(1);
    expect(await appended(bound, entryBy('ada@acme.com', byToken))).toBe('SB005');
  });

  it('reads the time as a number, however it was written', async () => {
    const place = await acmeAtWork();
    const client = await begun(await session(place, 'ada@acme.com'));
    const last = await headOf(place);
    const entry = entryBy('ada@acme.com');
    for (const at of ['1795000000000', '01795000000000', ' 1795000000000 ']) {
      await client.query('savepoint one');
      const { rows } = await client.query<Head>(APPEND, [JSON.stringify({ ...entry, at }), null]);
      expect(rows[0]?.hash, at).toBe(chained(entry, last).hash);
      await client.query('rollback to savepoint one');
    }
  });

  it('is chained by the server as the program chains it, whatever the texts hold', async () => {
    const place = await acmeAtWork();
    const client = await begun(await session(place, 'ada@acme.com'));
    const last = await headOf(place);
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"',
        '\\',
        '\\u0041',
        '\u2028\u2029',
        '\u007f\u0080',
        '\ufeff',
        '👩‍👩‍👧',
        "';--",
        '\u0001\b\t\n\f\r\u001f',
      ),
    );
    const text = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('').replaceAll('\0', ''));
    const json = fc.dictionary(text, fc.oneof(text, fc.integer())).map((value) => JSON.stringify(value));
    const entries = fc.record({
      os_user: text,
      host: text,
      operation: text,
      digest: text,
      input: json,
      counts: json,
      codes: fc.option(fc.array(text).map((codes) => JSON.stringify(codes))),
      operation_id: fc.option(text),
      at: fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
      outcome: fc.constantFrom('done', 'refused'),
    });
    await fc.assert(
      fc.asyncProperty(entries, async (parts) => {
        // The server keeps no NUL, and reads none in JSON.
        fc.pre(!JSON.stringify(parts).includes('u0000'));
        const entry = entryBy('ada@acme.com', parts);
        await client.query('savepoint one');
        const { rows } = await client.query<Head>(APPEND, [JSON.stringify(entry), null]);
        await client.query('rollback to savepoint one');
        expect(rows[0]?.hash).toBe(chained(entry, last).hash);
      }),
      { numRuns: 500 },
    );
  });
});
