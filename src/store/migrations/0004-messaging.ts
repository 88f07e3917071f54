import type { SchemaWords } from '../connection.ts';

/** What is said, and by whom: templates, responders, conversations with their messages, blasts with theirs. */
export const messaging = ({ integer, text, keyed }: SchemaWords): readonly string[] => [
  `create table templates (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    name ${text} not null,
    body ${text} not null,
    version ${integer} not null,
    made ${integer} not null,
    changed ${integer} not null,
    primary key (workspace_id, id),
    unique (workspace_id, name)
  ) ${keyed}`,

  `create table responders (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    line_id ${integer},
    name ${text} not null,
    kind ${text} not null,
    mode ${text},
    words ${text} not null,
    pattern ${text},
    reply ${text},
    actions ${text} not null,
    schedule ${text} not null,
    cooldown ${integer} not null,
    priority ${integer} not null,
    quiet_when_claimed ${integer} not null,
    is_on ${integer} not null,
    version ${integer} not null,
    made ${integer} not null,
    changed ${integer} not null,
    primary key (workspace_id, id),
    unique (workspace_id, name),
    foreign key (workspace_id, line_id) references lines (workspace_id, id)
  ) ${keyed}`,
  'create index responders_by_line on responders (workspace_id, line_id)',

  `create table conversations (
    workspace_id ${integer} not null,
    id ${integer} not null,
    line_id ${integer} not null,
    contact_id ${integer} not null,
    state ${text} not null,
    claimed_by ${integer} references users (id),
    opened ${integer} not null,
    latest ${integer} not null,
    note ${text},
    category ${text},
    version ${integer} not null,
    made ${integer} not null,
    changed ${integer} not null,
    primary key (workspace_id, id),
    unique (workspace_id, line_id, contact_id),
    foreign key (workspace_id, line_id) references lines (workspace_id, id),
    foreign key (workspace_id, contact_id) references contacts (workspace_id, id)
  ) ${keyed}`,
  'create index conversations_by_contact on conversations (workspace_id, contact_id)',
  'create index conversations_by_latest on conversations (workspace_id, latest, id)',
  'create index conversations_by_claim on conversations (workspace_id, claimed_by) where claimed_by is not null',

  `create table messages (
    workspace_id ${integer} not null,
    conversation_id ${integer} not null,
    id ${integer} not null,
    kind ${text} not null,
    body ${text} not null,
    at ${integer} not null,
    author ${integer} references users (id),
    responder ${text},
    message_key ${text},
    entry ${integer} not null,
    primary key (workspace_id, conversation_id, id),
    foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
  ) ${keyed}`,
  'create unique index messages_by_key on messages (workspace_id, message_key) where message_key is not null',

  // When a responder answered a contact last: what its cooldown counts from.
  `create table responder_answers (
    workspace_id ${integer} not null,
    responder_id ${integer} not null,
    contact_id ${integer} not null,
    at ${integer} not null,
    primary key (workspace_id, responder_id, contact_id)
  ) ${keyed}`,

  // Whose turn it was last, of the team that conversations are dealt out to.
  `create table assignment_turns (
    workspace_id ${integer} not null,
    team_id ${integer} not null,
    user_id ${integer} not null references users (id),
    primary key (workspace_id, team_id),
    foreign key (workspace_id, team_id) references teams (workspace_id, id)
  ) ${keyed}`,

  `create table blasts (
    workspace_id ${integer} not null,
    id ${integer} not null,
    name ${text} not null,
    line_id ${integer} not null,
    author ${integer} not null references users (id),
    state ${text} not null,
    body ${text} not null,
    audience ${text} not null,
    scheduled ${integer},
    rate ${integer},
    reason ${text},
    decided_by ${integer} references users (id),
    decided_at ${integer},
    report ${text},
    version ${integer} not null,
    made ${integer} not null,
    changed ${integer} not null,
    primary key (workspace_id, id),
    unique (workspace_id, name),
    foreign key (workspace_id, line_id) references lines (workspace_id, id)
  ) ${keyed}`,
  'create index blasts_by_author on blasts (workspace_id, author)',
  'create index blasts_by_state on blasts (workspace_id, state, scheduled)',

  // One row for each recipient once a blast is scheduled. Its key is what a gateway knows the message by.
  `create table blast_messages (
    workspace_id ${integer} not null,
    blast_id ${integer} not null,
    id ${integer} not null,
    contact_id ${integer} not null,
    address ${text} not null,
    message_key ${text} not null,
    body ${text},
    segments ${integer},
    due ${integer} not null,
    state ${text} not null,
    attempts ${integer} not null,
    at ${integer},
    outcome ${text},
    primary key (workspace_id, blast_id, id),
    foreign key (workspace_id, blast_id) references blasts (workspace_id, id)
  ) ${keyed}`,
  'create unique index blast_messages_by_key on blast_messages (workspace_id, message_key)',
  'create index blast_messages_due on blast_messages (workspace_id, blast_id, state, due, id)',
];
