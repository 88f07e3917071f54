// What every command is tried with, a line each: the table that a new command must be entered in.
import { acquainted } from './acquaintances.ts';
import { acmeAtWork, betaAtWork } from './companies.ts';
import { entriesOf, wentBack } from './contents.ts';
import type { TestStore } from './databases.ts';
import type { Desk } from './desk.ts';

/** What a command is tried with: a line that those who may would type, where, and what is on the desk. */
export interface Trial {
  readonly line: string;
  readonly at?: () => Promise<Desk>;
  /** What those who may do before it. */
  readonly given?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** What befell the desk before it. */
  readonly happened?: (place: Desk) => Promise<void>;
  /** What a stranger gets instead of a refusal (exit code 3 and an entry of it), and why. */
  readonly stranger?: readonly [exit: number, why: string];
  /** The same with much more in it: the statements must be as many. */
  readonly more?: Trial;
  /** Whether its statements are counted: false for what reads the heads that this test does not remember. */
  readonly isCounted?: false;
  /** The one kind of store that it is for. */
  readonly only?: TestStore['name'];
  /** Why it is tried elsewhere, and where. */
  readonly apart?: string;
  /** The command that it leads to, and which writes in its place. */
  readonly leadsTo?: string;
  /** Whether it changes only what is remembered beside the database. */
  readonly isBeside?: true;
}

const many = <T>(length: number, one: (i: number) => T): T[] => Array.from({ length }, (_, i) => one(i));
const crowd = many(300, (i) => `crowd${i}@acme.com`);
const roster = (emails: readonly string[]) =>
  `email,role,lines,products\n${emails.map((email) => `${email},standard,+15550100,conversations\n`).join('')}`;
const grants = (emails: readonly string[]) =>
  `email,lines,products\n${emails.map((email) => `${email},+15550101,blast\n`).join('')}`;
const peopleFile = (rows: number) =>
  `phone,email,name\n${many(rows, (i) => `+1555${7_000_000 + i},new${i}@example.com,New ${i}\n`).join('')}`;
const questions = (emails: readonly string[]) =>
  emails.map((member) => `${JSON.stringify({ member, action: 'blasts.create', line: '+15550100' })}\n`).join('');
const people = many(150, (i) => `+1617556${String(i).padStart(4, '0')}`);
const some = ['di@acme.com', 'ed@acme.com'];
const invited = (emails: readonly string[]) => `users invite ${emails.join(' ')} --role standard`;
const callers = many(300, (i) => `+1555300${String(i).padStart(4, '0')}`);
const talks = callers.map((from) => `${JSON.stringify({ from, text: 'Hello' })}\n`).join('');
const TALK = 'conversations receive Hello --line +15550100 --from +15550123';
const TALKS = 'conversations receive --file talks.jsonl --line +15550100';
/** What is done with one conversation, and the same with hundreds. */
const talked = (verb: string, flags = '', before: readonly string[] = []): Trial => ({
  line: `conversations ${verb} +15550123${flags}`,
  given: [TALK, ...before.map((one) => `${one} +15550123`)],
  more: {
    line: `conversations ${verb} ${callers.join(' ')}${flags}`,
    files: { 'talks.jsonl': talks },
    given: [TALKS, ...before.map((one) => `${one} ${callers.join(' ')}`)],
  },
});
const SALE = ['lists add sale'];
const number = (i: number) => `+1555${String(1000000 + i)}`;
const numbers = (length: number) => many(length, (i) => `${number(i)}\n`).join('');
const knowing = (length: number) => (place: Desk) =>
  acquainted(
    place,
    many(length, (i) => ({ phone: number(i) })),
  );
const PRICES = 'responders add prices --line +15550100 --keyword price,cost --reply "From 5 dollars."';
const HOURS = 'templates add hours "Hi {first_name|there}, we open at 9."';

const LEAD = 'roles add lead --from standard --manages standard';
const BLAST = 'blasts create spring --line +15550100 --where "tag = vip"';
// At noon in London, and in no quiet hours.
const londoners = many(150, (i) => `+44207946${String(i).padStart(4, '0')}`);
const TO_ONE = ['contacts add +442079460100 --tags vip'];
const DRAFT = [...TO_ONE, `${BLAST} --body "Hi {first_name|there}"`];
const SENT = [...DRAFT, 'blasts send spring'];
const TO_MANY = [`contacts add ${londoners.join(' ')} --tags vip`, ...DRAFT.slice(1)];
const SENT_TO_MANY = [...TO_MANY, 'blasts send spring'];

// Where there are crowds, it is they who came in by the same entry.
const BATCH = { given: ['users invite some.csv'], files: { 'some.csv': roster(some) } };

/** An older copy of the store is put back over it, by hand. */
async function rolledBack(place: Desk): Promise<void> {
  const { length } = await entriesOf(place);
  await place.ok('workspaces edit acme --name "Acme Corp"');
  await wentBack(place, length);
}

/** The trials by the names of the commands. */
export const TRIALS: Readonly<Record<string, Trial>> = {
  whoami: { line: 'whoami', stranger: [0, 'everyone may ask who they are'] },

  'workspaces create': { line: 'workspaces create Second --model standard-admin --owner ada@acme.com' },
  'workspaces list': { line: 'workspaces list', stranger: [0, 'nobody has other workspaces than their own: none'] },
  'workspaces show': { line: 'workspaces show acme' },
  'workspaces edit': { line: 'workspaces edit acme --name "Acme Corp"' },
  'workspaces archive': { line: 'workspaces archive acme --confirm acme' },
  'workspaces restore': { line: 'workspaces restore acme', given: ['workspaces archive acme --confirm acme'] },

  'users invite': {
    line: 'users invite roster.csv',
    files: { 'roster.csv': roster(some) },
    more: { line: 'users invite roster.csv', files: { 'roster.csv': roster(many(900, (i) => `new${i}@acme.com`)) } },
  },
  'users accept': {
    line: 'users accept --as di@acme.com',
    given: ['users invite di@acme.com --role standard'],
    stranger: [4, 'without an invitation there is nothing to accept'],
  },
  'users list': { line: 'users list' },
  'users export': { line: 'users export' },
  'users show': { line: 'users show bo@acme.com' },
  'users edit': { line: 'users edit bo@acme.com --name Bo' },
  'users set-role': {
    line: 'users set-role bo@acme.com cy@acme.com admin',
    more: { line: `users set-role ${crowd.join(' ')} admin` },
  },
  'users restrict': { line: 'users restrict mo@beta.com data-export', at: betaAtWork },
  'users unrestrict': { line: 'users unrestrict mia@beta.com data-export', at: betaAtWork },
  'users suspend': { line: 'users suspend bo@acme.com' },
  'users reactivate': { line: 'users reactivate sue@acme.com' },
  'users remove': {
    line: 'users remove bo@acme.com cy@acme.com --confirm 2',
    more: { line: `users remove ${crowd.join(' ')} --confirm ${crowd.length}` },
  },
  'users resend': {
    line: `users resend ${some.join(' ')}`,
    given: [invited(some)],
    more: { line: `users resend ${crowd.join(' ')}` },
  },
  'users revoke': {
    line: `users revoke ${some.join(' ')}`,
    given: [invited(some)],
    more: { line: `users revoke ${crowd.join(' ')}` },
  },

  'roles list': { line: 'roles list' },
  'roles show': { line: 'roles show admin' },
  'roles matrix': { line: 'roles matrix' },
  'roles add': { line: 'roles add lead --from standard --allow templates.* --manages standard' },
  'roles edit': { line: 'roles edit lead --allow lists.delete', given: [LEAD] },
  'roles remove': {
    line: 'roles remove lead --move-to standard --confirm lead',
    given: [LEAD, 'users set-role bo@acme.com cy@acme.com lead'],
    more: {
      line: 'roles remove lead --move-to standard --confirm lead',
      given: [LEAD, `users set-role ${crowd.join(' ')} lead`],
    },
  },

  'lines add': { line: 'lines add +15550177 --kind sms' },
  'lines list': { line: 'lines list' },
  'lines show': { line: 'lines show +15550100' },
  'lines edit': { line: 'lines edit +15550100 --name Desk' },
  'lines remove': { line: 'lines remove +15550100 --confirm +15550100' },

  'products activate': { line: 'products activate surveys' },
  'products list': { line: 'products list' },
  'products deactivate': { line: 'products deactivate conversations --confirm conversations' },

  'grants add': {
    line: 'grants add bo@acme.com --lines +15550101 --products blast',
    more: { line: `grants add ${crowd.join(' ')} --lines +15550101 --products blast` },
  },
  'grants remove': {
    line: 'grants remove bo@acme.com --lines +15550100 --products conversations',
    more: { line: `grants remove ${crowd.join(' ')} --lines +15550100 --products conversations` },
  },
  'grants list': { line: 'grants list' },
  'grants copy': {
    line: 'grants copy bo@acme.com cy@acme.com',
    given: ['grants add bo@acme.com --lines +15550101'],
    more: { line: `grants copy bo@acme.com ${crowd.join(' ')}` },
  },
  'grants sync': {
    line: 'grants sync grants.csv',
    files: { 'grants.csv': grants(['bo@acme.com', 'cy@acme.com']) },
    more: { line: 'grants sync grants.csv', files: { 'grants.csv': grants(crowd) } },
  },

  'contacts merge': {
    line: `contacts merge ${number(0)} ${number(1)}`,
    happened: knowing(2),
    more: { line: `contacts merge ${many(40, number).join(' ')}`, happened: knowing(60) },
  },
  'conversations receive': { line: TALK },
  'conversations list': {
    line: 'conversations list',
    given: [TALK],
    more: { ...talked('list'), line: 'conversations list' },
  },
  'conversations show': { line: 'conversations show +15550123', given: [TALK] },
  'conversations reply': { line: 'conversations reply +15550123 Hi', given: [TALK] },
  'conversations claim': talked('claim'),
  'conversations transfer': talked('transfer', ' --to bo@acme.com'),
  'conversations release': talked('release', '', ['conversations claim']),
  'conversations end': talked('end'),
  'conversations consent': { line: 'conversations consent +15550100/+15550123', given: [TALK] },
  'conversations set-consent': {
    line: 'conversations set-consent +15550100/+15550123 opted-out --reason asked',
    given: [TALK],
  },

  'contacts add': {
    line: 'contacts add +16175550100 +16175550101 --set city=Boston --tags vip,new --assignee bo@acme.com',
    given: ['fields add city'],
    more: { line: `contacts add ${people.join(' ')} --set city=Boston --tags vip,new --assignee bo@acme.com` },
  },
  'contacts list': {
    line: 'contacts list --where "city = Boston" --limit 2',
    given: ['fields add city', 'contacts add +16175550100 --set city=Boston'],
    more: {
      line: 'contacts list --where "city = Boston" --limit 2',
      given: ['fields add city', `contacts add ${people.join(' ')} --set city=Boston`],
    },
  },
  'contacts show': { line: 'contacts show +16175550100', given: ['contacts add +16175550100 --name Mary'] },
  'contacts edit': {
    line: 'contacts edit +16175550100 --set city=Salem --tag vip --untag new',
    given: ['fields add city', 'contacts add +16175550100'],
    more: {
      line: `contacts edit ${people.join(' ')} --set city=Salem --tag vip --untag new`,
      given: ['fields add city', `contacts add ${people.join(' ')}`],
    },
  },
  'contacts assign': {
    line: 'contacts assign --unassigned --to bo@acme.com',
    given: ['contacts add +16175550100'],
    more: { line: 'contacts assign --unassigned --to bo@acme.com', given: [`contacts add ${people.join(' ')}`] },
  },
  'contacts remove': {
    line: 'contacts remove --tag old --confirm 1',
    given: ['contacts add +16175550100 --tags old'],
    more: {
      line: `contacts remove --tag old --confirm ${people.length}`,
      given: [`contacts add ${people.join(' ')} --tags old`],
    },
  },

  'fields add': { line: 'fields add plan --choices free,gold' },
  'fields list': { line: 'fields list', given: ['fields add city'] },
  'fields show': { line: 'fields show plan', given: ['fields add plan --choices free,gold'] },
  'fields edit': {
    line: 'fields edit plan --name tier --replace free=gratis',
    given: ['fields add plan --choices free,gold'],
  },
  'fields remove': { line: 'fields remove city --confirm city', given: ['fields add city'] },

  'lists add': { line: 'lists add boston --where "name starts-with b"' },
  'lists fill': {
    line: 'lists fill sale --file numbers.txt',
    given: SALE,
    happened: knowing(2),
    files: { 'numbers.txt': numbers(2) },
    more: {
      line: 'lists fill sale --file numbers.txt',
      given: SALE,
      happened: knowing(900),
      files: { 'numbers.txt': numbers(900) },
    },
  },
  'lists list': {
    line: 'lists list',
    given: [...SALE, 'lists add boston --where "name starts-with b"'],
    more: {
      line: 'lists list',
      given: [...SALE, ...many(5, (i) => `lists add segment${i} --where "name starts-with b" --where "list = sale"`)],
      happened: knowing(300),
    },
  },
  'lists show': {
    line: 'lists show sale',
    given: SALE,
    more: { line: 'lists show sale', given: [...SALE, 'lists add part --where "list = sale"'], happened: knowing(300) },
  },
  'lists edit': { line: 'lists edit sale --about "asked to hear of it" --wants-consent', given: SALE },
  'lists remove': { line: 'lists remove sale --confirm sale', given: SALE },

  'responders add': { line: PRICES },
  'responders list': {
    line: 'responders list --line +15550100',
    given: [PRICES],
    more: {
      line: 'responders list --line +15550100',
      given: many(40, (i) => `responders add r${i} --all-lines --keyword w${i} --reply text --action tag=t${i}`),
    },
  },
  'responders show': { line: 'responders show prices', given: [PRICES] },
  'responders edit': { line: 'responders edit prices --off', given: [PRICES] },
  'responders remove': { line: 'responders remove prices --confirm prices', given: [PRICES] },
  'responders test': { line: 'responders test price --line +15550100', given: [PRICES] },

  'templates add': { line: 'templates add hours "Hi {first_name|there}, we open at 9."' },
  'templates list': { line: 'templates list', given: [HOURS] },
  'templates show': { line: 'templates show hours', given: [HOURS] },
  'templates edit': { line: 'templates edit hours --body "We open at 8."', given: [HOURS] },
  'templates preview': { line: 'templates preview hours', given: [HOURS] },
  'templates remove': { line: 'templates remove hours --confirm hours', given: [HOURS] },

  'teams add': {
    line: 'teams add Support --members bo@acme.com,cy@acme.com',
    more: { line: `teams add Support --members ${crowd.join(',')}` },
  },
  'teams list': { line: 'teams list --member bo@acme.com', given: ['teams add Support --members bo@acme.com'] },
  'teams show': {
    line: 'teams show Support',
    given: ['teams add Support --members bo@acme.com'],
    more: { line: 'teams show Support', given: [`teams add Support --members ${crowd.join(',')}`] },
  },
  'teams edit': { line: 'teams edit Support --name Care', given: ['teams add Support'] },
  'teams remove': {
    line: 'teams remove Support --transfer-to Sales --confirm Support',
    given: ['teams add Support --members bo@acme.com', 'teams add Sales'],
    more: {
      line: 'teams remove Support --transfer-to Sales --confirm Support',
      given: [`teams add Support --members ${crowd.join(',')}`, 'teams add Sales'],
    },
  },
  'teams join': {
    line: 'teams join Support bo@acme.com cy@acme.com',
    given: ['teams add Support'],
    more: { line: `teams join Support ${crowd.join(' ')}` },
  },
  'teams leave': {
    line: 'teams leave Support bo@acme.com cy@acme.com',
    given: ['teams add Support --members bo@acme.com,cy@acme.com'],
    more: {
      line: `teams leave Support ${crowd.join(' ')}`,
      given: [`teams add Support --members ${crowd.join(',')}`],
    },
  },

  'blasts create': { line: 'blasts create fall --line +15550100 --body Hello --contact +442079460100', given: TO_ONE },
  'blasts list': { line: 'blasts list --state draft --line +15550100 --mine', given: DRAFT },
  'blasts show': { line: 'blasts show spring', given: SENT, more: { line: 'blasts show spring', given: SENT_TO_MANY } },
  'blasts edit': { line: 'blasts edit spring --body "Good bye"', given: DRAFT },
  'blasts preview': {
    line: 'blasts preview spring',
    given: DRAFT,
    more: { line: 'blasts preview spring', given: TO_MANY },
  },
  'blasts approve': {
    line: 'blasts approve spring --as al@acme.com',
    given: ['settings edit --approval always', ...SENT],
  },
  'blasts send': {
    line: 'blasts send spring',
    given: DRAFT,
    more: { line: 'blasts send spring', given: TO_MANY },
  },
  'blasts pause': { line: 'blasts pause spring', given: SENT },
  'blasts cancel': { line: 'blasts cancel spring --confirm spring', given: SENT },
  'blasts run': { line: 'blasts run spring', given: SENT, more: { line: 'blasts run spring', given: SENT_TO_MANY } },
  'blasts messages': {
    line: 'blasts messages spring',
    given: SENT,
    more: { line: 'blasts messages spring', given: SENT_TO_MANY },
  },

  'settings show': { line: 'settings show', given: ['settings edit --time-zone America/New_York'] },
  'settings edit': {
    line: 'settings edit --country US --away-message "Back on Monday" --assignment round-robin --assignment-team Support',
    given: ['teams add Support'],
  },

  'contacts import': {
    line: 'contacts import people.csv --list sale --tags vip',
    given: SALE,
    files: { 'people.csv': peopleFile(2) },
    more: {
      line: 'contacts import people.csv --list sale --tags vip',
      given: SALE,
      files: { 'people.csv': peopleFile(900) },
    },
  },
  'contacts export': {
    line: 'contacts export',
    happened: knowing(2),
    more: { line: 'contacts export', happened: knowing(300) },
  },

  'access can': {
    line: 'access can --batch questions.jsonl',
    files: { 'questions.jsonl': questions(['bo@acme.com', 'cy@acme.com']) },
    more: { line: 'access can --batch questions.jsonl', files: { 'questions.jsonl': questions(crowd) } },
  },
  'access show': { line: 'access show bo@acme.com' },
  'access explain': { line: 'access explain ada@acme.com blasts.create --line +15550101' },

  'batch list': { line: 'batch list' },
  'batch show': { line: 'batch show b14', ...BATCH },
  'batch diff': { line: 'batch diff b14', ...BATCH },
  'batch undo': { line: 'batch undo b14', ...BATCH },

  'batch retry': {
    line: 'batch retry b14 --rejects mended.csv',
    given: ['users invite some.csv'],
    files: { 'some.csv': roster(some), 'mended.csv': roster(['flo@acme.com']) },
    leadsTo: 'users invite',
  },

  'seed export': {
    line: 'seed export',
    happened: knowing(2),
    more: { line: 'seed export', happened: knowing(300) },
  },

  'audit list': { line: 'audit list' },
  'audit show': { line: 'audit show 2' },
  'audit verify': { line: 'audit verify' },
  'audit export': { line: 'audit export' },
  'audit anchor': { line: 'audit anchor' },
  'audit accept-rollback': { line: 'audit accept-rollback', happened: rolledBack, isCounted: false, isBeside: true },

  'auth login': {
    line: 'auth login --token-file ada.token',
    apart: 'it is for a login that is shared, and here everyone has their own: see server/identity.test.ts',
  },
  'auth status': { line: 'auth status', stranger: [0, 'it tells people of themselves'] },
  'token create': { only: 'postgres', line: 'token create laptop -q' },
  'token list': { line: 'token list' },
  'token revoke': { only: 'postgres', line: 'token revoke laptop', given: ['token create laptop -q'] },

  'seed snapshot': { only: 'sqlite', line: 'seed snapshot base' },
  'seed snapshots': {
    only: 'sqlite',
    isCounted: false,
    line: 'seed snapshots',
    stranger: [0, 'it names files, and shows no record'],
  },
  'seed reset': {
    only: 'sqlite',
    line: 'seed reset --to base --confirm switchboard.db',
    given: ['seed snapshot base'],
  },
  'seed run': { line: 'seed run', apart: 'its options stand before its command: test/operations/seed-run.test.ts' },
  'db copy': { only: 'sqlite', line: 'db copy switchboard.db copy.db' },
  'db init': {
    only: 'postgres',
    line: 'db init --print',
    stranger: [0, 'only the login of who owns a server makes it ready: printing it shows no record'],
  },
  'db info': { only: 'sqlite', line: 'db info', stranger: [0, 'it counts rows, and shows none'] },
  'db check': { only: 'sqlite', line: 'db check', stranger: [0, 'it shows no record'] },
  'db backup': { only: 'sqlite', line: 'db backup copy.db' },
  'db restore': { only: 'sqlite', line: 'db restore copy.db --confirm switchboard.db', given: ['db backup copy.db'] },
  'db migrate': { only: 'sqlite', line: 'db migrate', stranger: [0, 'any command that writes would do the same'] },
};

/** Prepares a desk for a trial; `crowds` lets hundreds of people and a dozen lines in first. */
export async function prepared(trial: Trial, crowds = false): Promise<Desk> {
  const place = await (trial.at ?? acmeAtWork)();
  if (crowds) await crowded(place);
  for (const [name, text] of Object.entries(trial.files ?? {})) place.write(name, text);
  for (const line of trial.given ?? []) await place.ok(line);
  await trial.happened?.(place);
  return place;
}

async function crowded(place: Desk): Promise<void> {
  place.write('crowd.csv', roster(crowd));
  await place.ok('users invite crowd.csv');
  for (const i of many(12, (n) => n)) await place.ok(`lines add +1555020${String(i).padStart(2, '0')} --kind sms`);
}
