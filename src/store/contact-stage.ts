// A file of contacts on its way in: laid into temporary tables as it is read. A constant number of statements.
import type { Connection } from './connection.ts';
import { makeFaults } from './staged-faults.ts';

/** One row as it is staged; `combination` names its tags, lists, assignee and team together, 0 where it says none. */
export type StagedContact = readonly [
  line: number,
  phone: string | null,
  email: string | null,
  emailKey: string | null,
  firstName: string | null,
  lastName: string | null,
  nameKey: string,
  timeZone: string | null,
  combination: number,
];

const ROW = ['line', 'phone', 'email', 'email_key', 'first_name', 'last_name', 'name_key', 'time_zone', 'combination'];

/** Makes the temporary tables of one file; they end with the connection. */
export async function makeContactStage(connection: Connection): Promise<void> {
  const { dialect, run } = connection;
  const { integer, text, identity, keyed } = dialect.words;
  const columns = `line ${integer} not null, phone ${text}, email ${text}, email_key ${text}, first_name ${text},
    last_name ${text}, name_key ${text} not null, time_zone ${text}, combination ${integer} not null`;
  const tables = [
    `staged_contacts (${columns})`,
    `staged_values (line ${integer} not null, field_id ${integer} not null, value ${text} not null,
      primary key (line, field_id)) ${keyed}`,
    `staged_combinations (id ${integer} primary key, assignee_key ${text}, assignee ${integer}, team_id ${integer})`,
    `staged_tags (combination ${integer} not null, tag ${text} not null, primary key (combination, tag)) ${keyed}`,
    `staged_lists (combination ${integer} not null, list_id ${integer} not null, primary key (combination, list_id)) ${keyed}`,
    // In the order of their numbers, or addresses: so they stand in the store's indexes, and each is looked up beside the last.
    `sorted_contacts (n ${identity}, ${columns})`,
    `matched (n ${integer} primary key, contact_id ${integer} not null, differs ${text} not null, is_unseen ${integer} not null)`,
    `renamed (contact_id ${integer} primary key, name_key ${text} not null)`,
  ];
  for (const table of tables) await run(`create temporary table ${table}`);
  await makeFaults(connection);
}

/** Lays rows into the stage. */
export const stageContacts = ({ load }: Connection, rows: Iterable<StagedContact>): Promise<void> =>
  load('staged_contacts', ROW, rows);

/** Lays the values of custom fields into the stage. */
export const stageValues = (
  { load }: Connection,
  values: Iterable<readonly [line: number, fieldId: number, value: string]>,
): Promise<void> => load('staged_values', ['line', 'field_id', 'value'], values);

/** What a combination of cells stands for. */
export interface ContactCombination {
  readonly id: number;
  readonly tags: readonly string[];
  readonly listIds: readonly number[];
  readonly assigneeKey: string | null;
  readonly teamId: number | null;
}

/** Lays combinations into the stage, each once. */
export async function stageContactCombinations(
  { load }: Connection,
  combinations: readonly ContactCombination[],
): Promise<void> {
  if (combinations.length === 0) return;
  await load(
    'staged_combinations',
    ['id', 'assignee_key', 'team_id'],
    combinations.map(({ id, assigneeKey, teamId }) => [id, assigneeKey, teamId]),
  );
  await load(
    'staged_tags',
    ['combination', 'tag'],
    combinations.flatMap(({ id, tags }) => tags.map((tag) => [id, tag])),
  );
  await load(
    'staged_lists',
    ['combination', 'list_id'],
    combinations.flatMap(({ id, listIds }) => listIds.map((listId) => [id, listId])),
  );
}

/** The teams and lists of a workspace, whose names a file may say. */
export async function namesForContacts({ all }: Connection, workspaceId: number) {
  const teams = await all<{ id: number; name: string }>(
    'select t.id, t.name from teams t where t.workspace_id = $1 and t.removed is null order by t.name',
    [workspaceId],
  );
  const lists = await all<{ id: number; name: string; is_segment: number }>(
    `select l.id, l.name, case when l.filter is null then 0 else 1 end as is_segment
     from lists l where l.workspace_id = $1 order by l.name`,
    [workspaceId],
  );
  return { teams, lists };
}
