import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { type Ended, start } from '../support/program.ts';
import { inThePresent, tokenFor } from '../support/raw.ts';

const PASSWORD = 'open sesame';

/** Acme with three secrets out: an access token, an invitation, and the password of a login. */
async function withCanaries() {
  const place = inThePresent(await acmeAtWork());
  const token = await tokenFor(place, 'ada@acme.com');
  await place.ok('users invite eve@acme.com --role standard --tokens invited.csv');
  const invitation = /swi_[\w-]{43}/.exec(place.read('invited.csv'))?.[0] as string;
  place.write('ada.token', token);
  place.write('eve.invitation', invitation);
  const address = (await place.store.address(undefined)).replace('//shared@', '//locked@');
  const said = new Set<string>();
  const canaries = [
    token,
    invitation,
    PASSWORD,
    encodeURIComponent(PASSWORD),
    token.slice(10, 40),
    invitation.slice(10, 40),
  ];
  const run = async (line: string, env: Record<string, string | undefined> = {}): Promise<Ended> => {
    const known = { SWITCHBOARD_AS: undefined, SWITCHBOARD_DB: address, PGPASSWORD: PASSWORD, ...env };
    const { child, ended } = start(place, line.split(' '), { env: known });
    let over = false;
    void ended.then(() => (over = true));
    while (!over) {
      for (const words of commandLines(child.pid as number)) said.add(words);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    return ended;
  };
  return { place, token, invitation, canaries, run, said, address };
}

/** The command line of a process and of whatever it started, as everybody on the machine can read them. */
function commandLines(pid: number): string[] {
  try {
    const own = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [
      own,
      ...children
        .split(' ')
        .filter(Boolean)
        .flatMap((child) => commandLines(Number(child))),
    ];
  } catch {
    return [];
  }
}

/** Every file under a folder, with what is in it. */
function filesUnder(folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file, 'latin1')]);
}

/** Everything that the store holds, in every column of every table, texts and bytes. */
async function heldBy({ store }: Desk): Promise<string> {
  const tables = await store.rows<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'switchboard'::regnamespace and relkind = 'r'",
  );
  const held: string[] = [];
  for (const { name } of tables) {
    for (const { row } of await store.rows<{ row: string }>(`select t::text as row from switchboard.${name} t`)) {
      held.push(row, Buffer.from((/\\x([0-9a-f]*)/.exec(row)?.[1] ?? '') as string, 'hex').toString('latin1'));
    }
  }
  return held.join('\n');
}

describe('a secret', () => {
  it('is said when it is made, and never again: not by commands that succeed, fail or are refused', async () => {
    const { place, canaries, run, said, address } = await withCanaries();
    const own = { SWITCHBOARD_TOKEN: readFileSync(place.path('ada.token'), 'utf8') };
    const nowhere = address.replace(/\/[^/]*$/, '/no_such_database');
    const inAddress = { SWITCHBOARD_DB: address.replace('//locked@', `//locked:${encodeURIComponent(PASSWORD)}@`) };
    const commands: readonly (readonly [string, Record<string, string | undefined>?])[] = [
      ['auth login --token-file ada.token --debug'],
      ['whoami --debug'],
      ['auth status --format json --debug'],
      ['token list --all --format json --debug'],
      ['token create more --to more.token --debug', own],
      ['lines add +15550177 --debug', own],
      ['lines add not-a-number --debug', own],
      ['users invite bo@acme.com --role admin --debug', own],
      ['users accept --token-file ada.token --debug'],
      ['users list --token-file eve.invitation --debug'],
      ['auth login --token-file eve.invitation --debug'],
      ['users accept --token-file eve.invitation --access-token eve.token --debug'],
      ['users accept --token-file eve.invitation --debug'],
      ['audit list --debug', own],
      ['audit export --debug --format jsonl', own],
      ['lines list --debug', { ...own, SWITCHBOARD_DB: nowhere }],
      ['lines list --debug', { ...own, SWITCHBOARD_DB: 'postgres://locked@127.0.0.1:1/nobody-there' }],
      ['lines list --debug', { ...own, SWITCHBOARD_DB: 'nowhere.db' }],
      ['lines list --debug', { ...own, ...inAddress }],
      ['lines list --debug --workspace other', { ...own, ...inAddress }],
      ['lines list --debug', { ...own, ...inAddress, PGPASSWORD: 'wrong' }],
      ['whoami --debug', { SWITCHBOARD_TOKEN: `${own.SWITCHBOARD_TOKEN}x` }],
      ['auth logout --debug'],
    ];
    const codes = new Set<number | null>();
    const bugs: string[] = [];
    for (const [line, env] of commands) {
      const { code, out, err } = await run(line, env);
      codes.add(code);
      if (code === 70) bugs.push(`${line}: ${err}`);
      for (const canary of canaries) {
        expect(`${out}${err}`.includes(canary), `${line} exits ${code} and says: ${out}${err}`).toBe(false);
      }
      expect(out + err, line).not.toMatch(/sw[ib]_[\w-]{40}/);
    }
    // Of each kind some: done, wrong, refused, not there, unavailable.
    expect([...codes]).toEqual(expect.arrayContaining([0, 2, 3, 4, 7]));
    expect(bugs).toEqual([]);
    expect(said.size).toBeGreaterThan(10);
    const lines = [...said].join('\n');
    for (const canary of canaries) expect(lines.includes(canary)).toBe(false);
  }, 120_000);

  it('is in no row of the store, and in no file of a person’s but the one of their tokens', async () => {
    const { place, token, canaries, run } = await withCanaries();
    await run('auth login --token-file ada.token');
    await run('lines add +15550177');
    await run('users accept --token-file eve.invitation --access-token eve.token');
    await run('users suspend eve@acme.com --debug');
    await run('token create more --to more.token');
    const held = await heldBy(place);
    expect(held).toContain('ada@acme.com');
    for (const canary of canaries) expect(held.includes(canary)).toBe(false);
    expect(held).not.toMatch(/sw[ib]_[\w-]{40}/);
    const credentials = place.path('home/.config/switchboard/credentials.json');
    const files = filesUnder(place.path('home'));
    expect(files.length).toBeGreaterThan(1);
    for (const [file, text] of files) {
      const found = canaries.filter((canary) => text.includes(canary));
      expect({ file, found }).toEqual({ file, found: file === credentials ? [token, token.slice(10, 40)] : [] });
    }
  }, 60_000);

  it('typed as an argument is not said again', async () => {
    const { place, token, canaries } = await withCanaries();
    for (const line of [
      `auth login ${token}`,
      `auth login --token ${token}`,
      `auth login --token=${token}`,
      `lines list --token-file ${token}`,
      `--token=${token} lines list`,
      `users accept --token ${token}`,
    ]) {
      const { code, out, err } = await start(place, [...line.split(' '), '--debug']).ended;
      expect({ line: line.replace(token, '…'), code }).not.toMatchObject({ code: 0 });
      for (const canary of canaries) expect((out + err).includes(canary), `${line}: ${err}`).toBe(false);
    }
  });

  it('is not in what others on the same login see of a session', async () => {
    const { place, token } = await withCanaries();
    const { session, begun } = await import('../support/raw.ts');
    await begun(await session(place), token);
    const other = await session(place);
    const { rows } = await other.query('select query from pg_stat_activity where pid <> pg_backend_pid()');
    expect(rows.map(({ query }) => query)).toContainEqual(expect.stringContaining('bind($1'));
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
