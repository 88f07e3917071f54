// The tables of facts: what the ledger can tell of them, and whether they rest on entries that are there.
import { isAltered } from './altered-facts.ts';
import type { Connection } from './connection.ts';

interface FactTable {
  readonly fact: string;
  /** What a row says, in SQL, and the tables it needs for that beside its own, which is `f`. */
  readonly says: string;
  readonly joins?: string;
  /** By which column a row is another version of one that an entry ended at the same time. */
  readonly same?: string;
}

const person = 'join users u on u.id = f.user_id';
const line = 'join lines l on l.workspace_id = f.workspace_id and l.id = f.line_id';

/** Every table whose rows hold from one ledger entry to another. */
export const FACT_TABLES: Readonly<Record<string, FactTable>> = {
  workspace_states: { fact: 'workspace', says: 'f.state' },
  memberships: {
    fact: 'membership',
    says: "u.email || ': ' || f.role || ', ' || f.status",
    joins: person,
    same: 'user_id',
  },
  restrictions: { fact: 'restriction', says: "u.email || ': ' || f.name", joins: person },
  line_activations: { fact: 'line', says: 'l.address', joins: line },
  line_grants: { fact: 'line grant', says: "u.email || ': ' || l.address", joins: `${person} ${line}` },
  product_activations: { fact: 'product', says: 'f.product' },
  product_grants: { fact: 'product grant', says: "u.email || ': ' || f.product", joins: person },
  team_members: {
    fact: 'team membership',
    says: "u.email || ': ' || t.name",
    joins: `${person} join teams t on t.workspace_id = f.workspace_id and t.id = f.team_id`,
  },
  custom_roles: { fact: 'role', says: 'f.name', same: 'name' },
  consents: { fact: 'consent', says: "f.address || ' ' || f.state || ': ' || l.address", joins: line },
  access_tokens: { fact: 'token', says: "u.email || ': ' || f.name", joins: person },
};

const ofAll = (select: (table: string, parts: FactTable) => string): string =>
  Object.entries(FACT_TABLES)
    .map(([table, parts]) => select(table, parts))
    .join(' union all ');

/** How many facts of one kind an entry began and ended. */
export interface FactCount {
  readonly fact: string;
  readonly began: number;
  readonly ended: number;
}

/** The facts that an entry began and ended, counted by kind; kinds without any are left out. */
export const factCounts = (connection: Connection, workspaceId: number, entry: number): Promise<FactCount[]> =>
  connection.all<FactCount>(
    `select * from (${ofAll(
      (table, { fact }) => `select '${fact}' as fact, count(case when f.since = $2 then 1 end) as began,
        count(case when f.until = $2 then 1 end) as ended
        from ${table} f where f.workspace_id = $1 and (f.since = $2 or f.until = $2)`,
    )}) as counted where began + ended > 0`,
    [workspaceId, entry],
  );

/** One fact in words, and whether an entry began or ended it. */
export interface FactTold {
  readonly did: 'began' | 'ended';
  readonly fact: string;
  readonly says: string;
}

/** The facts that an entry ended and began, in words, `limit` at most. */
export const factsTold = (
  connection: Connection,
  workspaceId: number,
  entry: number,
  limit: number,
): Promise<FactTold[]> => connection.all<FactTold>(`${tellingFacts} limit ${limit}`, [workspaceId, entry]);

const telling = (but: (table: string, parts: FactTable) => string) =>
  `select case when since = $2 then 'began' else 'ended' end as did, fact, says from (${ofAll(
    (table, parts) => `select '${parts.fact}' as fact, ${parts.says} as says, f.since
    from ${table} f ${parts.joins ?? ''} where f.workspace_id = $1 and (f.since = $2 or f.until = $2)${but(table, parts)}`,
  )}) as told order by fact, did desc, says`;
const tellingFacts = telling(() => '');
const tellingUnaltered = telling((table, { same }) => (same ? ` and not ${isAltered(table, same)}` : ''));

/** The same without those of which it made something else, which are told part by part. */
export const unalteredFacts = (connection: Connection, workspaceId: number, entry: number): AsyncIterable<FactTold> =>
  connection.stream<FactTold>(tellingUnaltered, [workspaceId, entry]);

/** All of the facts that an entry ended and began, in words, streamed. */
export const factsStreamed = (connection: Connection, workspaceId: number, entry: number): AsyncIterable<FactTold> =>
  connection.stream<FactTold>(tellingFacts, [workspaceId, entry]);

/** A fact that rests on an entry which is not there, or was refused. */
export interface Unfounded {
  readonly fact: string;
  readonly since: number;
  readonly until: number | null;
}

/** The first fact of each kind that does not rest on accepted entries, in this order, from beginning to end. */
export const unfoundedFacts = (connection: Connection, workspaceId: number): Promise<Unfounded[]> =>
  connection.all<Unfounded>(
    ofAll(
      (table, { fact }) => `select * from (select '${fact}' as fact, f.since, f.until from ${table} f
        where f.workspace_id = $1 and (f.until < f.since or not ${isEntered('f.since')}
          or (f.until is not null and not ${isEntered('f.until')})) order by f.since limit 1) as first_of_${table}`,
    ),
    [workspaceId],
  );

const isEntered = (number: string): string =>
  `exists (select 1 from entries e where e.workspace_id = $1 and e.number = ${number} and e.outcome = 'done')`;
