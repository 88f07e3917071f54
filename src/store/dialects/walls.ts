// The walls of a server: what whoever is there sees of each table, and writes into it, enforced by the server itself.
// They say which rows; what they mean is said by whoever knows the rules, as data.
import pg from 'pg';
import { FACT_TABLES } from '../facts.ts';
import type { Schema } from '../schema.ts';
import { SCHEMA } from './doors.ts';
import { KEPT } from './kept.ts';

/** Everything that has workspaces' rows in it. Whoever adds a table says here who sees it. */
export type WalledTable = Exclude<keyof Schema, 'this_database' | 'authorships'>;

/** Who sees a table's rows, and who writes them. Nobody writes where nothing is said. */
export interface Wall {
  /** `member`: every member. Otherwise those who may do one of these in the row's workspace. */
  readonly sees: 'member' | readonly string[];
  /** Rows of their own are seen by everyone: those whose `user_id` is theirs. */
  readonly own?: true;
  /** Of contacts and what belongs to them, whoever is narrowed to their own or their teams' sees only those; of blasts, their own. */
  readonly sight?: Sight;
  /** Of lines, who does not reach all sees those granted to them: this column says which. */
  readonly reach?: 'id' | 'line_id';
  /** Those who may do one of these may begin rows, and end or change them. */
  readonly begins?: readonly string[];
  readonly changes?: readonly string[];
  /** Records of work may go altogether. */
  readonly deletes?: readonly string[];
  /**
   * The person whom a row is about must be of a role that the writer manages: by the row's own `role`, or by who they are.
   * A role is given, and a `definition` of one written, only by those who hold as much.
   */
  readonly rank?: 'role' | 'person' | 'definition';
  /** What members of it see goes with it: whoever sees only some gives what they see, and to others. */
  readonly gives?: 'sight';
  /** What people may begin and change about themselves: their membership going on, their own tokens. */
  readonly self?: 'membership' | 'token';
}

/** The data of the rules that the walls stand on. */
export interface Rules {
  readonly walls: Readonly<Record<WalledTable, Wall>>;
  readonly roles: readonly {
    readonly model: string;
    readonly role: string;
    readonly isTop: boolean;
    readonly actions: readonly string[];
    readonly reaches: readonly string[];
    readonly manages: readonly string[];
    readonly managesCustom: boolean;
  }[];
  readonly restrictions: readonly {
    readonly name: string;
    readonly takes: readonly string[];
    readonly narrows: string | null;
  }[];
}

const { escapeLiteral: literal } = pg;
const list = (texts: readonly string[]): string => `array[${texts.map(literal).join(', ')}]::text[]`;

/** Asked once a statement, not once a row. */
const once = (call: string, type: string): string => `((select ${call})::${type})`;
const whereMay = (actions: readonly string[]): string =>
  actions.length === 1
    ? once(`workspaces_where(${literal(actions[0] as string)})`, 'bigint[]')
    : once(`workspaces_where_any(${list(actions)})`, 'bigint[]');
const ME = '(select acting())';
/** Rows of their own, in the workspace of their token where they came by one. */
const OWN = `user_id = ${ME} and coalesce(workspace_id = (select confined_to()), true)`;
/** What begins or ends does so with the entry that is written next: nobody writes under another's. */
const withNext = (column: string): string =>
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
  'of-address': `${UNNARROWED} or (workspace_id, address) in (select c.workspace_id, c.phone from contacts c)`,
  'of-conversation': `(workspace_id, conversation_id) in (select c.workspace_id, c.id from conversations c)`,
  blast: `author = ${ME} or workspace_id = any ${whereMay(['blasts.oversee'])}`,
  'of-blast': `(workspace_id, blast_id) in (select b.workspace_id, b.id from blasts b)`,
} as const;
type Sight = keyof typeof SIGHTS;

const placeOf = (table: WalledTable): string => (table === 'workspaces' ? 'id' : 'workspace_id');

function seeing(table: WalledTable, { sees, own, reach, sight }: Wall): string {
  if (table === 'users') {
    const fellows = `exists (select 1 from memberships f where f.user_id = users.id and f.workspace_id = any ${whereMay(sees as readonly string[])})`;
    return `id = ${ME} or ${fellows}`;
  }
  const place = placeOf(table);
  const all = sees === 'member' ? `${place} = any ${once('mine()', 'bigint[]')}` : `${place} = any ${whereMay(sees)}`;
  if (reach && sight) return `${all} and (${ON_REACHED_LINES}) and (${SIGHTS[sight]})`;
  if (reach) {
    const reached = `${place} = any ${once(`workspaces_reaching('lines')`, 'bigint[]')}`;
    const granted = `(${place}, ${reach}) in (select g.workspace_id, g.line_id from line_grants g where g.user_id = ${ME} and g.until is null)`;
    // Whoever is invited is shown what the invitation holds.
    const invited = `exists (select 1 from memberships i where i.workspace_id = ${table}.${place} and i.user_id = ${ME}
      and i.until is null and i.status = 'invited')`;
    return `(${all} and ${reached}) or (${granted} and (${all} or ${invited}))`;
  }
  const within = sight === undefined ? all : `${all} and (${SIGHTS[sight]})`;
  return `${within}${own ? ` or (${OWN})` : ''}`;
}

const OTHERS_WITHIN_SIGHT = `${UNNARROWED} or (user_id <> coalesce(${ME}, 0)
  and (workspace_id || ' ' || team_id) = any ${once('visible_teams()', 'text[]')})`;

function writing(table: WalledTable, actions: readonly string[], { rank, gives }: Wall, begins = false): string {
  const may = `${placeOf(table)} = any ${whereMay(actions)}`;
  if (gives === 'sight') return `${may} and (${OTHERS_WITHIN_SIGHT})`;
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
const SELF = {
  membership: {
    begins: `${OWN} and goes_on(workspace_id, since, role, status)`,
    changes: `${OWN} and (status = 'invited' or (status = 'active' and ${MAY_EDIT_OWN}))`,
  },
  token: {
    begins: `${OWN} and ${MAY_EDIT_OWN} and scope_fits(scope)`,
    changes: `${OWN} and ${MAY_EDIT_OWN}`,
  },
} as const;

const either = (...conditions: readonly (string | undefined)[]): string | undefined => {
  const said = conditions.filter((one) => one !== undefined);
  return said.length === 0 ? undefined : said.map((one) => `(${one})`).join(' or ');
};

/** The statements that raise the walls, for the owner and the application's role, both quoted; they can be run again. */
export function wallStatements({ walls, roles, restrictions }: Rules, owner: string, app: string): readonly string[] {
  return [
    `revoke all on all tables in schema ${SCHEMA} from ${app}`,
    ...(Object.entries(walls) as [WalledTable, Wall][]).flatMap(([table, wall]) => walled(table, wall, owner, app)),
    ...['this_database', 'seals', 'logins', 'schema_version', 'role_rules', 'restriction_rules', 'copies'].flatMap(
      (table) => closed(table, owner),
    ),
    `create policy seen on ${SCHEMA}.this_database for select to ${app} using ((select acting_key()) is not null)`,
    `grant select on ${SCHEMA}.this_database to ${app}`,
    `create or replace view ${SCHEMA}.authorships with (security_barrier) as
      select workspace_id, number, at, actor, operation, outcome, operation_id, hash from ${SCHEMA}.entries
      where workspace_id = any ((select ${SCHEMA}.mine())::bigint[])
        or (number = 1 and ${SCHEMA}.confined_to() is null and actor = (select u.email from ${SCHEMA}.users u where u.email_key = ${SCHEMA}.acting_key()))`,
    `grant select on ${SCHEMA}.authorships to ${app}`,
    `delete from ${SCHEMA}.role_rules`,
    ...roles.map(
      ({ model, role, isTop, actions, reaches, manages, managesCustom }) =>
        `insert into ${SCHEMA}.role_rules values (${literal(model)}, ${literal(role)}, ${isTop}, ${list(actions)}, ${list(reaches)}, ${list(manages)}, ${managesCustom})`,
    ),
    `delete from ${SCHEMA}.restriction_rules`,
    ...restrictions.map(
      ({ name, takes, narrows }) =>
        `insert into ${SCHEMA}.restriction_rules values (${literal(name)}, ${list(takes)}, ${narrows === null ? 'null' : literal(narrows)})`,
    ),
    ...KEPT,
  ];
}

/** A table under walls for everyone, its owner too, but that the owner goes through them openly. */
const closed = (table: string, owner: string): readonly string[] => [
  `alter table ${SCHEMA}.${table} enable row level security`,
  `alter table ${SCHEMA}.${table} force row level security`,
  ...['kept', 'seen', 'begun', 'changed', 'deleted'].map(
    (name) => `drop policy if exists ${name} on ${SCHEMA}.${table}`,
  ),
  `create policy kept on ${SCHEMA}.${table} to ${owner} using (true) with check (true)`,
];

function walled(table: WalledTable, wall: Wall, owner: string, app: string): readonly string[] {
  const self = wall.self && SELF[wall.self];
  const begins = either(wall.begins && writing(table, wall.begins, wall, true), self?.begins);
  const changes = either(wall.changes && writing(table, wall.changes, wall), self?.changes);
  const on = `on ${SCHEMA}.${table}`;
  const began = table in FACT_TABLES ? ` and ${withNext('since')}` : '';
  const [open, ended] = table in FACT_TABLES ? [' and until is null', ` and ${withNext('until')}`] : ['', ''];
  const deletes = wall.deletes && writing(table, wall.deletes, wall);
  return [
    ...closed(table, owner),
    `create policy seen ${on} for select to ${app} using (${seeing(table, wall)})`,
    `grant select ${on} to ${app}`,
    ...(begins
      ? [
          `create policy begun ${on} for insert to ${app} with check ((${begins})${began})`,
          `grant insert ${on} to ${app}`,
        ]
      : []),
    ...(changes
      ? [
          `create policy changed ${on} for update to ${app} using ((${changes})${open}) with check ((${changes})${ended})`,
          `grant update (${CHANGED[table] ?? 'until'}) ${on} to ${app}`,
        ]
      : []),
    ...(deletes
      ? [`create policy deleted ${on} for delete to ${app} using (${deletes})`, `grant delete ${on} to ${app}`]
      : []),
  ];
}

/** The columns that may change at all: a fact only ends. */
const CHANGED: Partial<Record<WalledTable, string>> = {
  workspaces: 'name',
  lines: 'name, kind, version',
  teams: 'name, about, version, removed',
  settings: 'value, changed',
  fields: 'name, choices, version, changed',
  contacts: 'phone, email, email_key, first_name, last_name, name_key, assignee, team_id, time_zone, version, changed',
  contact_values: 'value',
  lists: 'name, about, filter, wants_consent, version, changed',
  templates: 'name, body, version, changed',
  responders:
    'line_id, name, mode, words, pattern, reply, actions, schedule, cooldown, priority, quiet_when_claimed, is_on, version, changed',
  responder_answers: 'at',
  conversations: 'contact_id, state, claimed_by, opened, latest, note, category, version, changed',
  messages: 'conversation_id, id',
  assignment_turns: 'user_id',
  blasts:
    'name, line_id, state, body, audience, scheduled, rate, reason, decided_by, decided_at, report, version, changed',
  blast_messages: 'body, segments, due, state, attempts, at, outcome',
};
