// Roles of the workspace's own are defined, edited, given and removed at random, by those who are not at the top: nobody
// ever holds what nobody above gave.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import type { Desk } from '../support/desk.ts';

/** A company with deputies who are not at its top; what they may give of the roles of the model they may themselves. */
interface Company {
  readonly found: () => Promise<Desk>;
  readonly domain: string;
  readonly given: readonly string[];
  readonly least: string;
}

const ACME: Company = {
  found: acmeAtWork,
  domain: 'acme.com',
  least: 'standard',
  given: [
    'roles add deputy --from standard --allow roles.*,users.*,templates.* --products all --manages standard,custom',
    'roles add herald --from admin --manages none',
    'roles add clerk --from standard --deny blasts.*',
    'users set-role bo@acme.com deputy',
  ],
};
const BETA: Company = {
  found: betaAtWork,
  domain: 'beta.com',
  least: 'agent',
  given: [
    'roles add deputy --from manager --allow roles.* --manages agent,custom',
    'roles add herald --from manager --manages none',
    'roles add clerk --from agent --deny conversations.oversee',
    'users set-role bo@beta.com deputy',
    'users restrict bo@beta.com data-export contact-deletion',
  ],
};

const ACTORS = ['bo', 'cy'];
const PEOPLE = ['bo', 'cy', 'sue', 'al', 'mo', 'mia', 'bill'];
const PATTERNS = ['*.*', '*.view', 'contacts.*', 'templates.*', 'roles.*', 'users.*', 'exports.*', 'billing.view'];
const NAMES = ['deputy', 'herald', 'clerk', 'boss', 'aide'];

// Most attempts say little, so that enough of them are let through.
const rarely = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });
const reach = rarely(fc.constantFrom('all', 'granted'));
const patterns = rarely(fc.subarray(PATTERNS, { minLength: 1, maxLength: 2 }));
const words = fc.record({
  allow: patterns,
  deny: patterns,
  lines: reach,
  products: reach,
  manages: rarely(
    fc.subarray(['deputy', 'herald', 'clerk', 'custom', 'admin', 'standard', 'owner', 'agent'], { minLength: 1 }),
  ),
});
const flags = ({
  allow,
  deny,
  lines,
  products,
  manages,
}: typeof words extends fc.Arbitrary<infer W> ? W : never): string =>
  [
    allow ? ` --allow ${allow.join()}` : '',
    deny ? ` --deny ${deny.join()}` : '',
    lines ? ` --lines ${lines}` : '',
    products ? ` --products ${products}` : '',
    manages ? ` --manages ${manages.join()}` : '',
  ].join('');

/** A command that somebody might try; `LEAST` is the least role of the model, `DOMAIN` the company's. */
const command: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc
        .tuple(fc.constantFrom('boss', 'aide', ...NAMES), fc.constantFrom('clerk', 'deputy', 'LEAST', 'herald'), words)
        .map(([name, from, said]) => `roles add ${name} --from ${from}${flags(said)}`),
      fc.tuple(fc.constantFrom(...NAMES), words).map(([name, said]) => `roles edit ${name}${flags(said)}`),
      fc
        .tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...NAMES, ...NAMES, 'LEAST'))
        .map(([who, role]) => `users set-role ${who}@DOMAIN ${role}`),
      fc
        .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES, 'LEAST'))
        .map(([name, to]) => `roles remove ${name} --move-to ${to} --confirm ${name}`),
    ),
    fc.constantFrom('bo', 'bo', ...ACTORS),
  )
  .map(([line, who]) => `${line} --as ${who}@DOMAIN`);

/** What each member may, whatever it would be done to. */
async function held(place: Desk, domain: string): Promise<Map<string, ReadonlySet<string>>> {
  const { users } = await place.json<{ users: { email: string }[] }>('users list');
  const found = new Map<string, ReadonlySet<string>>();
  for (const { email } of users.filter((user) => user.email.endsWith(domain))) {
    const { actions } = await place.json<{ actions: { action: string; allowed: boolean }[] }>(`access show ${email}`);
    found.set(email, new Set(actions.filter(({ allowed }) => allowed).map(({ action }) => action)));
  }
  return found;
}

describe.each([
  ['Acme', ACME],
  ['Beta', BETA],
])('whatever deputies of %s define, edit, give and remove', (_, { found, domain, given, least }) => {
  it('nobody holds what neither they nor a deputy held before', { timeout: 240_000 }, async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 25, maxLength: 25 }), async (lines) => {
        const place = await found();
        for (const line of given) await place.ok(line);
        const before = await held(place, domain);
        const deputies = ACTORS.flatMap((name) => [...(before.get(`${name}@${domain}`) ?? [])]);
        for (const line of lines) {
          const { code } = await place.run(line.replaceAll('LEAST', least).replaceAll('DOMAIN', domain));
          expect([line, code]).toEqual([line, expect.toSatisfy((exit: number) => [0, 2, 3, 4, 6].includes(exit))]);
          if (code === 0) done++;
        }
        for (const [email, actions] of await held(place, domain)) {
          const mayHold = new Set([...deputies, ...(before.get(email) ?? [])]);
          expect([email, [...actions].filter((action) => !mayHold.has(action))]).toEqual([email, []]);
        }
      }),
      { numRuns: Number(process.env.WORLDS ?? (STORE === 'sqlite' ? 10 : 3)) },
    );
    expect(done).toBeGreaterThan(STORE === 'sqlite' ? 5 : 0);
  });
});
