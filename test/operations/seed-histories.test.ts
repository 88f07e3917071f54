import { expect, it } from 'vitest';
import { chance } from '../support/chance.ts';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import { desk } from '../support/desk.ts';

const BEFORE = [
  'teams add Sales',
  'lists add VIP',
  'fields add city',
  ...[0, 1, 2].map((n) => `contacts add +1617555010${n} --tags vip`),
];

const HISTORIES = STORE === 'postgres' ? 2 : 8;
const LENGTH = 60;

/** Commands drawn by chance, of which some are refused or name what is not there. */
function* commands(seed: string, domain: string, lines: readonly string[]): Generator<string> {
  const random = chance(seed);
  const below = (n: number) => (random(2).reduce((sum, byte) => sum * 256 + byte, 0) as number) % n;
  const one = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const people = ['ada', 'bo', 'cy', 'al', 'mo', 'olga'].map((name) => `${name}@${domain}`);
  const phone = () => `+1617555010${below(6)}`;
  const line = () => one(lines);
  const team = () => one(['Sales', 'Care']);
  const list = () => one(['VIP', 'News']);
  const drawn: readonly (() => string)[] = [
    () => `teams add ${team()}`,
    () => `teams join ${team()} ${one(people)}`,
    () => `teams remove Care --confirm Care`,
    () => `fields add ${one(['city', 'size'])}`,
    () => `lists add ${list()}${one(['', ' --wants-consent', ' --about best'])}`,
    () => `lists add Found --where "tag = vip or first_name = Di"`,
    () => `templates add ${one(['hi', 'bye'])} "Hi {first_name|there}"`,
    () => `roles add lead --from ${domain === 'acme.com' ? 'standard' : 'agent'} --allow lists.*`,
    () => `users set-role ${one(people)} lead`,
    () => `users suspend ${one(people)}`,
    () => `users invite new${below(4)}@${domain}`,
    () => `contacts add ${phone()} --name "${one(['Di Lee', 'Ed', "O'Neil"])}" --tags ${one(['vip', 'new', 'a,b'])}`,
    () => `contacts add e${below(4)}@example.com --assignee ${one(people)}`,
    () => `contacts edit ${phone()} --set city=${one(['Boston', 'Salem'])} --team ${team()}`,
    () => `lists fill ${list()} ${phone()}`,
    () => `settings edit --assignment round-robin --assignment-team ${team()}`,
    () => `settings edit --away-message "We are away" --business-hours "${one(['always', 'mon-fri 09:00-17:00'])}"`,
    () => `responders add prices --keyword price --line ${line()} --reply "5 dollars" --action tag=lead`,
    () => `responders add welcome --kind welcome --all-lines --reply Welcome --cooldown 2h`,
    () => `conversations receive ${one(['Hello', 'price', 'Again'])} --line ${line()} --from ${phone()}`,
    () => `conversations reply ${line()}/${phone()} "Yes?"`,
    () => `conversations claim ${line()}/${phone()} --as ${one(people)}`,
    () => `conversations transfer ${line()}/${phone()} --to ${one(people)} --note "yours: now"`,
    () => `conversations release ${line()}/${phone()}`,
    () => `conversations receive ${one(['STOP', 'START'])} --line ${line()} --from ${phone()}`,
    () => `blasts create mine --line ${line()} --where "tag = vip" --body Hi --as ${one(people)}`,
    () => `blasts send ${one(['spring', 'mine'])} --at 2026-11-25T17:00:00Z`,
    () => `blasts pause ${one(['spring', 'mine'])}`,
    () => `users remove ${one(people)} --confirm ${domain}`,
    () => `contacts remove ${phone()} --yes`,
    () => `conversations end ${line()}/${phone()} --category sales`,
    () => `conversations set-consent ${line()}/${phone()} ${one(['opted-in', 'opted-out'])} --reason said`,
    () => `blasts create ${one(['spring', 'fall'])} --line ${line()} --list ${list()} --body "Hi {first_name|there}"`,
    () => `blasts cancel spring --confirm spring`,
    () => `grants add ${one(people)} --lines ${line()}`,
    () => `lines edit ${line()} --name "Line ${below(3)}"`,
  ];
  for (let i = 0; i < LENGTH; i++) yield one(drawn)();
}

it.each(Array.from({ length: HISTORIES }, (_, i) => [`history ${i}`, i % 2 === 0] as const))(
  '%s of commands drawn by chance goes through a document',
  async (seed, isAcme) => {
    const place = await (isAcme ? acmeAtWork() : betaAtWork());
    const lines = isAcme ? ['+15550100', '+15550101'] : ['+15550200'];
    let done = 0;
    await place.run('products activate conversations blast');
    for (const line of BEFORE) await place.run(line);
    for (const line of commands(seed, isAcme ? 'acme.com' : 'beta.com', lines)) {
      if ((await place.run(line)).code === 0) done++;
    }
    expect(done).toBeGreaterThan(LENGTH / 4);
    const text = await place.ok('seed export');
    const other = desk({ SWITCHBOARD_AS: place.env.SWITCHBOARD_AS as string });
    other.write('whole.yaml', text);
    await other.ok('seed apply whole.yaml');
    expect(await other.ok('seed export')).toBe(text);
  },
  120_000,
);
