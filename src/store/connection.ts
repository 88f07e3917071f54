import type { Entry, Head } from './ledger.ts';

/** One open connection to a store, in the dialect's own words. Statements number their values `$1`, `$2`, … */
export interface Connection {
  readonly dialect: Dialect;
  /** Who is there, as far as the store vouches for anybody. */
  readonly identity: Identity;
  /** The rows a statement answers, or none. */
  readonly all: <R>(statement: string, values?: readonly unknown[]) => Promise<R[]>;
  /** The same, each row an array of its columns: where there are very many. */
  readonly tuples: (statement: string, values?: readonly unknown[]) => Promise<readonly (readonly unknown[])[]>;
  /** How many rows a statement changed. */
  readonly run: (statement: string, values?: readonly unknown[]) => Promise<number>;
  /** Rows as they come, for answers that do not fit in memory. */
  readonly stream: <R>(statement: string, values?: readonly unknown[]) => AsyncIterable<R>;
  /** Lays rows into a table by the dialect's fastest way; each row has one value per column. */
  readonly load: (table: string, columns: readonly string[], rows: Iterable<readonly unknown[]>) => Promise<void>;
  /** Appends an entry to its workspace's chain; `expected` is the head before it, where the caller relies on one. */
  readonly append: (entry: Entry, expected: Head | undefined) => Promise<Head>;
  readonly begin: (mode: 'read' | 'stage' | 'write') => Promise<void>;
  /** Marks where the transaction stands; `backToMark` forgets what was written since, and the transaction goes on. */
  readonly mark: () => Promise<void>;
  readonly backToMark: () => Promise<void>;
  /** Throws `commit-unknown` where a server's answer was lost: what was done may be there, or not. */
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
  /** Lets other writers in between two transactions, where a connection would keep its turn. */
  readonly yieldTurn?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * How sure a store is of who is there: a file knows nobody, and believes what is said (`local-file`); a server knows
 * whom a login of their own belongs to (`db-login`), or whose token was shown (`token`).
 */
type Vouched = 'local-file' | 'db-login' | 'token';

/** Who is there: their e-mail address, null where the store knows nobody. A token is of one workspace. */
export interface Identity {
  readonly vouched: Vouched;
  readonly email: string | null;
  readonly token: BoundToken | null;
}

/** The token by which somebody came in. `scope` are the actions it is good for; null for all of its owner's. */
interface BoundToken {
  readonly kind: 'access' | 'invitation';
  readonly workspace: string;
  readonly name: string;
  readonly scope: readonly string[] | null;
  /** UTC milliseconds. */
  readonly expires: number | null;
}

/** The few places where the dialects' languages differ. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** A subquery of the texts in the JSON array that a value holds. */
  readonly texts: (value: string) => string;
  /** Behind a table and its alias: the index by which it is to be read, where the planner would take one that is dearer. */
  readonly by: (index: string) => string;
  /** JSON made by the store: an object as text, and within it a list and a map of the rows of a subquery. */
  readonly json: JsonWords;
  /** A column in a condition or order for which no index is to be taken, where a store would choose one without looking. */
  readonly unindexed: (column: string) => string;
  /** A subquery of the rows in the JSON array of objects that a value holds, with these of their keys as columns. */
  readonly rows: (value: string, columns: Readonly<Record<string, 'integer' | 'text'>>) => string;
  /** Drops every temporary table, where the transaction goes on after whoever made them. */
  readonly sweep: (connection: Connection) => Promise<void>;
  /** Column types and table endings of the migrations. */
  readonly words: SchemaWords;
  /** Where what is read goes beyond the reader's own eyes: a server has doors for that, a file has no walls. */
  readonly doors: Doors | null;
}

/** How JSON is made of columns. Lists and maps are in order, and fit into an object. */
interface JsonWords {
  readonly object: (parts: readonly (readonly [name: string, value: string])[]) => string;
  readonly list: (value: string) => string;
  readonly map: (key: string, value: string) => string;
  /** What a column of JSON says under a name, as text; null where it says nothing. */
  readonly text: (column: string, name: string) => string;
  /** The list, or the map, that a column of JSON has under a name, as rows beside it: `value`, and `key` of a map. */
  readonly items: (column: string, name: string, alias: string) => string;
  readonly members: (column: string, name: string, alias: string) => string;
}

/** The functions of a server that tell more than its walls let through, each no more than a decision needs. */
export interface Doors {
  /** People by the workspace's slug, its id, or in every workspace: called with the same values as the statement. */
  readonly peopleBySlug: string;
  readonly peopleById: string;
  readonly personEverywhere: string;
  /** The lines with these names. */
  readonly linesNamed: string;
  /** The lines with these ids. */
  readonly linesById: string;
  /** The greatest number of a contact of the workspace, as `last`; null where there is none. */
  readonly lastContact: string;
  /** Makes a workspace with this slug, name and model, and answers its `id`: null where there is one of that slug. */
  readonly foundWorkspace: string;
  /** Gives people with these keys and spellings an identity, and answers `email_key, id` of each. */
  readonly identities: string;
  /** The conversations that people hold. */
  readonly claimsHeld: string;
  /** Parts people from their work, and answers how much of it there was. */
  readonly partWithWork: string;
  /** Which of these numbers and e-mail keys contacts of a workspace have, those too that whoever asks does not see: the `key` of each. */
  readonly contactsTaken: string;
  /** Has the server look at how much is in its tables: what it plans stands on that. */
  readonly weigh: string;
}

/** The words of a migration that differ by dialect. */
export interface SchemaWords {
  readonly integer: string;
  readonly text: string;
  readonly bytes: string;
  /** Integer primary key, given by the store. */
  readonly identity: string;
  /** Ends a table whose rows are found by their own key. */
  readonly keyed: string;
  /** Ends a table with an identity. */
  readonly plain: string;
}
