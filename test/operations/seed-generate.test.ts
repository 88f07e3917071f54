// Workspaces that are made up: long for what they are tried on, from the bytes to the document that both stores take in.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODELS } from '../../src/access/roles.ts';
import { emailKey } from '../../src/domain/email.ts';
import { STORE } from '../support/databases.ts';
import { type Desk, desk } from '../support/desk.ts';
import { peakMemory, start } from '../support/program.ts';

const FORMS = ['--out world', '--format table', '--format json'];
const NOW = '--now 2026-01-01T00:00:00Z';
const SMALL = `${NOW} --seed 42 --users 30 --contacts 300 --lines 8`;
const FILES = ['workspace.yaml', 'contacts.csv'] as const;

const digestOf = (...texts: readonly string[]): string => createHash('sha256').update(texts.join('')).digest('hex');
const digest = (place: Desk, folder: string) => digestOf(...FILES.map((name) => place.read(`${folder}/${name}`)));

const ownerIn = (document: string): string => /^ +"?owner"?: "?([^\s",]+)/m.exec(document)?.[1] as string;

/** A place where a document was applied, by its owner. */
async function applied(document: string, contacts?: string): Promise<Desk> {
  const place = desk({ SWITCHBOARD_AS: ownerIn(document) }, '2026-01-01T00:00:00Z');
  if (contacts !== undefined) place.write('contacts.csv', contacts);
  place.write('workspace.yaml', document);
  await place.ok('seed check workspace.yaml');
  await place.ok('seed apply workspace.yaml');
  return place;
}

describe('the same arguments make the same bytes', () => {
  it.each([
    ['standard-admin', '6fe9adcfd8560143eda9833fa1627dbf59057171bde860b31f032a7456301486'],
    ['owner-manager-agent', '084db18955e100f99d2c45e0b9d99ba6c0d96a63c1f24c8f3b0d9a8b8d8a89b0'],
  ])('of every machine and version, in the model %s', async (model, golden) => {
    const place = desk();
    await place.ok(`seed generate ${SMALL} --model ${model} --out world`);
    // Another digest is another workspace to whoever keeps one: it changes with a release, and is told there.
    expect(digest(place, 'world')).toBe(golden);
  });

  it('whatever the zone, the language and the folder of the process', async () => {
    const place = desk();
    mkdirSync(place.path('deep'));
    const words = `seed generate ${SMALL} --out world`.split(' ');
    const from = (folder: string, TZ: string, LANG: string) =>
      start({ ...place, folder: place.path(folder) }, words, { env: { TZ, LANG, LC_ALL: LANG } }).ended;
    const [one, other] = await Promise.all([
      from('.', 'Pacific/Kiritimati', 'tr_TR.UTF-8'),
      from('deep', 'America/St_Johns', 'C'),
    ]);
    expect([one.code, other.code]).toEqual([0, 0]);
    expect(digest(place, 'world')).toBe(digest(place, 'deep/world'));
  });

  it('and so does what a store made of them, on both stores', async () => {
    const place = desk();
    await place.ok(`seed generate ${SMALL} --users 12 --contacts 60 --out world`);
    const made = await applied(place.read('world/workspace.yaml'), place.read('world/contacts.csv'));
    expect(digestOf(await made.ok('seed export'))).toBe(
      'fddeacccd8266d43c91f0a62b5e65a3e5439fa30cb6943d3f346a70dfc93aa47',
    );
  });

  it('and another seed others', async () => {
    const place = desk();
    const one = await place.ok(`seed generate ${NOW} --seed one --contacts 5`);
    const other = await place.ok(`seed generate ${NOW} --seed other --contacts 5`);
    expect(one).not.toBe(other);
  });
});

describe('a made-up workspace', () => {
  it('is taken in from an empty database, and comes out of it twice as the same bytes, whatever its shape', async () => {
    const shapes = fc.record({
      seed: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
        .filter((text) => /^[^\p{C}\p{Z}]+$/u.test(text)),
      model: fc.constantFrom(...MODELS),
      users: fc.integer({ min: 1, max: 12 }),
      contacts: fc.integer({ min: 0, max: 60 }),
      lines: fc.integer({ min: 1, max: 12 }),
      teams: fc.integer({ min: 0, max: 4 }),
      conversations: fc.integer({ min: 0, max: 8 }),
      blasts: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, fc.constantFrom(...FORMS), async ({ seed, ...counts }, form) => {
        const maker = desk();
        const words = Object.entries({ ...counts }).flatMap(([name, value]) => [`--${name}`, String(value)]);
        const made = ['seed', 'generate', ...NOW.split(' '), `--seed=${seed}`, ...words];
        const said = await maker.ok([...made, ...form.split(' ')]);
        const contacts = said.includes('contacts.csv') ? maker.read('world/contacts.csv') : undefined;
        const first = await applied(form.startsWith('--out') ? maker.read('world/workspace.yaml') : said, contacts);
        expect(await first.ok('seed apply workspace.yaml')).toContain('nothing to do');
        const text = await first.ok('seed export');
        const tally = (part: string) => text.match(new RegExp(`^${part}:\n((?: .*\n)*)`, 'm'))?.[1]?.match(/^ {2}- /gm);
        expect(tally('users')?.length).toBe(counts.users);
        expect(tally('contacts')?.length ?? 0).toBe(counts.contacts);
        expect(tally('lines')?.length).toBe(counts.lines);
        const second = await applied(text);
        expect(await second.ok('seed export')).toBe(text);
      }),
      { numRuns: STORE === 'postgres' ? 2 : 6, seed: 5 },
    );
  });

  it('names nobody: numbers that are kept for fiction, addresses at domains that are kept for examples', async () => {
    const place = desk();
    await place.ok(`seed generate ${SMALL} --contacts 3000 --out world`);
    const rows = place.read('world/contacts.csv').trimEnd().split('\n').slice(1);
    const [phones, emails] = [0, 1].map((at) => rows.flatMap((row) => row.split(',')[at] || [])) as [
      string[],
      string[],
    ];
    expect(rows).toHaveLength(3000);
    expect(new Set(phones).size).toBe(phones.length);
    expect(new Set(emails.map(emailKey)).size).toBe(emails.length);
    const home = phones.filter((phone) => phone.startsWith('+1'));
    expect(home.length).toBeGreaterThan(2000);
    for (const phone of home) expect(phone).toMatch(/^\+1[2-9]\d\d55501\d\d$/);
    for (const email of emails) expect(email).toMatch(/@(example\.(com|org|net)|[\w-]+\.example)$/);
    const said = place.read('world/workspace.yaml');
    for (const [email] of said.matchAll(/[\w.-]+@[\w.-]+/g)) expect(email).toMatch(/\.example$|@example\./);
    for (const [, phone] of said.matchAll(/address: "(\+\d+)"/g)) expect(phone).toMatch(/^\+1[2-9]\d\d55501\d\d$/);
  });

  it('is streamed; once all numbers are given it goes on with addresses alone, and says so', async () => {
    const line = `seed generate ${NOW} --contacts 350000 --conversations 0 --out world --dry-run`;
    const { child, ended } = start(desk(), line.split(' '));
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, peakMemory(child));
    }, 20);
    const { code, out, err } = await ended.finally(() => clearInterval(watch));
    const numbers = /^numbers +(3\d{5})$/m.exec(out)?.[1];
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(`^all ${numbers} numbers that are kept`) });
    expect(peak / 2 ** 20).toBeLessThan(160);
  });

  it('is not written in a rehearsal', async () => {
    const place = desk();
    const { code, out, err } = await place.run(`seed generate ${SMALL} --out world --dry-run`);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('dry run: nothing was changed') });
    expect(out).toMatch(/^contacts +300$/m);
    expect(readdirSync(place.folder)).not.toContain('world');
  });

  it('names the files that it wrote', async () => {
    const place = desk();
    const names = (await place.ok(`seed generate ${SMALL} --out world --quiet`)).trim().split('\n');
    expect(names).toEqual(FILES.map((name) => place.path(`world/${name}`)));
    expect(names.every(isAbsolute)).toBe(true);
    const { files, ...counts } = await place.json<Record<string, unknown>>(`seed generate ${SMALL} --out world`);
    expect(files).toEqual(names);
    expect(counts).toMatchObject({ users: 30, lines: 8, contacts: 300 });
  });

  it.each([
    [`${NOW} --contacts 1000001 --out world`, /at most 1,?000,?000/],
    [`${NOW} --users 0`, /at least 1/],
    [`${NOW} --contacts many`, /whole number/],
    [`${NOW} --contacts 1001`, /--out FOLDER/],
    [`${NOW} --model owner-manager-agents`, /did you mean "owner-manager-agent"/],
    [`${NOW} --seed ""`, /1 to 100 characters/],
    [`${NOW} --out ""`, /--out takes a folder/],
    [`${NOW} --cover acces`, /--cover access/],
    [`${NOW} --cover access --users 5`, /--users has nothing to say/],
  ])('with the words “%s” is refused with what to say instead', async (flags, why) => {
    const place = desk();
    const { code, out, err } = await place.run(`seed generate ${flags}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(why);
    expect(readdirSync(place.folder)).not.toContain('world');
  });

  it('is of no time that was not said', async () => {
    const env = { SWITCHBOARD_NOW: undefined };
    const { code, out, err } = await start(desk(), ['seed', 'generate'], { env }).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('say --now 2026-01-01T00:00:00Z');
  });

  it('is not written where a file stands, and a rehearsal says so too', async () => {
    const place = desk();
    place.write('world', 'mine');
    for (const flag of ['', ' --dry-run']) {
      const { code, err } = await place.run(`seed generate ${SMALL} --out world${flag}`);
      expect({ code, err }).toEqual({ code: 7, err: expect.stringContaining('world is a file, and no folder\n') });
    }
    expect(place.read('world')).toBe('mine');
  });
});

describe.each(MODELS)('the cast that covers access in %s', (model) => {
  const covering = `seed generate ${NOW} --cover access --model ${model}`;

  it('is as expected once the document is applied', async () => {
    const { out: text, err } = await desk().run(covering);
    expect(err).toBe(model === 'standard-admin' ? 'nobody may billing.view and billing.edit\n' : '');
    expect(text.match(/^ {4}allowed: true$/gm)?.length).toBeGreaterThan(160);
    expect(text.match(/^ {4}code: \w+\.[\w-]+$/gm)?.length).toBeGreaterThan(160);
    const place = await applied(text);
    expect(await place.ok('seed apply workspace.yaml')).toContain('nothing to do');
  });

  it('is not taken in where one expectation is another', async () => {
    const text = await desk().ok(covering);
    const flips = [
      text.replace(/allowed: true(?![\s\S]*allowed: true)/, 'allowed: false'),
      text.replace(/allowed: false\n {4}code: \S+/, 'allowed: true'),
      text.replace(/code: role\.lacks-action/, 'code: member.stranger'),
    ];
    const place = desk({ SWITCHBOARD_AS: ownerIn(text) }, '2026-01-01T00:00:00Z');
    for (const document of STORE === 'postgres' ? flips.slice(0, 1) : flips) {
      expect(document).not.toBe(text);
      place.write('workspace.yaml', document);
      const { code, out, err } = await place.run('seed apply workspace.yaml');
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toContain('1 expectation not met: nothing was changed');
    }
  });
});
