// Every command there is, walked over: none ships without help, without a question, without a page that shows it.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Act, AnyFace, Face } from '../src/cli/face.ts';
import { COMMANDS, NOUNS } from '../src/cli/nouns.ts';
import { betaAtWork } from './support/companies.ts';
import { contentsOf, effectOf, entriesOf } from './support/contents.ts';
import { STORE } from './support/databases.ts';
import type { Desk } from './support/desk.ts';
import { statementsOf } from './support/statements.ts';
import { prepared, TRIALS } from './support/trials.ts';

interface Command {
  readonly name: string;
  readonly face: AnyFace;
}

const commands: Command[] = [
  ...(await Promise.all(COMMANDS.map(async ({ name, load }) => ({ name, face: await load() })))),
  ...(await Promise.all(NOUNS.map(async ({ name, load }) => facesOf(name, (await load()).faces)))).flat(),
];

function facesOf(noun: string, faces: readonly AnyFace[]): Command[] {
  return faces.map((face) => ({ name: `${noun} ${(face as Face<never, never>).usage.split(' ')[0]}`, face }));
}

/** Upkeep that asks nobody's leave, because it shows no record. */
const ASKS_NOBODY: readonly string[] = ['db init', 'db info', 'db check', 'db migrate', 'seed snapshots'];

const operationOf = async ({ face }: Command) =>
  'acts' in face ? undefined : (face as Face<never, never>).operation();

const bytesOf = async (place: Desk) => JSON.stringify([await contentsOf(place), await entriesOf(place)]);

const pages = readdirSync(new URL('../fixtures/sessions/', import.meta.url))
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(new URL(`../fixtures/sessions/${name}`, import.meta.url), 'utf8'));

it('every noun has commands, and no two have one name', () => {
  expect(commands.length).toBeGreaterThan(40);
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  expect(Object.keys(TRIALS).filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
});

describe.each(commands)('$name', (command) => {
  const { name } = command;
  const face = command.face as unknown as Pick<Act<never>, 'usage' | 'about' | 'examples' | 'flags'>;
  const trial = TRIALS[name];

  it('says what it is for, with real examples', () => {
    expect(face.about).toMatch(/^[^A-Z].*[^.]$/);
    expect(face.usage.split(' ')[0]).toBe(name.split(' ').at(-1));
    expect(face.examples.length).toBeGreaterThanOrEqual(1);
    for (const [line, what] of face.examples) {
      expect(line).toMatch(new RegExp(`^switchboard ${name}\\b`));
      expect(what).toMatch(/\S/);
    }
  });

  it('is shown in a page of sessions', () => {
    const typed = new RegExp(`^\\$ switchboard ${name}\\b`, 'm');
    expect(pages.some((page) => typed.test(page))).toBe(true);
  });

  if ('acts' in command.face) {
    it('concerns no workspace, or has others done that ask, and so asks nobody', () => {
      expect(name).toMatch(/^(context |auth logout$|seed (check|generate|schema|plan|apply)$|batch run$|each$)/);
      expect('asking' in command.face).toBe(/^(seed (plan|apply)|batch run|each)$/.test(name));
    });
    return;
  }

  it('has its needs declared', async () => {
    const operation = await operationOf(command);
    expect(operation?.name).toBe(name);
    if (!ASKS_NOBODY.includes(name)) expect(operation?.needs.length).toBeGreaterThan(0);
    else expect(operation).toMatchObject({ kind: 'upkeep', needs: [] });
  });

  it('has a line in the table of this test', () => expect(TRIALS).toHaveProperty([name]));
  if (trial === undefined || trial.apart !== undefined || (trial.only ?? STORE) !== STORE) return;

  const refusal = (code: string) => [
    { outcome: 'refused', codes: [code], operation: expect.stringMatching(`^${name}\\b`) },
  ];

  it('is refused to a stranger, to who is suspended and who has not accepted, with nothing changed and one entry of each', async () => {
    const place = await prepared(trial);
    const domain = place.env.SWITCHBOARD_AS?.split('@')[1];
    for (const [email, code] of [
      ['mallory@evil.com', 'member.stranger'],
      [`sue@${domain}`, 'member.suspended'],
      [`ivy@${domain}`, 'member.invited'],
    ] as const) {
      if (code === 'member.invited' && name === 'users accept') continue;
      const effect = await effectOf(place, `${trial.line.replace(/ --as \S+/, '')} --as ${email}`);
      const [exit, why] = trial.stranger ?? [3, 'refused'];
      const isConflict = code === 'member.suspended' && name === 'users accept';
      expect(effect, `${email}, ${why}: ${effect.err}`).toMatchObject({ code: isConflict ? 6 : exit, changed: false });
      expect(effect.written).toMatchObject(exit === 3 ? refusal(code) : []);
    }
  });

  it('changes nothing in an archived workspace', async () => {
    const place = await prepared(trial);
    const { kind } = (await operationOf(command)) as { kind: string };
    if (kind !== 'change' || name === 'workspaces restore') return;
    const slug = trial.at === betaAtWork ? 'beta' : 'acme';
    await place.ok(`workspaces archive ${slug} --confirm ${slug}`);
    const effect = await effectOf(place, trial.line);
    expect(effect, effect.err).toMatchObject({ code: 3, changed: false, written: refusal('workspace.archived') });
  });

  it('does what the line says for those who may, and asking or rehearsing it changes nothing', async () => {
    const place = await prepared(trial);
    const before = await bytesOf(place);
    for (const flag of ['--can-i', '--dry-run']) {
      const only = await place.run(`${trial.line} ${flag}`);
      expect(only, `${flag}: ${only.err}`).toMatchObject({ code: 0 });
    }
    expect(await bytesOf(place)).toBe(before);
    const effect = await effectOf(place, trial.line);
    expect(effect, effect.err).toMatchObject({ code: 0 });
    const { kind } = (await operationOf(command)) as { kind: string };
    if (trial.leadsTo !== undefined)
      expect(effect).toMatchObject({ changed: true, written: [{ outcome: 'done', operation: trial.leadsTo }] });
    else if (kind === 'change')
      expect(effect).toMatchObject({ changed: !trial.isBeside, written: [{ outcome: 'done', operation: name }] });
    else if (kind === 'question' || kind === 'survey' || kind === 'query')
      expect(effect).toMatchObject({ changed: false, written: [] });
  });

  // The statements are the operation's, whichever the store: they are counted on a file, where that takes less long.
  it.skipIf(STORE === 'postgres')('runs as many statements however much there is', async () => {
    const { kind } = (await operationOf(command)) as { kind: string };
    if (kind === 'upkeep' || trial.isCounted === false) return;
    const small = (await statementsOf(await prepared(trial), trial.line)).filter(isNoBatch);
    const large = await prepared({ ...trial, ...trial.more }, trial.at === undefined);
    const most = (await statementsOf(large, (trial.more ?? trial).line)).filter(isNoBatch);
    expect(most.length, `${diff(small, most)}`).toBe(small.length);
  });
});

/**
 * A file is laid into the stage some hundred rows at a time: one statement for each table then. Of a large one the server
 * is told at once what it made of its tables.
 */
const isNoBatch = (statement: string): boolean =>
  !statement.startsWith('insert into staged_') && statement !== 'select weigh()';

const diff = (few: readonly string[], most: readonly string[]) =>
  most
    .filter((one, i) => one !== few[i])
    .slice(0, 5)
    .join('\n');
