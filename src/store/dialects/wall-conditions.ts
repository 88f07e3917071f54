// What the walls of a server are made of: conditions on rows, from what somebody may do, reaches and sees.
import pg from 'pg';
import type { Wall, WalledTable } from './walls.ts';

export const { escapeLiteral: literal } = pg;
export const list = (texts: readonly string[]): string => `array[${texts.map(literal).join(', ')}]::text[]`;

/** Asked once a statement, not once a row. */
const once = (call: string, type: string): string => `((select ${call})::${type})`;
const whereMay = (actions: readonly string[]): string =>
  actions.length === 1
    ? once(`workspaces_where(${literal(actions[0] as string)})`, 'bigint[]')
    : once(`workspaces_where_any(${list(actions)})`, 'bigint[]');
const ofProduct = (product: string): string => once(`workspaces_with_product(${literal(product)})`, 'bigint[]');
const ME = '(select acting())';
/** Rows of their own, in the workspace of their token where they came by one. */
const OWN = `user_id = ${ME} and coalesce(workspace_id = (select confined_to()), true)`;
/** What begins or ends does so with the entry that is written next: nobody writes under another's. */
export const withNext = (column: string): string =>
  `(workspace_id || ' ' || ${column}) = any ${once('next_entries()', 'text[]')}`;

/** On a line that is reached: any, or one that was granted. */
const ON_REACHED_LINES = `workspace_id = any ${once(`workspaces_reaching('lines')`, 'bigint[]')} or (workspace_id, line_id) in
  (select g.workspace_id, g.line_id from line_grants g where g.user_id = ${ME} and g.until is null)`;

const UNNARROWED = `workspace_id <> all ${once('workspaces_narrowed()', 'bigint[]')}`;
const MINE = `assignee = ${ME} or (workspace_id || ' ' || team_id) = any ${once('visible_teams()', 'text[]')}`;

/** What belongs to something is seen where that is: whoever asks looks at it with their own eyes. */
const SIGHTS = {
  contact: `${UNNARROWED} or ${MINE}`,
  'of-contact': `${UNNARROWED} or (workspace_id, contact_id) in (select c.workspace_id, c.id from contacts c)`,
  'of-address': `${UNNARROWED} or (workspace_id, address) in (select c.workspace_id, c.phone from contacts c
    union all select c.workspace_id, c.email_key from contacts c)`,
  'of-conversation': `(workspace_id, conversation_id) in (select c.workspace_id, c.id from conversations c)`,
  blast: `author = ${ME} or workspace_id = any ${whereMay(['blasts.oversee'])}`,
  'of-blast': `(workspace_id, blast_id) in (select b.workspace_id, b.id from blasts b)`,
} as const;
export type Sight = keyof typeof SIGHTS;

const placeOf = (table: WalledTable): string => (table === 'workspaces' ? 'id' : 'workspace_id');

export function seeing(table: WalledTable, { sees, own, reach, sight, product, rank, changes = [] }: Wall): string {
  if (table === 'users') {
    // Whose membership is seen is no stranger: that table says whose.
    const fellows = `exists (select 1 from memberships f where f.user_id = users.id and f.workspace_id = any ${once('mine()', 'bigint[]')})`;
    return `id = ${ME} or ${fellows}`;
  }
  const place = placeOf(table);
  const eyes = sees === 'member' ? `${place} = any ${once('mine()', 'bigint[]')}` : `${place} = any ${whereMay(sees)}`;
  // What is held of people is seen by who may end it, too: else it would stay, and nobody would be told.
  const all = rank === 'role' || rank === 'person' ? `(${eyes} or ${place} = any ${whereMay(changes)})` : eyes;
  const bought = product === undefined ? '' : ` and workspace_id = any ${ofProduct(product)}`;
  if (reach && sight) return `${all}${bought} and (${ON_REACHED_LINES}) and (${SIGHTS[sight]})`;
  if (reach) {
    const reached = `${place} = any ${once(`workspaces_reaching('lines')`, 'bigint[]')}`;
    const granted = `(${place}, ${reach}) in (select g.workspace_id, g.line_id from line_grants g where g.user_id = ${ME} and g.until is null)`;
    // Whoever is invited is shown what the invitation holds.
    const invited = `exists (select 1 from memberships i where i.workspace_id = ${table}.${place} and i.user_id = ${ME}
      and i.until is null and i.status = 'invited')`;
    return `(${all} and ${reached}) or (${granted} and (${all} or ${invited}))`;
  }
  if (table === 'teams') {
    return `${all} or (workspace_id, id) in (select m.workspace_id, m.team_id from team_members m where m.user_id = ${ME} and m.until is null)`;
  }
  const within = sight === undefined ? all : `${all}${bought} and (${SIGHTS[sight]})`;
  return `${within}${own ? ` or (${OWN})` : ''}`;
}

/** Whoever is narrowed to some records gives others, never themself, the sight of a team that they see. */
const OTHERS_WITHIN_SIGHT = `${UNNARROWED} or (user_id <> coalesce(${ME}, 0)
  and (workspace_id || ' ' || team_id) = any ${once('visible_teams()', 'text[]')})`;

/** On a line and about a contact only those write who reach both. */
export function writing(
  table: WalledTable,
  actions: readonly string[],
  { rank, reach, sight, gives, apart }: Wall,
  begins = false,
): string {
  const may = `${placeOf(table)} = any ${whereMay(actions)}`;
  if (apart) {
    const parts = Object.entries(apart).map(
      ([name, action]) => `when ${literal(name)} then workspace_id = any ${whereMay([action])}`,
    );
    return `case name ${parts.join(' ')} else ${may} end`;
  }
  if (gives === 'sight') return `${may} and (${OTHERS_WITHIN_SIGHT})`;
  if (sight !== undefined) return `${may} and (${SIGHTS[sight]})${reach ? ` and (${ON_REACHED_LINES})` : ''}`;
  if (rank === 'definition') return `${may} and role_fits(workspace_id, name, definition)`;
  if (rank === 'role') {
    const others = `(user_id <> coalesce(${ME}, 0) or workspace_id = any ${once('founding()', 'bigint[]')})`;
    return `${may} and ${others} and (${begins ? GIVEN : MANAGED})`;
  }
  // A list that is made once a statement: asking for each row would take an import a minute more.
  const beyond = '(workspace_id, user_id) not in (select b.workspace_id, b.user_id from people_beyond() b)';
  return rank === 'person' ? `${may} and user_id <> coalesce(${ME}, 0) and ${beyond}` : may;
}

/** Of a role that the writer manages; to be given, it must lie within their own, unless it goes on. */
const MANAGED = `(workspace_id || ' ' || role) = any ${once('managed_roles()', 'text[]')}`;
const GIVEN = `(workspace_id || ' ' || role) = any ${once('givable_roles()', 'text[]')}
  or (${MANAGED} and held_until(workspace_id, user_id, since, role))`;

const MAY_EDIT_OWN = `workspace_id = any ${whereMay(['profile.edit'])}`;
export const SELF = {
  membership: {
    begins: `${OWN} and goes_on(workspace_id, since, role, status)`,
    changes: `${OWN} and (status = 'invited' or (status = 'active' and ${MAY_EDIT_OWN}))`,
  },
  token: {
    begins: `${OWN} and ${MAY_EDIT_OWN} and scope_fits(scope)`,
    changes: `${OWN} and ${MAY_EDIT_OWN}`,
  },
} as const;

export const either = (...conditions: readonly (string | undefined)[]): string | undefined => {
  const said = conditions.filter((one) => one !== undefined);
  return said.length === 0 ? undefined : said.map((one) => `(${one})`).join(' or ');
};
