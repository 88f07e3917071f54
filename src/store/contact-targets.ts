// Many contacts changed at one stroke: those that were named, or all that pass a filter.
import { conflict, Failure } from '../domain/errors.ts';
import type { Connection } from './connection.ts';
import type { Piece } from './contact-filter.ts';
import { whenAnswered } from './contact-image.ts';
import { keepContacts } from './contact-keeping.ts';
import { type Wanted, wantedPiece } from './contact-list.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** The contacts that a change is about: by id, or as a list of them is narrowed. */
export type Targets = { readonly ids: readonly number[] } | { readonly wanted: Wanted };

/** The condition that a contact (`c`) is one of them, in a statement whose `$1` is the workspace's id. */
function targetPiece(targets: Targets, { dialect }: Connection, from: number): Piece {
  if ('wanted' in targets) return wantedPiece(targets.wanted, from);
  return {
    text: `c.id in (with w (id) as ${dialect.texts(`$${from}`)} select cast(w.id as integer) from w)`,
    values: [JSON.stringify(targets.ids.map(String))],
  };
}

/** What is to become of them: parts that are not there stay. */
export interface Owners {
  readonly assignee?: number | null;
  readonly team_id?: number | null;
}

const OWNERS = ['assignee', 'team_id'] as const;

/** An owner as a statement says it, which is a whole number or nobody. */
const literal = (id: number | null): string => {
  if (id !== null && !Number.isSafeInteger(id)) throw new Error('a member or team is known by a whole number');
  return `cast(${id === null ? 'null' : id} as integer)`;
};

/** Assigns contacts in one statement, those that are not so already, and keeps what they were. Answers how many that were. */
export async function assignContacts(
  connection: Connection,
  workspaceId: number,
  entry: number,
  targets: Targets,
  owners: Owners,
): Promise<number> {
  const said = OWNERS.flatMap((column) =>
    owners[column] === undefined ? [] : [[column, literal(owners[column])] as const],
  );
  const { text, values } = targetPiece(targets, connection, 3);
  const other = said.map(([column, id]) => `c.${column} is distinct from ${id}`).join(' or ');
  const which = { text: `${text} and (${other})`, values };
  await keepContacts(connection, { workspaceId, entry }, 'updated', which);
  return connection.run(
    `update contacts set ${said.map(([column, id]) => `${column} = ${id}`).join(', ')}, version = version + 1,
       changed = cast($2 as integer)
     where workspace_id = $1 and id in (select c.id from contacts c where c.workspace_id = $1 and ${which.text})`,
    [workspaceId, entry, ...values],
  );
}

/** How many contacts there are among the targets, and how many of them would go beyond a reach if they were assigned so. */
export async function countTargets(
  connection: Connection,
  workspaceId: number,
  targets: Targets,
  owners: Owners,
  reached: Reached,
): Promise<{ readonly contacts: number; readonly lost: number }> {
  const { text, values } = targetPiece(targets, connection, 2);
  const [assignee, team] = OWNERS.map((column) =>
    owners[column] === undefined ? `c.${column}` : literal(owners[column]),
  );
  const [row] = await connection.all<{ contacts: number; lost: number }>(
    `select count(*) as contacts, count(case when not coalesce((${contactsWithin(reached, 'n')}), 1 = 0) then 1 end) as lost
     from (select c.workspace_id, ${assignee} as assignee, ${team} as team_id from contacts c
       where c.workspace_id = $1 and ${text}) n`,
    [workspaceId, ...values],
  );
  return row ?? { contacts: 0, lost: 0 };
}

/** What went with contacts that were removed. */
export interface Gone {
  readonly contacts: number;
  readonly values: number;
  readonly tags: number;
  readonly memberships: number;
  readonly conversations: number;
  readonly messages: number;
}

/**
 * Removes contacts with what belongs to them: values, tags, places on lists, conversations with their messages. What their
 * addresses agreed to stays: who said stop has said it also when they come back. What they were is kept, but for what was
 * said in those conversations.
 */
export async function dropContacts(
  connection: Connection,
  workspaceId: number,
  entry: number,
  targets: Targets,
  reached: Reached,
): Promise<Gone> {
  const { run, dialect } = connection;
  const { text, values } = targetPiece(targets, connection, 2);
  await run(`create temporary table leaving (id ${dialect.words.integer} primary key)`);
  await run(`insert into leaving (id) select c.id from contacts c where c.workspace_id = $1 and ${text}`, [
    workspaceId,
    ...values,
  ]);
  await withinReach(connection, workspaceId, reached);
  const talks = '(select count(*) from conversations h where h.workspace_id = $1 and h.contact_id = c.id)';
  const which = { text: 'c.id in (select id from leaving)', values: [] };
  await keepContacts(connection, { workspaceId, entry }, 'removed', which, [['talks', talks], whenAnswered(dialect)]);
  const dropped = (table: string, column = 'contact_id') =>
    run(`delete from ${table} where workspace_id = $1 and ${column} in (select id from leaving)`, [workspaceId]);
  const messages = await run(
    `delete from messages where workspace_id = $1 and conversation_id in (select v.id from conversations v
       where v.workspace_id = $1 and v.contact_id in (select id from leaving))`,
    [workspaceId],
  );
  await dropped('responder_answers');
  return {
    messages,
    conversations: await dropped('conversations'),
    values: await dropped('contact_values'),
    tags: await dropped('contact_tags'),
    memberships: await dropped('list_members'),
    contacts: await dropped('contacts', 'id').catch((error: unknown) => {
      // What a server hides still holds on to the contact.
      throw error instanceof Failure && error.code === 'broken-reference' ? beyondReach() : error;
    }),
  };
}

/** Refuses to remove contacts who talk on a line that whoever removes them does not reach. */
async function withinReach({ all }: Connection, workspaceId: number, reached: Reached): Promise<void> {
  if (reached === 'nothing' || reached.lines === null) return;
  const [beyond] = await all(
    `select 1 from conversations v where v.workspace_id = $1 and v.contact_id in (select id from leaving)
       and not exists (select 1 from line_grants g where g.workspace_id = v.workspace_id and g.line_id = v.line_id
         and g.user_id = $2 and g.until is null) limit 1`,
    [workspaceId, reached.lines],
  );
  if (beyond !== undefined) throw beyondReach();
}

const beyondReach = (): Failure =>
  conflict('beyond-reach', 'there are conversations with them on lines that you do not reach, which would go too', {
    hint: 'ask someone who reaches every line to remove them',
  });
