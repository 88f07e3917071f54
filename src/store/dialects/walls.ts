// The walls of a server: what whoever is there sees of each table, and writes into it, enforced by the server itself.
// They say which rows; what they mean is said by whoever knows the rules, as data.
import { FACT_TABLES } from '../facts.ts';
import type { Schema } from '../schema.ts';
import { SCHEMA } from './doors.ts';
import { KEPT } from './kept.ts';
import { either, list, literal, SELF, type Sight, seeing, withNext, writing } from './wall-conditions.ts';

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
  /** What is seen only where this product is active and whoever looks has it. */
  readonly product?: string;
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
  /** Rows of that `name` are for those who may do this, whoever writes the others. */
  readonly apart?: Readonly<Record<string, string>>;
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
  const dated = table in FACT_TABLES ? 'since' : OF_ENTRY.includes(table) ? 'entry' : undefined;
  const began = dated === undefined ? '' : ` and ${withNext(dated)}`;
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

/** The batch ledger: what is kept of an entry is kept with it, never under another. */
const OF_ENTRY: readonly WalledTable[] = ['batch_rows', 'contact_rows'];

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
  blast_messages: 'contact_id, body, segments, due, state, attempts, at, outcome',
};
