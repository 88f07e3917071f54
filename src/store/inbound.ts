// What is known when messages come in, and what is written of those who sent them: a handful of statements, however many.
import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';

/** A message that was taken in before, under the key by which its channel knows it. */
export interface KnownMessage {
  readonly message_key: string;
  readonly line: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** The messages with these keys. */
export const knownMessages = ({ all, dialect }: Connection, workspaceId: number, keys: readonly string[]) =>
  all<KnownMessage>(
    `select m.message_key, l.address as line, c.phone, c.email from messages m
     join conversations v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
     join lines l on l.workspace_id = v.workspace_id and l.id = v.line_id
     join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
     where m.workspace_id = $1 and m.message_key in ${dialect.texts('$2')}`,
    [workspaceId, JSON.stringify(keys)],
  );

/** When responders answered these contacts last, in UTC milliseconds. */
export const lastAnswers = ({ all, dialect }: Connection, workspaceId: number, contactIds: readonly number[]) =>
  all<{ readonly responder_id: number; readonly contact_id: number; readonly at: number }>(
    `select a.responder_id, a.contact_id, a.at from responder_answers a
     where a.workspace_id = $1 and a.contact_id in ${idsOf(dialect, '$2')}`,
    [workspaceId, JSON.stringify(contactIds.map(String))],
  );

/** The highest number that a conversation has. */
export async function lastConversation({ all }: Connection, workspaceId: number): Promise<number> {
  const [row] = await all<{ id: number }>(
    'select coalesce(max(v.id), 0) as id from conversations v where v.workspace_id = $1',
    [workspaceId],
  );
  return row?.id ?? 0;
}

/** A contact that is made because they wrote. */
export interface FreshContact {
  readonly id: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nameKey: string;
  readonly assignee: number | null;
  readonly teamId: number | null;
}

/** Makes contacts. */
export async function beginSenders(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  fresh: readonly FreshContact[],
): Promise<void> {
  if (fresh.length === 0) return;
  const rows = dialect.rows('$3', {
    ...({ id: 'integer', phone: 'text', email: 'text', emailKey: 'text', firstName: 'text' } as const),
    ...({ lastName: 'text', nameKey: 'text', assignee: 'integer', teamId: 'integer' } as const),
  });
  await run(
    `insert into contacts (workspace_id, id, phone, email, email_key, first_name, last_name, name_key, assignee, team_id,
       version, made, changed)
     select cast($1 as integer), n.id, n.phone, n.email, n.emailKey, n.firstName, n.lastName, n.nameKey, n.assignee,
       n.teamId, 1, cast($2 as integer), cast($2 as integer) from ${rows} as n order by n.id`,
    [workspaceId, entry, JSON.stringify(fresh)],
  );
}

/** Whose contacts are from now on, as their next versions. */
export async function reassign(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  contacts: readonly { readonly id: number; readonly assignee: number | null; readonly teamId: number | null }[],
): Promise<void> {
  if (contacts.length === 0) return;
  const rows = dialect.rows('$3', { id: 'integer', assignee: 'integer', teamId: 'integer' });
  await run(
    `update contacts as c set assignee = n.assignee, team_id = n.teamId, version = c.version + 1, changed = $2
     from ${rows} as n where c.workspace_id = $1 and c.id = n.id`,
    [workspaceId, entry, JSON.stringify(contacts)],
  );
}

/** What responders did beside answering: put contacts on lists, tagged them, and when they answered. */
export interface Deeds {
  readonly tags: readonly { readonly contact: number; readonly tag: string }[];
  readonly lists: readonly { readonly contact: number; readonly list: number }[];
  readonly answers: readonly { readonly contact: number; readonly responder: number; readonly at: number }[];
}

/** Writes what responders did; what was so already stays. */
export async function keepDeeds(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  { tags, lists, answers }: Deeds,
): Promise<void> {
  if (tags.length > 0) {
    await run(
      `insert into contact_tags (workspace_id, contact_id, tag) select distinct cast($1 as integer), n.contact, n.tag
       from ${dialect.rows('$2', { contact: 'integer', tag: 'text' })} as n where 1 = 1 on conflict do nothing`,
      [workspaceId, JSON.stringify(tags)],
    );
  }
  if (lists.length > 0) {
    await run(
      `insert into list_members (workspace_id, list_id, contact_id, made)
       select distinct cast($1 as integer), n.list, n.contact, cast($2 as integer)
       from ${dialect.rows('$3', { contact: 'integer', list: 'integer' })} as n where 1 = 1 on conflict do nothing`,
      [workspaceId, entry, JSON.stringify(lists)],
    );
  }
  if (answers.length > 0) {
    await run(
      `insert into responder_answers (workspace_id, responder_id, contact_id, at)
       select cast($1 as integer), n.responder, n.contact, max(n.at)
       from ${dialect.rows('$2', { contact: 'integer', responder: 'integer', at: 'integer' })} as n where 1 = 1
       group by n.responder, n.contact
       on conflict (workspace_id, responder_id, contact_id) do update set at = excluded.at`,
      [workspaceId, JSON.stringify(answers)],
    );
  }
}
