// The records of work as types: long, because they are read beside each other.
import type { Fact } from './schema.ts';

/** A record of work: a row with a version, made by one entry and changed last by another. */
interface WorkRecord {
  workspace_id: number;
  id: number;
  version: number;
  made: number;
  changed: number;
}

/** A team; one that was removed is remembered with the entry that did it. */
interface TeamsTable extends Omit<WorkRecord, 'changed'> {
  name: string;
  about: string | null;
  removed: number | null;
}

interface TeamMembers extends Fact {
  user_id: number;
  team_id: number;
}

/** A role of the workspace's own; its definition is JSON. */
interface CustomRoles extends Fact {
  name: string;
  definition: string;
}

/** A setting of the workspace that is not what it is at first; its value is JSON. */
interface SettingsTable {
  workspace_id: number;
  name: string;
  value: string;
  changed: number;
}

/** A custom field of contacts: `choices` is a JSON array for those of kind choice. */
interface FieldsTable extends WorkRecord {
  name: string;
  kind: string;
  choices: string | null;
}

/** A contact: by E.164 number, or by e-mail address. `name_key` is what it is searched and sorted by. */
interface ContactsTable extends WorkRecord {
  phone: string | null;
  email: string | null;
  email_key: string | null;
  first_name: string | null;
  last_name: string | null;
  name_key: string;
  assignee: number | null;
  team_id: number | null;
  time_zone: string | null;
}

interface ContactValues {
  workspace_id: number;
  contact_id: number;
  field_id: number;
  value: string;
}

interface ContactTags {
  workspace_id: number;
  contact_id: number;
  tag: string;
}

/** What became of each row of a file of contacts; `before` is JSON of a contact that was changed. */
interface ContactRows {
  workspace_id: number;
  entry: number;
  line: number;
  contact_id: number;
  outcome: string;
  before: string | null;
}

/** What somebody at an address agreed to on a line: `opted-in` or `opted-out`. `at` is in UTC milliseconds. */
interface Consents extends Fact {
  line_id: number;
  address: string;
  state: string;
  word: string | null;
  origin: string;
  at: number;
}

/** A list of contacts; with a filter (JSON) it is a segment, evaluated when asked. */
interface ListsTable extends WorkRecord {
  name: string;
  about: string | null;
  filter: string | null;
  wants_consent: number;
}

interface ListMembers {
  workspace_id: number;
  list_id: number;
  contact_id: number;
  made: number;
}

interface TemplatesTable extends WorkRecord {
  name: string;
  body: string;
}

/** A responder of one line, or of all; `words`, `actions` and `schedule` are JSON, `cooldown` milliseconds. */
interface RespondersTable extends WorkRecord {
  line_id: number | null;
  name: string;
  kind: string;
  mode: string | null;
  words: string;
  pattern: string | null;
  reply: string | null;
  actions: string;
  schedule: string;
  cooldown: number;
  priority: number;
  quiet_when_claimed: number;
  is_on: number;
}

/** A conversation of a contact on a line; times are UTC milliseconds. */
interface ConversationsTable extends WorkRecord {
  line_id: number;
  contact_id: number;
  state: string;
  claimed_by: number | null;
  opened: number;
  latest: number;
  note: string | null;
  category: string | null;
}

/** A message or an event of a conversation, in their order: `kind` says which. */
interface MessagesTable {
  workspace_id: number;
  conversation_id: number;
  id: number;
  kind: string;
  body: string;
  at: number;
  author: number | null;
  responder: string | null;
  message_key: string | null;
  entry: number;
}

interface ResponderAnswers {
  workspace_id: number;
  responder_id: number;
  contact_id: number;
  at: number;
}

interface AssignmentTurns {
  workspace_id: number;
  team_id: number;
  user_id: number;
}

/** A blast; `audience` and `report` are JSON, `scheduled` UTC milliseconds, `rate` segments a second. */
interface BlastsTable extends WorkRecord {
  name: string;
  line_id: number;
  author: number;
  state: string;
  body: string;
  audience: string;
  scheduled: number | null;
  rate: number | null;
  reason: string | null;
  decided_by: number | null;
  decided_at: number | null;
  report: string | null;
}

/** What a recipient of a blast gets, by the key that a gateway knows it by. */
interface BlastMessages {
  workspace_id: number;
  blast_id: number;
  id: number;
  contact_id: number;
  address: string;
  message_key: string;
  body: string | null;
  segments: number | null;
  due: number;
  state: string;
  attempts: number;
  at: number | null;
  outcome: string | null;
}

/** Every table of the work, as its rows are read. */
export interface WorkTables {
  teams: TeamsTable;
  team_members: TeamMembers;
  custom_roles: CustomRoles;
  settings: SettingsTable;
  fields: FieldsTable;
  contacts: ContactsTable;
  contact_values: ContactValues;
  contact_tags: ContactTags;
  contact_rows: ContactRows;
  consents: Consents;
  lists: ListsTable;
  list_members: ListMembers;
  templates: TemplatesTable;
  responders: RespondersTable;
  conversations: ConversationsTable;
  messages: MessagesTable;
  responder_answers: ResponderAnswers;
  assignment_turns: AssignmentTurns;
  blasts: BlastsTable;
  blast_messages: BlastMessages;
}
