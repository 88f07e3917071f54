import type { WorkTables } from './work-schema.ts';

/** A fact in force for a stretch of the ledger: begun by entry `since`, ended by entry `until` (null while in force). */
export interface Fact {
  workspace_id: number;
  since: number;
  until: number | null;
}

interface WorkspacesTable {
  id: number;
  slug: string;
  name: string;
  model: string;
}

interface WorkspaceStates extends Fact {
  state: string;
}

/** The identity, by e-mail address: the only table that workspaces share. */
interface UsersTable {
  id: number;
  email_key: string;
  email: string;
}

/** One accepted or refused command: the ledger. Times are UTC milliseconds; hashes are lower-case hexadecimal. */
export interface EntriesTable {
  workspace_id: number;
  number: number;
  at: number;
  actor: string;
  impersonator: string | null;
  vouched: string;
  os_user: string;
  host: string;
  operation: string;
  outcome: string;
  input: string;
  digest: string;
  counts: string;
  codes: string | null;
  previous: string;
  hash: string;
  /** By which a command that was done is known again; null for refusals. */
  operation_id: string | null;
}

/** What every member may know of an entry. */
type Authorships = Pick<
  EntriesTable,
  'workspace_id' | 'number' | 'at' | 'actor' | 'operation' | 'outcome' | 'operation_id' | 'hash'
>;

/** A member's own token for a server that many share. Its text is shown once; this is its SHA-256. */
interface AccessTokensTable extends Fact {
  id: number;
  user_id: number;
  name: string;
  /** The actions it is good for, as a JSON array; null for all of its owner's. */
  scope: string | null;
  token_hash: Uint8Array;
  expires: number;
}

/** Role, status and name of a member; an invitation is a membership with status `invited`. */
export interface MembershipsTable extends Fact {
  user_id: number;
  role: string;
  status: string;
  name: string | null;
  /** When an invitation ends, and the SHA-256 of its token where one was handed out. */
  expires: number | null;
  token_hash: Uint8Array | null;
}

interface RestrictionsTable extends Fact {
  user_id: number;
  name: string;
}

interface LinesTable {
  workspace_id: number;
  id: number;
  address: string;
  kind: string;
  name: string | null;
  version: number;
}

interface LineActivations extends Fact {
  line_id: number;
}

interface LineGrants extends Fact {
  user_id: number;
  line_id: number;
}

interface ProductActivations extends Fact {
  product: string;
}

interface ProductGrants extends Fact {
  user_id: number;
  product: string;
}

/** What became of each row of a bulk command. */
interface BatchRows {
  workspace_id: number;
  entry: number;
  line: number;
  user_id: number;
  outcome: string;
}

/** The identity of this database, by which its ledger heads are remembered elsewhere. */
interface ThisDatabase {
  id: string;
}

/** Every table, as its rows are read. */
export interface Schema extends WorkTables {
  this_database: ThisDatabase;
  workspaces: WorkspacesTable;
  workspace_states: WorkspaceStates;
  users: UsersTable;
  entries: EntriesTable;
  memberships: MembershipsTable;
  restrictions: RestrictionsTable;
  lines: LinesTable;
  line_activations: LineActivations;
  line_grants: LineGrants;
  product_activations: ProductActivations;
  product_grants: ProductGrants;
  batch_rows: BatchRows;
  access_tokens: AccessTokensTable;
  authorships: Authorships;
}
