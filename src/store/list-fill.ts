// Contacts on their way onto a list, or off it: named in a temporary table, judged there, and put on by one statement.
import type { Connection } from './connection.ts';
import { type Filter, filterPiece } from './contact-filter.ts';
import { idsOf } from './ids.ts';
import { contactsWithin, type Reached } from './sight.ts';
import { makeFaults } from './staged-faults.ts';

/** One contact as a file names it: the word by which the store knows it, and as it was written. */
export type NamedContact = readonly [line: number, word: string, written: string];

/** Makes the temporary tables of one filling; they end with the connection. */
export async function makeFilling(connection: Connection): Promise<void> {
  const { dialect, run } = connection;
  const { integer, text } = dialect.words;
  const tables = [
    `staged_words (line ${integer} not null, word ${text} not null, written ${text} not null)`,
    `named (line ${integer} not null, written ${text} not null, contact_id ${integer}, meant ${integer} not null,
      first_line ${integer} not null)`,
  ];
  for (const table of tables) await run(`create temporary table ${table}`);
  await makeFaults(connection);
}

/** Lays words into the stage. */
export const stageWords = ({ load }: Connection, words: Iterable<NamedContact>): Promise<void> =>
  load('staged_words', ['line', 'word', 'written'], words);

/** Finds whom each word means among the contacts within reach, and on which line the same contact is named first. */
export async function findNamed({ run }: Connection, workspaceId: number, reached: Reached): Promise<void> {
  await run(
    `insert into named
     select m.line, m.written, m.contact_id, m.meant, min(m.line) over (partition by coalesce(m.contact_id, -m.line))
     from (select s.line, s.written, coalesce(p.id, e.id) as contact_id,
         case when p.id is not null then 1 else coalesce(e.meant, 0) end as meant
       from staged_words s
       left join contacts p on p.workspace_id = $1 and p.phone = s.word and ${contactsWithin(reached, 'p')}
       left join (select c.email_key, coalesce(min(case when c.phone is null then c.id end), min(c.id)) as id,
           case when count(c.phone) < count(*) then 1 else count(*) end as meant from contacts c
         where c.workspace_id = $1 and c.email_key in (select w.word from staged_words w) and ${contactsWithin(reached)}
         group by c.email_key) e on e.email_key = s.word) m`,
    [workspaceId],
  );
}

/** Marks the rows whose contact is not there, is one of several, or stands on an earlier line already. */
export async function faultNamed({ run }: Connection, column: number | null): Promise<void> {
  const marks = [
    ['unknown-contact', "'there is no such contact'", "'add it first: switchboard contacts add'", 'n.meant = 0'],
    [
      'ambiguous-contact',
      "n.meant || ' contacts have this address'",
      "'name the one that is meant by its number'",
      'n.meant > 1',
    ],
    [
      'duplicate-row',
      "'line ' || n.line || ' is the same contact as line ' || n.first_line",
      "'remove one of the two lines'",
      'n.meant = 1 and n.line <> n.first_line',
    ],
  ];
  await run(
    `insert into staged_faults ${marks
      .map(
        ([code, message, suggestion, where]) =>
          `select n.line, cast($1 as integer), 'contact', '${code}', n.written, ${message}, ${suggestion}
           from named n where ${where}`,
      )
      .join(' union all ')}`,
    [column],
  );
}

const GOOD = 'not exists (select 1 from staged_faults f where f.line = n.line)';

/** The rows of a file: the good ones, those at fault, and how many faults there are. */
export interface Judgement {
  readonly good: number;
  readonly rejected: number;
  readonly faults: number;
}

/** Counts the good rows and those at fault. */
export async function judgement({ all }: Connection): Promise<Judgement> {
  const [row] = await all<Judgement>(
    `select count(*) as good, (select count(*) from staged_faults) as faults,
       (select count(distinct line) from staged_faults) as rejected from named n where ${GOOD}`,
  );
  return row ?? { good: 0, rejected: 0, faults: 0 };
}

/**
 * Contacts that a statement chooses, each with its `id` and its `line`: `from` is the number of the first of its own values,
 * behind the workspace as `$1`.
 */
export interface Chosen {
  readonly sql: (from: number) => string;
  readonly values: readonly unknown[];
  /** Whether somebody named each of them, and is told of each what became of it. */
  readonly named: boolean;
}

/** The contacts of the good rows. */
export const NAMED: Chosen = {
  sql: () => `select n.contact_id as id, n.line from named n where ${GOOD}`,
  values: [],
  named: true,
};

const LINE = 'row_number() over (order by c.id) as line';

/** Contacts by their ids. */
export const byIds = ({ dialect }: Connection, ids: readonly number[]): Chosen => ({
  sql: (from) =>
    `select c.id, ${LINE} from contacts c where c.workspace_id = $1 and c.id in ${idsOf(dialect, `$${from}`)}`,
  values: [JSON.stringify(ids.map(String))],
  named: true,
});

/** The contacts within reach that pass a filter. */
export const byFilter = (filter: Filter, reached: Reached): Chosen => ({
  sql: (from) => `select c.id, ${LINE} from contacts c
    where c.workspace_id = $1 and ${contactsWithin(reached)} and ${filterPiece(filter, from).text}`,
  values: filterPiece(filter, 1).values,
  named: false,
});

/** Puts contacts on a list; who is on it already stays. Answers how many were put on. */
export const putOn = (
  { run }: Connection,
  workspaceId: number,
  listId: number,
  entry: number,
  { sql, values }: Chosen,
): Promise<number> =>
  run(
    `insert into list_members (workspace_id, list_id, contact_id, made)
     select cast($1 as integer), cast($2 as integer), chosen.id, cast($3 as integer)
     from (${sql(4)}) chosen order by chosen.id on conflict do nothing`,
    [workspaceId, listId, entry, ...values],
  );
