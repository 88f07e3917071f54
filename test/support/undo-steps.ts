// What is done in the histories in which batches are undone: long, because each way to change the same few things is here.

/** Numbers that look random, the same for the same seed. */
export function dice(seed: number) {
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

export type Dice = ReturnType<typeof dice>;

/** A command, with the file that it reads. */
export interface Step {
  readonly line: string;
  readonly file?: readonly [name: string, text: string];
}

type Way = (roll: Dice, n: number) => Step;

const PEOPLE = ['di', 'ed', 'flo'].map((name) => `${name}@beta.com`);
const NUMBERS = [0, 1, 2].map((i) => `+1617555010${i}`);
const LINES = ['+15550200', '+15550201'];
const PRODUCTS = ['conversations', 'blast'];
const TEAMS = ['Support', 'Sales'];
const TAGS = ['vip', 'new'];
const LISTS = ['sale', 'news'];
const RESTRICTIONS = ['contacts=team', 'contacts=self', 'data-export'];
const ROLES = ['agent', 'manager', 'clerk'];
const FIELDS = ['city', 'plan'];

/** The world in which all of it is done. */
export const WORLD = [
  'lines add +15550201 --kind sms',
  ...FIELDS.map((field) => `fields add ${field}`),
  ...LISTS.map((list) => `lists add ${list}`),
  ...TEAMS.map((team) => `teams add ${team}`),
  'roles add clerk --from agent --allow lists.edit',
  `users invite ${PEOPLE.slice(0, 2).join(' ')} --role agent --lines +15550200 --products conversations,blast`,
  `users accept --as ${PEOPLE[0]}`,
  `teams join Support ${PEOPLE[0]}`,
  `users restrict ${PEOPLE[1]} contacts=team`,
  'responders add prices --all-lines --keyword prices --reply Five --cooldown 7d',
  'responders add hello --all-lines --keyword hello --reply Hi --action tag=vip,list=sale',
  `contacts add ${NUMBERS.slice(0, 2).join(' ')} --tags vip --set city=Boston --assignee olga@beta.com`,
  `lists fill sale ${NUMBERS[0]}`,
];

/** What comes and goes, by which people and contacts are known. */
const named = ({ one }: Dice, ...names: readonly string[]): Step => {
  const name = one(names);
  return {
    line: one([`${name.replace(' ', ' remove ')} --confirm ${name.split(' ')[1]}`, name.replace(' ', ' add ')]),
  };
};

const joined = (some: readonly string[]): string => some.join(' ');
const confirmed = (some: readonly string[]): string =>
  `${joined(some)} --confirm ${some.length === 1 ? some[0] : some.length}`;
const cells = (roll: Dice, ways: readonly (readonly string[])[]): string => ways.map((of) => roll.one(of)).join(',');
const perhaps = (some: readonly string[]): string[] => ['', ...some];
const roster: Way = (roll, n) => ({
  line: `users invite r${n}.csv --on-existing update`,
  file: [
    `r${n}.csv`,
    `email,role,lines,products,teams,restrictions,name\n${roll
      .some(PEOPLE)
      .map((email) => `${email},${cells(roll, ROSTER)}\n`)
      .join('')}`,
  ],
});
const ROSTER = [ROLES, ...[LINES, PRODUCTS, TEAMS, RESTRICTIONS].map(perhaps), ['', 'Di', 'Ed']];

const invited: Way = ({ one }, n) => ({
  line: `users invite ${one(PEOPLE)} --role ${one(ROLES)} --tokens t${n}.csv`,
});
const accepted: Way = ({ one }) => ({ line: `users accept --as ${one(PEOPLE)}` });
const renamed: Way = ({ one }) => ({ line: `users edit ${one(PEOPLE)} --name ${one(['Di', 'Ed'])}` });
const roleSet: Way = ({ one, some }) => ({ line: `users set-role ${joined(some(PEOPLE))} ${one(ROLES)}` });
const parted: Way = ({ some }) => ({ line: `users remove ${confirmed(some(PEOPLE))}` });
const stopped: Way = ({ one, some }) => ({
  line: `users ${one(['suspend', 'reactivate', 'resend', 'revoke'])} ${joined(some(PEOPLE))}`,
});
const granted: Way = ({ one, some }) => ({
  line: `grants ${one(['add', 'add', 'remove'])} ${joined(some(PEOPLE))} ${joined(some([`--lines ${one(LINES)}`, `--products ${one(PRODUCTS)}`]))}`,
});
const copied: Way = ({ one }) => ({ line: `grants copy ${one(PEOPLE.slice(0, 2))} ${PEOPLE[2]}` });
const teamed: Way = ({ one, some }) => ({
  line: `teams ${one(['join', 'join', 'leave'])} ${one(TEAMS)} ${joined(some(PEOPLE))}`,
});
const restricted: Way = ({ one, some }) => ({
  line: `users ${one(['restrict', 'unrestrict'])} ${joined(some(PEOPLE.slice(0, 2)))} ${one(RESTRICTIONS.slice(0, 2))}`,
});
const roleChanged: Way = ({ one }) => ({
  line: one([
    ...['allow', 'deny'].map((what) => `roles edit clerk --${what} lists.add`),
    'roles remove clerk --confirm clerk --move-to agent',
    'roles add clerk --from agent',
  ]),
});
const productChanged: Way = ({ one }) => ({
  line: one(['products deactivate blast --confirm blast', 'products activate blast']),
});
const lineChanged: Way = ({ one }) => ({
  line: one(['lines remove +15550201 --confirm +15550201', 'lines add +15550201 --kind sms']),
});
const teamChanged: Way = (roll) => named(roll, 'teams Sales');

/** What is done to members, and to what they rest on: those that meet, together. */
const OF_PEOPLE: readonly (readonly Way[])[] = [
  [roster, invited, accepted, renamed, roleSet, parted, stopped],
  [roster, granted, granted, copied, teamed, parted, invited],
  [restricted, restricted, restricted, roleSet, roster, parted],
  [roleChanged, roleSet, productChanged, lineChanged, granted, teamChanged, teamed],
];

const imported: Way = (roll, n) => ({
  line: `contacts import c${n}.csv --on-existing update`,
  file: [
    `c${n}.csv`,
    `phone,first_name,city,tags,lists,assignee\n${roll
      .some(NUMBERS)
      .map((phone) => `${phone},${cells(roll, IMPORTED)}\n`)
      .join('')}`,
  ],
});
const IMPORTED = [['', 'Ann', 'Bea'], ['', 'Boston', 'Salem'], perhaps(TAGS), perhaps(LISTS), ['', 'mo@beta.com']];

const edited: Way = (roll) => {
  const { one, some } = roll;
  const changes = some([
    `--tag ${one(TAGS)}`,
    `--untag ${one(TAGS)}`,
    `--set ${one(FIELDS)}=${one(['Lynn', 'Salem'])}`,
    `--unset ${one(FIELDS)}`,
    `--time-zone ${one(['America/New_York', 'UTC'])}`,
    `--assignee ${one(['mo', 'olga'])}@beta.com`,
  ]);
  return { line: `contacts edit ${joined(some(NUMBERS))} ${joined(changes)}` };
};
const called: Way = ({ one }) => ({
  line: `contacts edit ${one(NUMBERS)} --name "${one(['Cy', 'Dot'])} Major" --email ${one(['a', 'b'])}@x.com`,
});
const assigned: Way = ({ one, some }) => ({
  line: `contacts assign ${one([joined(some(NUMBERS)), '--unassigned', '--list sale', '--tag vip'])} ${one([`--to ${one(['mo', 'olga'])}@beta.com`, `--team ${one(TEAMS)}`, '--nobody'])}`,
});
const removed: Way = ({ some }) => ({ line: `contacts remove ${confirmed(some(NUMBERS))}` });
const added: Way = ({ one }) => ({ line: `contacts add ${one(NUMBERS)} --tags ${one(TAGS)}` });
const received: Way = ({ one }) => ({
  line: `conversations receive ${one(['hello', 'hello', 'prices', 'STOP'])} --line ${LINES[0]} --from ${one(NUMBERS)}`,
});
const filled: Way = ({ one, some }, n) => {
  const whom = [joined(some(NUMBERS)), '--where "list = sale"', '--where "tag = vip"', `--file l${n}.txt --keep-going`];
  return {
    line: `lists fill ${one(LISTS)} ${one(whom)} ${one(['', '--remove'])}`,
    file: [`l${n}.txt`, some(NUMBERS).join('\n')],
  };
};
const answererStopped: Way = ({ one }) => ({
  line: `users ${one(['suspend', 'reactivate'])} ${one(['mo', 'olga'])}@beta.com`,
});
const knownBy: Way = (roll) => named(roll, 'lists news', 'lists news', 'fields plan', 'teams Sales');

/** What is done to contacts, and to who is on a list: those that meet, together. */
const OF_CONTACTS: readonly (readonly Way[])[] = [
  [filled, filled, filled, imported, received],
  [imported, edited, called, assigned, assigned, answererStopped, answererStopped],
  [imported, removed, added, received, edited, filled],
  [knownBy, imported, filled, edited, assigned, received, removed],
];

/** What is done in one history: some ways again and again, so that they meet, and others now and then. */
export function stepsOf(roll: Dice, seed: number): (n: number) => Step {
  const ways = seed % 2 === 0 ? OF_PEOPLE : OF_CONTACTS;
  const often = ways[(seed >> 1) % ways.length] ?? [];
  return (n) => roll.one(roll.below(6) === 0 ? ways.flat() : often)(roll, n);
}
