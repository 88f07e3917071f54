// Remedies are tried: whatever an explanation proposes is run, in a copy of the workspace, and the question asked again.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/access/actions.ts';
import { STORE } from '../support/databases.ts';
import { type Desk, desk } from '../support/desk.ts';

/** A small company in which not much is as it should be. */
interface World {
  readonly model: keyof typeof ROLES;
  readonly people: readonly Person[];
  readonly inviter: string;
  readonly spoilt: readonly string[];
  /** Whether a week and a day have gone by, and invitations ended. */
  readonly late: boolean;
}

interface Person {
  readonly role: number;
  readonly status: 'invited' | 'active' | 'suspended' | 'none';
  readonly restriction: number;
  readonly lines: readonly string[];
  readonly products: readonly string[];
}

interface Question {
  readonly member: string;
  readonly action: string;
  readonly line: string | null;
  readonly user: string | null;
  readonly role: number | null;
}

interface Explained {
  readonly allowed: boolean;
  readonly steps: readonly { readonly code?: string }[];
  readonly remedies: readonly {
    readonly command: string;
    readonly opens: readonly string[];
    readonly by: readonly string[];
  }[];
}

const ROLES = {
  'standard-admin': ['standard', 'admin', 'clerk', 'deputy'],
  'owner-manager-agent': ['owner', 'manager', 'agent', 'billing', 'clerk', 'deputy'],
} as const;
/** The roles that the company made for itself. */
const CUSTOM = {
  'standard-admin': [
    'roles add clerk --from standard --allow responders.*,templates.edit --lines all',
    'roles add deputy --from standard --allow users.*,grants.*,roles.assign,roles.view --manages standard,custom',
  ],
  'owner-manager-agent': [
    'roles add clerk --from agent --allow templates.*,files.view',
    'roles add deputy --from manager --deny contacts.delete --lines granted --manages agent,clerk',
  ],
} as const;
const TOP = { 'standard-admin': 'admin', 'owner-manager-agent': 'owner' } as const;
const RESTRICTIONS: Readonly<Record<string, readonly string[]>> = {
  manager: ['space-settings', 'contact-deletion', 'data-export'],
  agent: ['contacts=self', 'shortcuts'],
};
/** What may be put on the holders of a role: a role of their own admits what the one does from which it begins. */
const admitted = (model: World['model'], role: string): readonly string[] =>
  model === 'standard-admin' ? [] : (RESTRICTIONS[{ deputy: 'manager', clerk: 'agent' }[role] ?? role] ?? []);
const LINES = ['+15550100', 'acme-chat'];
const PRODUCTS = ['conversations', 'blast'];
const PEOPLE = ['bo@acme.com', 'cy@acme.com', "o'hara@acme.com"];
const EVERYONE = ['ada@acme.com', ...PEOPLE];
const SPOILERS = [
  'lines remove +15550100',
  'lines remove acme-chat',
  'products deactivate conversations',
  'products deactivate blast',
  'users remove cy@acme.com',
  'users suspend bo@acme.com',
  'workspaces archive acme',
];

const roleIn = (model: World['model'], index: number): string => ROLES[model][index % ROLES[model].length] as string;

/** The workspace as commands make it; what a world cannot have is left out of it. */
async function built({ model, people, inviter, spoilt, late }: World): Promise<Desk> {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  await place.ok(`workspaces create Acme --model ${model} --owner ada@acme.com --products ${PRODUCTS.join()}`);
  await place.ok('lines add +15550100');
  await place.ok('lines add acme-chat --kind webchat');
  for (const command of CUSTOM[model]) await place.ok(command);
  const rows = people.map(({ role, status, restriction, lines, products }, i) => {
    const held = roleIn(model, role);
    const known = admitted(model, held);
    const restrictions = known.slice(restriction % (known.length + 1)).slice(0, 1);
    return { email: PEOPLE[i], role: held, status, lines, products, restrictions };
  });
  const invite = async (chosen: typeof rows, as: string) => {
    if (chosen.length === 0) return;
    const roster = chosen.map((row) => `${JSON.stringify(row)}\n`).join('');
    if ((await place.run(`users invite - --as ${as}`, roster)).code !== 0) await place.ok('users invite -', roster);
  };
  await invite(
    rows.filter(({ status }) => status === 'active' || status === 'suspended'),
    'ada@acme.com',
  );
  await invite(
    rows.filter(({ status }) => status === 'invited'),
    inviter,
  );
  for (const command of spoilt) await place.run(`${command} --yes --confirm ${command.split(' ')[2]}`);
  if (late) place.env.SWITCHBOARD_NOW = '2026-11-29T13:00:00Z';
  return place;
}

const wordsFor = ({ member, action, line, user, role }: Question, model: World['model']): string[] => [
  ...[member, action],
  ...(line === null ? [] : ['--line', line]),
  ...(user === null ? [] : ['--on-user', user]),
  ...(role === null ? [] : ['--role', roleIn(model, role)]),
];

/** A copy of the workspace in which commands can be tried. */
async function trial(place: Desk) {
  const copy = await place.store.copied();
  const attempt = async (as: string, words: readonly string[]) => {
    const at = words.indexOf('--as');
    const who = at < 0 ? as : (words[at + 1] as string);
    return place.run([...words, '--db', await copy.address(who), ...(at < 0 ? ['--as', as] : [])]);
  };
  return { attempt, [Symbol.asyncDispose]: () => copy.end() };
}

/** The commands of a line, as a shell reads them. */
const commandsIn = (line: string): string[][] =>
  execFileSync('sh', ['-c', `switchboard() { printf '%s\\0' "$@"; printf '\\n'; }; ${line}`], { encoding: 'utf8' })
    .split('\n')
    .filter((words) => words !== '')
    .map((words) => words.split('\0').slice(0, -1));

/** Every single command that could give somebody something; not those that take the member's top role away. */
function gifts({ member, user }: Question, model: World['model'], memberRole: string | undefined): string[][] {
  const others = user === null || user === member ? [] : [user];
  return [
    ['workspaces', 'restore', 'acme'],
    ...PRODUCTS.map((product) => ['products', 'activate', product]),
    ['lines', 'add', '+15550100'],
    ['lines', 'add', 'acme-chat', '--kind', 'webchat'],
    ['users', 'accept', '--as', member],
    ...[member, ...others].map((email) => ['users', 'reactivate', email]),
    ...Object.values(RESTRICTIONS)
      .flat()
      .map((name) => ['users', 'unrestrict', member, name]),
    ['grants', 'add', member, '--products', PRODUCTS.join()],
    ...LINES.flatMap((line) => [
      ['grants', 'add', member, '--lines', line],
      ['grants', 'add', member, '--lines', line, '--products', PRODUCTS.join()],
    ]),
    ...(memberRole === TOP[model] ? [] : ROLES[model].map((role) => ['users', 'set-role', member, role])),
    ...others.map((email) => ['users', 'set-role', email, TOP[model]]),
  ];
}

const someOf = <T>(values: readonly T[]) => fc.subarray([...values]);
const person: fc.Arbitrary<Person> = fc.record({
  role: fc.nat(11),
  status: fc.constantFrom('active', 'active', 'invited', 'suspended', 'none'),
  restriction: fc.nat(5),
  lines: someOf(LINES),
  products: someOf(PRODUCTS),
});
const world: fc.Arbitrary<World> = fc.record({
  model: fc.constantFrom('standard-admin', 'owner-manager-agent'),
  people: fc.tuple(person, person, person),
  inviter: fc.constantFrom('ada@acme.com', 'bo@acme.com'),
  spoilt: fc.oneof(fc.constant([]), someOf(SPOILERS)),
  late: fc.boolean(),
});
const question: fc.Arbitrary<Question> = fc.record({
  member: fc.constantFrom(...EVERYONE),
  action: fc.constantFrom(...ACTIONS),
  line: fc.option(fc.constantFrom(...LINES)),
  user: fc.option(fc.constantFrom(...EVERYONE)),
  role: fc.option(fc.nat(11)),
});
const questions = fc.array(question, { minLength: 6, maxLength: 6 });
/** Questions that are likely to have no way to a yes: of what no role allows, and of what people would do to themselves. */
const stuck = fc.array(
  fc.oneof(
    question,
    question.map((one) => ({ ...one, action: 'billing.edit' as const })),
    question.map((one) => ({ ...one, user: one.member, action: 'users.edit' as const })),
  ),
  { minLength: 4, maxLength: 4 },
);

describe('A no that is explained', () => {
  it('is turned into a yes by every command that is proposed, run by those who are said to be able to', {
    timeout: 240_000,
  }, async () => {
    const tally = { proposed: 0, together: 0, alone: 0 };
    await fc.assert(
      fc.asyncProperty(world, questions, async (made, asked) => {
        const place = await built(made);
        for (const one of asked) {
          const words = wordsFor(one, made.model);
          const { out } = await place.run(['access', 'explain', ...words, '--format', 'json']);
          const { allowed, remedies, steps } = JSON.parse(out) as Explained;
          if (allowed) expect(remedies).toEqual([]);
          for (const { command, opens, by } of remedies) {
            expect(opens).toEqual(steps.flatMap(({ code }) => code ?? []));
            const commands = commandsIn(command);
            tally.proposed++;
            if (commands.length > 1) tally.together++;
            if (by.length === 0) tally.alone++;
            for (const who of by.length > 0 ? by.slice(0, 2) : EVERYONE) {
              await using copy = await trial(place);
              const tried = copy.attempt;
              const codes: number[] = [];
              for (const typed of commands) codes.push((await tried(who, typed)).code);
              const whole = codes.every((code) => code === 0);
              expect([command, who, whole]).toEqual([command, who, by.length > 0]);
              if (!whole) continue;
              const { out: answer } = await tried('ada@acme.com', ['access', 'can', ...words]);
              expect([command, who, answer]).toEqual([command, who, expect.stringMatching(/^yes/)]);
            }
          }
        }
      }),
      { numRuns: Number(process.env.WORLDS ?? (STORE === 'postgres' ? 3 : 8)) },
    );
    // Of the few worlds that are tried on a server, some hold no remedy of several commands.
    expect(tally.proposed).toBeGreaterThan(STORE === 'sqlite' ? 20 : 0);
    if (STORE === 'sqlite') expect(tally.together).toBeGreaterThan(0);
  });

  it('and where nothing is proposed, no single command gives it', { timeout: 240_000 }, async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(world, stuck, async (made, asked) => {
        const place = await built(made);
        for (const one of asked) {
          const words = wordsFor(one, made.model);
          const explained = JSON.parse(
            (await place.run(['access', 'explain', ...words, '--format', 'json'])).out,
          ) as Explained;
          if (explained.allowed || explained.remedies.length > 0) continue;
          const index = PEOPLE.indexOf(one.member);
          const role = index < 0 ? TOP[made.model] : roleIn(made.model, made.people[index]?.role ?? 0);
          for (const typed of gifts(one, made.model, role)) {
            await using copy = await trial(place);
            const { attempt } = copy;
            let code = 1;
            for (const who of EVERYONE) if (code !== 0) ({ code } = await attempt(who, typed));
            if (code !== 0) continue;
            tried++;
            const { out } = await attempt('ada@acme.com', ['access', 'can', ...words]);
            expect([typed.join(' '), words.join(' '), out]).toEqual([
              typed.join(' '),
              words.join(' '),
              expect.stringMatching(/^no/),
            ]);
          }
        }
      }),
      { numRuns: Number(process.env.WORLDS ?? (STORE === 'postgres' ? 2 : 4)) },
    );
    expect(tried).toBeGreaterThan(STORE === 'sqlite' ? 5 : -1);
  });
});
