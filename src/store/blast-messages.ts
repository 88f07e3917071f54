// The messages of blasts on their way out, in plain SQL: what a runner takes in hand, and what it tells of it.
import { MESSAGE_STATES, type MessageState, type Outcomes } from '../domain/blast.ts';
import type { Told } from '../domain/transport.ts';
import type { Connection } from './connection.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** How many messages of a blast are in each state. */
export async function outcomesOf({ all }: Connection, workspaceId: number, blastId: number): Promise<Outcomes> {
  const rows = await all<{ readonly state: MessageState; readonly n: number }>(
    `select m.state, count(*) as n from blast_messages m where m.workspace_id = $1 and m.blast_id = $2 group by m.state`,
    [workspaceId, blastId],
  );
  return Object.fromEntries(
    MESSAGE_STATES.map((state) => [state, rows.find((row) => row.state === state)?.n ?? 0]),
  ) as Outcomes;
}

/** How many wait for an hour later than `at` (UTC milliseconds), and until when the first and the last of them. */
export async function heldAfter({ all }: Connection, workspaceId: number, blastId: number, at: number) {
  const [row] = await all<{ readonly n: number; readonly first: number | null; readonly last: number | null }>(
    `select count(*) as n, min(m.due) as first, max(m.due) as last from blast_messages m
     where m.workspace_id = $1 and m.blast_id = $2 and m.state = 'waiting' and m.due > $3`,
    [workspaceId, blastId, at],
  );
  return row ?? { n: 0, first: null, last: null };
}

/** A blast that has something to hand over, or may have come to its end. */
export interface DueRow {
  readonly id: number;
  readonly name: string;
  readonly line_id: number;
  readonly author: number;
  /** The author's address, who need not have made it themself. */
  readonly by: string;
  readonly state: string;
  readonly body: string;
  readonly rate: number | null;
  readonly report: string | null;
  readonly scheduled: number;
  /** When the first message that waits is due; null where none does. */
  readonly due: number | null;
}

/** The blasts that are scheduled or under way, the earliest first; `within` is a condition on blasts (`b`). One statement. */
export const sentBlasts = ({ all }: Connection, workspaceId: number, within: string, id: number | null) =>
  all<DueRow>(
    `select b.id, b.name, b.line_id, b.author, coalesce(u.email, a.actor) as by, b.state, b.body, b.rate, b.report, b.scheduled,
       (select min(m.due) from blast_messages m where m.workspace_id = b.workspace_id and m.blast_id = b.id
         and m.state = 'waiting') as due
     from blasts b join authorships a on a.workspace_id = b.workspace_id and a.number = b.made
     left join users u on u.id = b.author
     where b.workspace_id = $1 and b.state in ('scheduled', 'sending') and (cast($2 as bigint) is null or b.id = $2) and (${within})
     order by b.scheduled, b.id`,
    [workspaceId, id],
  );

/** Takes the first `most` messages that are due in hand. */
export const claimMessages = ({ run }: Connection, workspaceId: number, blastId: number, now: number, most: number) =>
  run(
    `update blast_messages set state = 'claimed', attempts = attempts + 1, at = $3
     where workspace_id = $1 and blast_id = $2 and id in (select m.id from blast_messages m
       where m.workspace_id = $1 and m.blast_id = $2 and m.state = 'waiting' and m.due <= $3 order by m.due, m.id limit $4)`,
    [workspaceId, blastId, now, most],
  );

/** A message in hand, with what may have changed since it was frozen: whether its contact is there, what they agreed to. */
export interface ClaimedRow {
  readonly key: string;
  readonly address: string;
  readonly body: string | null;
  readonly segments: number | null;
  readonly attempt: number;
  readonly contact: number | null;
  readonly zone: string | null;
  readonly consent: string | null;
}

/** The messages of a blast that are in hand, in the order in which they were due. */
export const claimedMessages = ({ all }: Connection, workspaceId: number, blastId: number, lineId: number) =>
  all<ClaimedRow>(
    `select m.message_key as key, m.address, m.body, m.segments, m.attempts as attempt, c.id as contact, c.time_zone as zone,
       k.state as consent
     from blast_messages m
     left join contacts c on c.workspace_id = m.workspace_id and c.id = m.contact_id
     left join consents k on k.workspace_id = m.workspace_id and k.line_id = $3 and k.address = m.address and k.until is null
     where m.workspace_id = $1 and m.blast_id = $2 and m.state = 'claimed' order by m.due, m.id`,
    [workspaceId, blastId, lineId],
  );

/** What is told of a message: by a transport, or by the rules before it goes out. */
export type Outcome = Omit<Told, 'state'> & { readonly state: MessageState };

/**
 * Keeps what became of messages, in one statement. That one was taken is the truth whenever it is told; anything else
 * counts only for the attempt that it is about.
 */
export async function tellOutcomes(
  { run, dialect }: Connection,
  workspaceId: number,
  told: readonly Outcome[],
): Promise<number> {
  if (told.length === 0) return 0;
  const rows = dialect.rows('$2', {
    ...({ key: 'text', attempt: 'integer', state: 'text', outcome: 'text' } as const),
    ...({ at: 'integer', due: 'integer', segments: 'integer', back: 'integer' } as const),
  });
  // By their keys, and not one by one of all that there are: what is told is little beside what is kept.
  return run(
    `with told as materialized (select * from ${rows} as r)
     update blast_messages as m set state = n.state, outcome = n.outcome, at = n.at, due = coalesce(n.due, m.due),
       segments = coalesce(n.segments, m.segments), attempts = m.attempts - n.back
     from told as n where m.workspace_id = $1 and m.message_key in (select k.key from told as k) and m.message_key = n.key
       and ((n.state = 'handed' and m.state in ('claimed', 'uncertain', 'waiting'))
         or (m.state in ('claimed', 'uncertain') and m.attempts = n.attempt))`,
    [workspaceId, JSON.stringify(told)],
  );
}

/** Moves all messages of a blast from one state to another, and answers how many there were. */
export const moveMessages = (
  { run }: Connection,
  workspaceId: number,
  blastId: number,
  from: readonly MessageState[],
  to: MessageState,
) =>
  run(
    `update blast_messages set state = $3 where workspace_id = $1 and blast_id = $2
       and state in (${from.map((state) => `'${state}'`).join(', ')})`,
    [workspaceId, blastId, to],
  );

/** What was given back of blasts that were cancelled meanwhile is cancelled too. */
export const cancelReturned = ({ run }: Connection, workspaceId: number) =>
  run(
    `update blast_messages set state = 'cancelled' where workspace_id = $1 and state = 'waiting'
       and blast_id in (select b.id from blasts b where b.workspace_id = $1 and b.state = 'cancelled')`,
    [workspaceId],
  );

/** A message of a blast, with its text where not all read the same. */
export interface MessageRow {
  readonly key: string;
  readonly address: string;
  readonly body: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly attempts: number;
  readonly due: number;
  readonly at: number | null;
}

/** The messages of a blast to contacts within reach, as they come; those to contacts that are gone only to who sees all. */
export function messagesOf(
  { stream, dialect }: Connection,
  workspaceId: number,
  blastId: number,
  reached: Reached,
  states: readonly MessageState[] = MESSAGE_STATES,
) {
  const seesAll = reached !== 'nothing' && reached.contacts === null;
  const within = `exists (select 1 from contacts c where c.workspace_id = m.workspace_id and c.id = m.contact_id
    and ${contactsWithin(reached)})`;
  return stream<MessageRow>(
    `select m.message_key as key, m.address, m.body, m.state, m.outcome, m.attempts, m.due, m.at from blast_messages m
     where m.workspace_id = $1 and m.blast_id = $2 and m.state in ${dialect.texts('$3')} and (${seesAll ? '1 = 1' : within})
     order by m.id`,
    [workspaceId, blastId, JSON.stringify(states)],
  );
}
