// A roster on its way in: laid into temporary tables, judged there by set statements. A constant number of statements.
import type { Connection } from './connection.ts';
import { makeFaults } from './staged-faults.ts';

/** One row of the roster as it is staged; `combination` names its lines, products, teams and restrictions together. */
export type StagedRow = readonly [
  line: number,
  key: string,
  email: string,
  name: string | null,
  role: string | null,
  status: string | null,
  combination: number,
];

const ROW = ['line', 'key', 'email', 'name', 'role', 'status', 'combination'];

/** Makes the temporary tables of one roster; they end with the connection. */
export async function makeStage(connection: Connection): Promise<void> {
  const { dialect, run } = connection;
  const { integer, text, bytes } = dialect.words;
  const tables = [
    `staged_rows (line ${integer} not null, key ${text} not null, email ${text} not null, name ${text}, role ${text}, status ${text},
      combination ${integer} not null)`,
    `staged_lines (combination ${integer} not null, line_id ${integer} not null, primary key (combination, line_id))`,
    `staged_products (combination ${integer} not null, product ${text} not null, primary key (combination, product))`,
    `staged_teams (combination ${integer} not null, team_id ${integer} not null, primary key (combination, team_id))`,
    `staged_restrictions (combination ${integer} not null, name ${text} not null, primary key (combination, name))`,
    `judged (line ${integer} not null, key ${text} not null, email ${text} not null, name ${text}, role ${text}, status ${text},
      combination ${integer} not null, first_line ${integer} not null, user_id ${integer}, now_role ${text},
      now_status ${text}, differs ${text} not null)`,
    `targets (user_id ${integer} primary key, line ${integer} not null, combination ${integer} not null, name ${text},
      role ${text}, status ${text}, token_hash ${bytes}, is_new ${integer} not null)`,
  ];
  for (const table of tables) await run(`create temporary table ${table}`);
  await makeFaults(connection);
}

/** Lays rows into the stage. */
export const stageRows = ({ load }: Connection, rows: Iterable<StagedRow>): Promise<void> =>
  load('staged_rows', ROW, rows);

/** What a combination of cells stands for. */
export interface Combination {
  readonly id: number;
  readonly lineIds: readonly number[];
  readonly products: readonly string[];
  readonly teamIds: readonly number[];
  readonly restrictions: readonly string[];
}

/** Lays combinations into the stage, each once. */
export async function stageCombinations({ load }: Connection, combinations: readonly Combination[]): Promise<void> {
  const pairs = <T>(of: (combination: Combination) => readonly T[]) =>
    combinations.flatMap((combination) => of(combination).map((part) => [combination.id, part]));
  await load(
    'staged_lines',
    ['combination', 'line_id'],
    pairs(({ lineIds }) => lineIds),
  );
  await load(
    'staged_products',
    ['combination', 'product'],
    pairs(({ products }) => products),
  );
  await load(
    'staged_teams',
    ['combination', 'team_id'],
    pairs(({ teamIds }) => teamIds),
  );
  await load(
    'staged_restrictions',
    ['combination', 'name'],
    pairs(({ restrictions }) => restrictions),
  );
}
