// The two published role models once more, naively: plain sets and ifs, written from the tables of the documentation
// alone. It shares no code with src, so that a mistake there and a mistake here would have to be the same mistake.
import { builtInRoles, ON_PEOPLE, TAKES, topRole } from './model-tables.ts';

export { builtInRoles, EVERY_ACTION, ON_PEOPLE, RESTRICTIONS, topRole } from './model-tables.ts';

/** A workspace as the model sees it: who is in it, what it has, what is in force. */
export interface World {
  readonly model: 'standard-admin' | 'owner-manager-agent';
  readonly archived: boolean;
  readonly products: ReadonlySet<string>;
  readonly lines: ReadonlyMap<string, 'active' | 'removed'>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly people: ReadonlyMap<string, Person>;
}

/** A role: what it allows, how far it reaches, whom it manages (`managesCustom`: every custom role besides). */
export interface Role {
  readonly name: string;
  readonly builtIn: boolean;
  readonly allows: ReadonlySet<string>;
  readonly lines: 'all' | 'granted';
  readonly products: 'all' | 'granted';
  readonly manages: ReadonlySet<string>;
  readonly managesCustom: boolean;
}

/** A member: one role, a status, restrictions, grants and teams. */
export interface Person {
  readonly role: string;
  readonly status: 'invited' | 'active' | 'suspended';
  readonly restrictions: ReadonlySet<string>;
  readonly lines: ReadonlySet<string>;
  readonly products: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
}

/** What is acted upon: a line, a product, a record, a person, a role to be given or defined; a grant gives the line or product. */
export interface Thing {
  readonly line?: string;
  readonly product?: string;
  readonly record?: { readonly assignee?: string; readonly team?: string };
  readonly person?: string;
  readonly role?: Role;
  readonly restores?: boolean;
}

const productOf = (action: string, thing: Thing): string | undefined => {
  if (action.startsWith('conversations.')) return 'conversations';
  if (action.startsWith('blasts.')) return 'blast';
  // Products are seen, and given, one by one.
  return action === 'products.view' || ON_PEOPLE[action] === 'grant' ? thing.product : undefined;
};

/** The code of each gate that stands in the way, in the order of the gates; nothing when the answer is yes. */
export function standsInTheWay(world: World, email: string, action: string, thing: Thing): string[] {
  const codes: string[] = [];
  const member = world.people.get(email);
  const role = member && world.roles.get(member.role);

  const looks = action.endsWith('.view');
  if (world.archived && !looks && !thing.restores) codes.push('workspace.archived');

  if (member === undefined) codes.push('member.stranger');
  else if (member.status === 'invited') codes.push('member.invited');
  else if (member.status === 'suspended') codes.push('member.suspended');

  if (member !== undefined && !role?.allows.has(action)) codes.push('role.lacks-action');

  for (const [restriction, takes] of TAKES) {
    if (!member?.restrictions.has(restriction) || !takes.has(action)) continue;
    codes.push(`restriction.${restriction}`);
    break;
  }

  const product = productOf(action, thing);
  if (product !== undefined) {
    if (!world.products.has(product)) codes.push('product.not-activated');
    else if (role?.products === 'granted' && !member?.products.has(product)) codes.push('product.not-granted');
  }

  if (thing.line !== undefined) {
    const state = world.lines.get(thing.line);
    if (state === undefined) codes.push('line.missing');
    else if (state === 'removed') codes.push('line.inactive');
    else if (role?.lines === 'granted' && !member?.lines.has(thing.line)) codes.push('line.not-granted');
  }

  if (thing.record !== undefined && member !== undefined && !sees(member, email, thing.record))
    codes.push('record.not-visible');

  const rank = rankOf(world, email, action, thing);
  if (rank !== undefined) codes.push(rank);
  return codes;
}

function sees(member: Person, email: string, { assignee, team }: NonNullable<Thing['record']>): boolean {
  const own = assignee === email;
  const teams = team !== undefined && member.teams.has(team);
  if (member.restrictions.has('contacts=self')) return own;
  if (member.restrictions.has('contacts=team')) return own || teams;
  return true;
}

/** Whether the holders of a role may act on those of another. */
const manages = (role: Role, other: Role): boolean =>
  role.manages.has(other.name) || (role.managesCustom && !other.builtIn);

/** Whether a custom role could do anything that a member could not: by its actions, its reach, those whom it manages. */
function exceeds(world: World, member: Person, own: Role, other: Role): boolean {
  for (const allowed of other.allows) {
    if (!own.allows.has(allowed)) return true;
    for (const [name, takes] of TAKES) if (member.restrictions.has(name) && takes.has(allowed)) return true;
  }
  if (other.lines === 'all' && own.lines !== 'all') return true;
  if (other.products === 'all' && own.products !== 'all') return true;
  for (const name of other.manages) {
    const isCustom = !builtInRoles(world.model).has(name);
    if (!own.manages.has(name) && !(own.managesCustom && isCustom)) return true;
  }
  return other.managesCustom && !own.managesCustom;
}

/** The first of the rank rules that is broken, where they apply. */
function rankOf(world: World, email: string, action: string, thing: Thing): string | undefined {
  const kind = ON_PEOPLE[action];
  if (kind === undefined) return undefined;
  const { person, role: given, line, product } = thing;

  // R1: nobody changes their own role, status, restrictions or grants.
  if (person === email) return 'rank.self';
  const member = world.people.get(email);
  const role = member && world.roles.get(member.role);
  if (member === undefined || role === undefined) return undefined;

  // R1 of roles: what one's own role is, is changed by others.
  if ((action === 'roles.edit' || action === 'roles.delete') && given?.name === role.name) return 'rank.self';

  // R2: the other's present role, and the role to be given, are both among those that the actor's role manages.
  const other = person === undefined ? undefined : world.people.get(person);
  const present = other && world.roles.get(other.role);
  if (other !== undefined && (present === undefined || !manages(role, present))) return 'rank.not-managed';
  if (given !== undefined && !manages(role, given)) return 'rank.not-managed';
  // Somebody is acted as only downwards: a member whose own role does not manage the actor's in turn, nor, being a custom
  // one, could do more.
  if (action === 'access.impersonate' && person !== undefined) {
    if (present === undefined || manages(present, role)) return 'rank.not-managed';
    if (!present.builtIn && exceeds(world, member, role, present)) return 'rank.not-managed';
  }

  // R3: nobody gives what they do not hold.
  if (given !== undefined && !given.builtIn && exceeds(world, member, role, given)) return 'rank.exceeds-own';
  if (kind === 'grant') {
    if (line !== undefined && role.lines === 'granted' && !member.lines.has(line)) return 'rank.exceeds-own';
    if (product !== undefined && role.products === 'granted' && !member.products.has(product))
      return 'rank.exceeds-own';
  }

  // R4: one active holder of the top role always stays.
  const top = topRole(world.model);
  if (other?.role !== top || other.status !== 'active') return undefined;
  const goes = action === 'users.delete' || action === 'users.suspend' || (given !== undefined && given.name !== top);
  const remain = [...world.people].filter(
    ([name, one]) => name !== person && one.role === top && one.status === 'active',
  );
  return goes && remain.length === 0 ? 'rank.last-holder' : undefined;
}
