// Who is in a made-up workspace, and on what: long, because roles, lines, teams and people are read beside each other.
import { ACTIONS, type Action, actionFacts } from '../../../access/actions.ts';
import { findBuiltIn, type Model, type Role, topRole } from '../../../access/roles.ts';
import { holds } from '../../../access/sets.ts';
import { type Chance, chanceOf } from '../../../domain/chance.ts';
import { firstNames, lastNames } from '../../../domain/fiction-names.ts';
import { addressedBy, type LineKind } from '../../../domain/line-kinds.ts';
import type { SeedLine, SeedRole, SeedTeam, SeedUser } from '../../../domain/seed.ts';
import { type Asked, companyOf } from './asked.ts';
import { lineNumber } from './numbers.ts';
import { LINES, TEAMS } from './words.ts';

export const PRODUCTS: readonly string[] = ['blast', 'conversations'];

/** A name that nobody has, and how it stands in an address. */
export function personDrawn(chance: Chance): { readonly first: string; readonly last: string; readonly ascii: string } {
  const [first, last] = [chance.one(firstNames()), chance.one(lastNames())];
  return { first: first.name, last: last.name, ascii: `${first.ascii}.${last.ascii}` };
}

interface Roles {
  readonly own: readonly SeedRole[];
  /** How often each role is held. */
  readonly held: readonly (readonly [role: string, weight: number])[];
}

const AUDITOR: SeedRole = {
  name: 'auditor',
  about: 'looks, and changes nothing',
  actions: ACTIONS.filter((action) => action.endsWith('.view') && !action.startsWith('billing.')),
  lines: 'all',
  products: 'all',
  manages: ['none'],
};

/** Roles of the workspace's own, and who holds which. */
const ROLES: Readonly<Record<Model, Roles>> = {
  'standard-admin': {
    own: [
      {
        name: 'campaign lead',
        about: 'answers for blasts and for what answers by itself',
        from: 'standard',
        allow: ['responders.add', 'responders.edit', 'templates.*', 'blasts.approve', 'blasts.oversee'],
        manages: ['standard'],
      },
      AUDITOR,
    ],
    held: [
      ['standard', 82],
      ['campaign lead', 9],
      ['admin', 5],
      ['auditor', 4],
    ],
  },
  'owner-manager-agent': {
    own: [
      {
        name: 'shift lead',
        about: 'an agent who assigns contacts and keeps the templates',
        from: 'agent',
        allow: ['contacts.edit', 'contacts.assign', 'templates.add', 'templates.edit'],
        manages: ['agent'],
      },
      AUDITOR,
    ],
    held: [
      ['agent', 76],
      ['manager', 10],
      ['shift lead', 8],
      ['auditor', 3],
      ['owner', 2],
      ['billing', 1],
    ],
  },
};

/** Everything about a made-up workspace that contacts and their conversations refer to. */
export interface Cast {
  readonly owner: string;
  readonly roles: readonly SeedRole[];
  readonly lines: readonly (SeedLine & { readonly kind: LineKind })[];
  readonly teams: readonly SeedTeam[];
  readonly users: readonly SeedUser[];
  /** Who answers contacts, on the lines that they reach: the owner among them. */
  readonly working: readonly { readonly email: string; readonly lines: 'all' | readonly string[] }[];
  /** Who sends blasts: the owner among them. */
  readonly sending: readonly string[];
}

/** Draws the people of a workspace, their lines and their teams. */
export function castOf(asked: Asked): Cast {
  const { model, seed } = asked;
  const { slug, domain } = companyOf(seed);
  const { own, held } = ROLES[model];
  const lines = linesDrawn(asked.lines, slug, domain);
  const teams = Array.from({ length: asked.teams }, (_, i) => ({ name: numbered(TEAMS, i) }));
  const chance = chanceOf(`${seed} users`);
  const taken = new Set<string>();
  const users = Array.from({ length: asked.users }, (_, i): SeedUser => {
    const { first, last, ascii } = personDrawn(chance);
    const spelled = taken.has(ascii) ? `${ascii}${i}` : ascii;
    taken.add(spelled);
    const email = `${spelled}@${domain}`;
    const name = `${first} ${last}`;
    if (i === 0) return { email, name, role: topRole(model).name, status: 'active' };
    const role = chance.weighed(held);
    const { lines: reach, products, restrictions } = roleMeant(model, own, role);
    const status = chance.weighed(STATUSES);
    return {
      email,
      name,
      role,
      status,
      ...some('restrictions', chance.percent(25) ? chance.some(restrictions, 1) : []),
      ...some('lines', reach === 'all' ? [] : chance.some(addresses(lines), 1 + chance.below(3))),
      ...some('products', products === 'all' ? [] : chance.one(GRANTED)),
      ...some('teams', chance.some(names(teams), chance.weighed(IN_TEAMS))),
    };
  });
  const working = users.flatMap(({ email, role = '', status, lines: granted = [], products: activated = [] }) => {
    const { lines: reach, products, answers } = roleMeant(model, own, role);
    const works = status === 'active' && answers && (products === 'all' || activated.includes('conversations'));
    return works ? [{ email, lines: reach === 'all' ? reach : granted }] : [];
  });
  const senders = users.filter(({ role = '', status }) => status === 'active' && sends(model, role));
  return {
    owner: users[0]?.email as string,
    roles: own,
    lines,
    teams,
    users,
    working,
    sending: senders.map(({ email }) => email),
  };
}

const STATUSES = [
  ['active', 90],
  ['invited', 6],
  ['suspended', 4],
] as const;
const IN_TEAMS = [
  [0, 20],
  [1, 65],
  [2, 15],
] as const;
const GRANTED: readonly (readonly string[])[] = [PRODUCTS, PRODUCTS, ['conversations'], ['blast'], []];

const addresses = (lines: readonly SeedLine[]): readonly string[] => lines.map(({ address }) => address);
const names = (teams: readonly SeedTeam[]): readonly string[] => teams.map(({ name }) => name);
const some = <K extends string>(key: K, items: readonly string[]): { readonly [P in K]?: readonly string[] } =>
  items.length === 0 ? {} : ({ [key]: items } as { [P in K]: readonly string[] });

/** What a role of a document reaches: its own words, or those of the role that it begins from; and whether its holders answer. */
function roleMeant(
  model: Model,
  own: readonly SeedRole[],
  name: string,
): Pick<Role, 'lines' | 'products' | 'restrictions'> & { readonly answers: boolean } {
  const builtIn = findBuiltIn(model, name);
  if (builtIn !== undefined) return { ...builtIn, answers: allows(builtIn, 'conversations.reply') };
  const said = own.find((one) => one.name === name) as SeedRole;
  const base = said.from === undefined ? undefined : findBuiltIn(model, said.from);
  return {
    lines: said.lines ?? base?.lines ?? 'granted',
    products: said.products ?? base?.products ?? 'granted',
    restrictions: base?.restrictions ?? [],
    answers: base !== undefined && allows(base, 'conversations.reply'),
  };
}

/** Whether holders of a role of the model send blasts, on every line. */
function sends(model: Model, name: string): boolean {
  const role = findBuiltIn(model, name);
  return role?.lines === 'all' && role.products === 'all' && allows(role, 'blasts.send');
}

const allows = ({ actions }: Role, action: Action): boolean => holds(actions, actionFacts(action).index);

const KINDS: readonly LineKind[] = [
  'sms',
  'sms',
  'email',
  'whatsapp',
  'sms',
  'sms',
  'webchat',
  'sms',
  'whatsapp',
  'sms',
];

/** Lines of every kind: numbers that are kept for fiction, addresses and names at the company's own domain. */
function linesDrawn(count: number, slug: string, domain: string): Cast['lines'] {
  let numbers = 0;
  return Array.from({ length: count }, (_, i) => {
    const kind = KINDS[i % KINDS.length] as LineKind;
    const name = numbered(LINES, i);
    const by = addressedBy(kind);
    const address =
      by === 'phone' ? lineNumber(numbers++) : by === 'email' ? `desk${i + 1}@${domain}` : `${slug}-${kind}-${i + 1}`;
    return { address, kind, name };
  });
}

/** The words one after the other, and then again with a number. */
export const numbered = (words: readonly string[], i: number): string => {
  const round = Math.floor(i / words.length);
  return `${words[i % words.length]}${round === 0 ? '' : ` ${round + 1}`}`;
};
