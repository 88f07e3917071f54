import type { SchemaWords } from '../connection.ts';

/** Workspaces, people, the ledger, and access as facts. Every key but the identity's begins with `workspace_id`. */
export const foundation = ({ integer, text, bytes, identity, keyed, plain }: SchemaWords): readonly string[] => [
  `create table this_database (id ${text} not null) ${plain}`,

  `create table workspaces (
    id ${identity},
    slug ${text} not null unique,
    name ${text} not null,
    model ${text} not null
  ) ${plain}`,

  `create table workspace_states (
    workspace_id ${integer} not null references workspaces (id),
    state ${text} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, since)
  ) ${keyed}`,
  'create unique index workspace_states_now on workspace_states (workspace_id) where until is null',

  `create table users (
    id ${identity},
    email_key ${text} not null unique,
    email ${text} not null
  ) ${plain}`,

  `create table entries (
    workspace_id ${integer} not null references workspaces (id),
    number ${integer} not null,
    at ${integer} not null,
    actor ${text} not null,
    impersonator ${text},
    vouched ${text} not null,
    os_user ${text} not null,
    host ${text} not null,
    operation ${text} not null,
    outcome ${text} not null,
    input ${text} not null,
    digest ${text} not null,
    counts ${text} not null,
    codes ${text},
    previous ${text} not null,
    hash ${text} not null,
    primary key (workspace_id, number)
  ) ${keyed}`,

  `create table memberships (
    workspace_id ${integer} not null references workspaces (id),
    user_id ${integer} not null references users (id),
    role ${text} not null,
    status ${text} not null,
    name ${text},
    expires ${integer},
    token_hash ${bytes},
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, user_id, since)
  ) ${keyed}`,
  'create unique index memberships_now on memberships (workspace_id, user_id) where until is null',
  'create index memberships_by_role on memberships (workspace_id, role, status) where until is null',
  'create index memberships_ended on memberships (workspace_id, until) where until is not null',

  `create table restrictions (
    workspace_id ${integer} not null references workspaces (id),
    user_id ${integer} not null references users (id),
    name ${text} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, user_id, name, since)
  ) ${keyed}`,
  'create unique index restrictions_now on restrictions (workspace_id, user_id, name) where until is null',

  `create table lines (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    address ${text} not null,
    kind ${text} not null,
    name ${text},
    version ${integer} not null,
    primary key (workspace_id, id),
    unique (workspace_id, address)
  ) ${keyed}`,

  `create table line_activations (
    workspace_id ${integer} not null,
    line_id ${integer} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, line_id, since),
    foreign key (workspace_id, line_id) references lines (workspace_id, id)
  ) ${keyed}`,
  'create unique index line_activations_now on line_activations (workspace_id, line_id) where until is null',

  `create table line_grants (
    workspace_id ${integer} not null,
    user_id ${integer} not null references users (id),
    line_id ${integer} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, user_id, line_id, since),
    foreign key (workspace_id, line_id) references lines (workspace_id, id)
  ) ${keyed}`,
  'create unique index line_grants_now on line_grants (workspace_id, line_id, user_id) where until is null',

  `create table product_activations (
    workspace_id ${integer} not null references workspaces (id),
    product ${text} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, product, since)
  ) ${keyed}`,
  'create unique index product_activations_now on product_activations (workspace_id, product) where until is null',

  `create table product_grants (
    workspace_id ${integer} not null references workspaces (id),
    user_id ${integer} not null references users (id),
    product ${text} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, user_id, product, since)
  ) ${keyed}`,
  'create unique index product_grants_now on product_grants (workspace_id, product, user_id) where until is null',

  `create table batch_rows (
    workspace_id ${integer} not null,
    entry ${integer} not null,
    line ${integer} not null,
    user_id ${integer} not null references users (id),
    outcome ${text} not null,
    primary key (workspace_id, entry, line)
  ) ${keyed}`,
];
