// Batches undone in random order, with other changes in between: what nobody else touched is as if they had never been.
import { describe, expect, it } from 'vitest';
import { betaAtWork } from '../support/companies.ts';
import { entriesOf } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';
import type { Desk } from '../support/desk.ts';
import { ROUNDS } from '../support/rounds.ts';

interface Step {
  readonly line: string;
  readonly file?: readonly [name: string, text: string];
  /** Whom it is about: members by their addresses, contacts by their numbers. */
  readonly about: readonly string[];
}

interface Undone {
  readonly left: number;
  readonly leftovers: readonly { readonly what: string; readonly says: string }[];
}

/** Numbers that look random, the same for the same seed. */
function dice(seed: number) {
  let state = seed * 2654435761 + 12345;
  const below = (n: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % n;
  };
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const some = <T>(of: readonly T[]): T[] => {
    const found = of.filter(() => below(2) === 0);
    return found.length === 0 ? [one(of)] : found;
  };
  return { below, one, some };
}

const PEOPLE = ['di', 'ed', 'flo', 'gus', 'hal'].map((name) => `${name}@beta.com`);
const NUMBERS = [0, 1, 2, 3, 4].map((i) => `+1617555010${i}`);
const ROLES = ['agent', 'manager'];
const TAGS = ['vip', 'new', 'old'];

/** What is done to many at once, by file or by name. */
function batch({ below, one, some }: ReturnType<typeof dice>, n: number, ofContacts: boolean): Step {
  const people = some(PEOPLE);
  const numbers = some(NUMBERS);
  const roster = people.map(
    (email) =>
      `${email},${one(ROLES)},${one(['', '+15550200'])},${one(['', 'conversations'])},${one(['', 'Support'])}\n`,
  );
  const contacts = numbers.map(
    (phone) =>
      `${phone},${one(['Ann', 'Bea', ''])},${one(['Boston', 'Salem', ''])},${one(TAGS)},${one(['', 'sale', 'news'])}\n`,
  );
  const steps: readonly Step[] = [
    {
      line: `users invite r${n}.csv --on-existing update`,
      file: [`r${n}.csv`, `email,role,lines,products,teams\n${roster.join('')}`],
      about: people,
    },
    {
      line: `contacts import c${n}.csv --on-existing update`,
      file: [`c${n}.csv`, `phone,first_name,city,tags,lists\n${contacts.join('')}`],
      about: numbers,
    },
    { line: `users set-role ${people.join(' ')} ${one(ROLES)}`, about: people },
    { line: `grants add ${people.join(' ')} --lines +15550200 --products blast`, about: people },
    { line: `grants remove ${people.join(' ')} --lines +15550200 --products conversations`, about: people },
    {
      line: `users remove ${people.join(' ')} --confirm ${people.length === 1 ? people[0] : people.length}`,
      about: people,
    },
    { line: `teams join Support ${people.join(' ')}`, about: people },
    {
      line: `users restrict ${people.join(' ')} ${one(['contacts=team', 'contacts=self', 'data-export'])}`,
      about: people,
    },
  ];
  if (ofContacts) return below(5) === 0 ? (steps[1] as Step) : one(records(dice(below(1000)), n));
  return steps[below(4) === 0 ? 1 : below(steps.length)] as Step;
}

/** What is done to many contacts, and to who is on a list. */
function records({ one, some }: ReturnType<typeof dice>, n: number): readonly Step[] {
  const numbers = some(NUMBERS);
  const list = one(['sale', 'sale', 'news']);
  return [
    { line: `lists fill ${list} ${numbers.join(' ')}`, about: numbers },
    { line: `lists fill ${list} ${numbers.join(' ')} --remove`, about: numbers },
    { line: `lists fill ${list} --where "tag = ${one(TAGS)}"`, about: NUMBERS },
    { line: `lists fill ${list} --where "list = sale" ${one(['', '--remove'])}`, about: NUMBERS },
    {
      line: `lists fill ${list} --file l${n}.txt --keep-going ${one(['', '--remove'])}`,
      file: [`l${n}.txt`, numbers.join('\n')],
      about: numbers,
    },
    { line: `contacts edit ${numbers.join(' ')} --tag ${one(TAGS)} --untag ${one(TAGS)}`, about: numbers },
    { line: `contacts edit ${numbers.join(' ')} --set city=${one(['Lynn', 'Salem'])}`, about: numbers },
    { line: `contacts edit ${numbers.join(' ')} --unset city --time-zone America/New_York`, about: numbers },
    { line: `contacts edit ${numbers[0]} --name "${one(['Cy', 'Dot'])} Major"`, about: numbers.slice(0, 1) },
    { line: `contacts assign ${numbers.join(' ')} --to ${one(['mo', 'olga'])}@beta.com`, about: numbers },
    { line: `contacts assign --unassigned --team Support`, about: NUMBERS },
    { line: `contacts assign --where "tag = ${one(TAGS)}" --nobody`, about: NUMBERS },
    {
      line: `contacts remove ${numbers.join(' ')} --confirm ${numbers.length === 1 ? numbers[0] : numbers.length}`,
      about: numbers,
    },
  ];
}

/** What others do meanwhile. */
function other({ one }: ReturnType<typeof dice>, ofContacts: boolean): Step {
  const [email, phone] = [one(PEOPLE), one(NUMBERS)];
  const steps: readonly Step[] = [
    { line: `users set-role ${email} ${one(ROLES)}`, about: [email] },
    { line: `users edit ${email} --name ${one(['Di', 'Ed'])}`, about: [email] },
    { line: `grants add ${email} --lines +15550200`, about: [email] },
    { line: `grants remove ${email} --products blast`, about: [email] },
    { line: `users invite ${email} --role agent`, about: [email] },
    { line: `users remove ${email} --confirm ${email}`, about: [email] },
    { line: `users accept --as ${email}`, about: [email] },
    { line: `users restrict ${email} contacts=self`, about: [email] },
    { line: `contacts edit ${phone} --tag ${one(TAGS)} --set city=Lynn`, about: [phone] },
    { line: `contacts add ${phone}`, about: [phone] },
    { line: `contacts edit ${phone} --assignee olga@beta.com`, about: [phone] },
    { line: `contacts remove ${phone} --confirm ${phone}`, about: [phone] },
    { line: `lists fill sale ${phone} ${one(['', '--remove'])}`, about: [phone] },
    { line: `lists fill news ${phone} ${one(['', '--remove'])}`, about: [phone] },
  ];
  return one(ofContacts ? steps.filter(({ about }) => NUMBERS.includes(about[0] as string)) : steps);
}

async function done(place: Desk, { line, file }: Step): Promise<number> {
  if (file) place.write(...file);
  const { code, err } = await place.run(line);
  expect(code, `${line}: ${err}`).not.toBe(70);
  return code;
}

/** What is said of each member and contact, whenever it began. */
async function standing(place: Desk): Promise<ReadonlyMap<string, string>> {
  const rows = (statement: string) => place.store.rows<Record<string, string>>(statement);
  const facts = await rows(`
    select u.email as who, 'member ' || m.role || ' ' || m.status || ' ' || coalesce(m.name, '') as says
      from memberships m join users u on u.id = m.user_id where m.until is null
    union all select u.email, r.name from restrictions r join users u on u.id = r.user_id where r.until is null
    union all select u.email, l.address from line_grants g join lines l on l.id = g.line_id join users u on u.id = g.user_id where g.until is null
    union all select u.email, g.product from product_grants g join users u on u.id = g.user_id where g.until is null
    union all select u.email, t.name from team_members g join teams t on t.id = g.team_id join users u on u.id = g.user_id where g.until is null
    union all select c.phone, 'contact ' || c.name_key || coalesce(c.first_name, '') || coalesce(c.time_zone, '')
      || coalesce(u.email, '') || coalesce(t.name, '') from contacts c left join users u on u.id = c.assignee
      left join teams t on t.id = c.team_id
    union all select c.phone, 'tag ' || t.tag from contact_tags t join contacts c on c.id = t.contact_id
    union all select c.phone, 'list ' || t.list_id from list_members t join contacts c on c.id = t.contact_id
    union all select c.phone, 'value ' || t.value from contact_values t join contacts c on c.id = t.contact_id`);
  const said = new Map<string, string[]>();
  for (const { who, says } of facts) said.set(who as string, [...(said.get(who as string) ?? []), says as string]);
  return new Map([...said].map(([who, all]) => [who, all.sort().join('; ')]));
}

const MADE = [
  'fields add city',
  'lists add sale',
  'lists add news',
  'teams add Support',
  `users invite ${PEOPLE.slice(0, 4).join(' ')} --role agent --lines +15550200 --products conversations,blast`,
  `users accept --as ${PEOPLE[0]}`,
  `teams join Support ${PEOPLE.slice(0, 3).join(' ')}`,
  `users restrict ${PEOPLE.slice(1, 4).join(' ')} contacts=team`,
  `contacts add ${NUMBERS.slice(0, 4).join(' ')} --tags old --set city=Boston`,
  `lists fill sale ${NUMBERS.slice(0, 2).join(' ')}`,
];

describe('undoing batches in random order', () => {
  it.each(Array.from({ length: ROUNDS(STORE === 'sqlite' ? 36 : 6, 300) }, (_, i) => i))(
    'history %i',
    async (seed) => {
      const roll = dice(seed);
      const ofContacts = seed % 3 > 0;
      const steps: (Step & { readonly isBatch: boolean })[] = Array.from({ length: 6 + roll.below(5) }, (_, i) =>
        i % 3 < 2 ? { ...batch(roll, i, ofContacts), isBatch: true } : { ...other(roll, ofContacts), isBatch: false },
      );
      const places = [await betaAtWork(), await betaAtWork()] as const;
      for (const place of places) for (const line of MADE) await place.ok(line);
      const [place, without] = places;
      const batches: { readonly at: number; readonly entry: number }[] = [];
      let told = (await entriesOf(place)).length;
      for (const [at, step] of steps.entries()) {
        const code = await done(place, step);
        const [last] = await place
          .json<{ entries: readonly { number: number; operation: string; outcome: string }[] }>('audit list --limit 1')
          .then(({ entries }) => entries);
        // What changes nothing makes no entry.
        const isNew = last !== undefined && last.number > told;
        told = last?.number ?? 0;
        if (step.isBatch && code === 0 && isNew && last.outcome === 'done' && step.line.startsWith(last.operation))
          batches.push({ at, entry: last.number });
      }
      if (batches.length === 0) return;
      // Few are kept where all are about the same few: what is kept touches what the others did.
      const most = ofContacts ? batches.filter(() => roll.below(5) > 0) : roll.some(batches);
      const chosen = most.length === 0 ? [...batches] : most;
      chosen.sort(() => (roll.below(2) === 0 ? -1 : 1));
      const left = new Set<string>();
      for (const { entry } of chosen) {
        const before = await standing(place);
        const { code, out, err } = await place.run(`batch undo b${entry} --partly --format json`);
        expect([0, 5], `${entry}: ${err}`).toContain(code);
        const undone = JSON.parse(out) as Undone;
        expect(undone.leftovers).toHaveLength(undone.left);
        for (const { says, what } of undone.leftovers) {
          const who = says.split(': ')[0] as string;
          left.add(who);
          // What is left is as it was.
          const member = (state: ReadonlyMap<string, string>) => /member [^;]*/.exec(state.get(who) ?? '')?.[0];
          if (what === 'membership') expect(member(await standing(place))).toBe(member(before));
          if (what === 'contact' || what === 'place on list')
            expect((await standing(place)).get(who)).toBe(before.get(who));
        }
      }
      const skipped = new Set(chosen.map(({ at }) => at));
      for (const [at, step] of steps.entries()) if (!skipped.has(at)) await done(without, step);
      const first = Math.min(...skipped);
      const touched = new Set(steps.flatMap(({ about }, at) => (at > first && !skipped.has(at) ? about : [])));
      const [is, would] = [await standing(place), await standing(without)];
      const history = steps
        .map(({ line, file }, at) => `${skipped.has(at) ? '- ' : '  '}${line} ${file?.[1] ?? ''}`)
        .join('\n');
      for (const who of [...PEOPLE, ...NUMBERS]) {
        if (!touched.has(who) && !left.has(who)) expect(is.get(who), `${who}\n${history}`).toBe(would.get(who));
      }
      expect(await place.run('audit verify')).toMatchObject({ code: 0 });
      // Nobody holds anything without being a member.
      for (const [who, says] of is) if (who.includes('@')) expect(says, who).toContain('member ');
    },
    60_000,
  );
});
