// Whom a workspace knows, in one step of the tables' history: long, because these tables refer to each other.
import type { SchemaWords } from '../connection.ts';

/**
 * Teams, custom roles and consents as facts; settings, fields, contacts and lists as rows. `made` and `changed` are the
 * entries that made a row and changed it last. Every key begins with `workspace_id`.
 */
export const contacts = ({ integer, text, keyed }: SchemaWords): readonly string[] => [
  `create table teams (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    name ${text} not null,
    about ${text},
    version ${integer} not null,
    made ${integer} not null,
    removed ${integer},
    primary key (workspace_id, id)
  ) ${keyed}`,
  'create unique index teams_now on teams (workspace_id, name) where removed is null',

  `create table team_members (
    workspace_id ${integer} not null,
    user_id ${integer} not null references users (id),
    team_id ${integer} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, user_id, team_id, since),
    foreign key (workspace_id, team_id) references teams (workspace_id, id)
  ) ${keyed}`,
  'create unique index team_members_now on team_members (workspace_id, team_id, user_id) where until is null',

  `create table custom_roles (
    workspace_id ${integer} not null references workspaces (id),
    name ${text} not null,
    definition ${text} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, name, since)
  ) ${keyed}`,
  'create unique index custom_roles_now on custom_roles (workspace_id, name) where until is null',

  `create table settings (
    workspace_id ${integer} not null references workspaces (id),
    name ${text} not null,
    value ${text} not null,
    changed ${integer} not null,
    primary key (workspace_id, name)
  ) ${keyed}`,

  `create table fields (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    name ${text} not null,
    kind ${text} not null,
    choices ${text},
    version ${integer} not null,
    made ${integer} not null,
    changed ${integer} not null,
    primary key (workspace_id, id),
    unique (workspace_id, name)
  ) ${keyed}`,

  // A person is in a workspace's contacts by number, or by address where there is no number.
  `create table contacts (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    phone ${text},
    email ${text},
    email_key ${text},
    first_name ${text},
    last_name ${text},
    name_key ${text} not null,
    assignee ${integer} references users (id),
    team_id ${integer},
    time_zone ${text},
    version ${integer} not null,
    made ${integer} not null,
    changed ${integer} not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, team_id) references teams (workspace_id, id)
  ) ${keyed}`,
  'create unique index contacts_by_phone on contacts (workspace_id, phone) where phone is not null',
  'create unique index contacts_by_address on contacts (workspace_id, email_key) where phone is null',
  'create index contacts_by_email on contacts (workspace_id, email_key, id) where email_key is not null',
  'create index contacts_by_name on contacts (workspace_id, name_key, id)',
  'create index contacts_by_assignee on contacts (workspace_id, assignee, id) where assignee is not null',
  'create index contacts_by_team on contacts (workspace_id, team_id, id) where team_id is not null',

  `create table contact_values (
    workspace_id ${integer} not null,
    contact_id ${integer} not null,
    field_id ${integer} not null,
    value ${text} not null,
    primary key (workspace_id, contact_id, field_id),
    foreign key (workspace_id, contact_id) references contacts (workspace_id, id),
    foreign key (workspace_id, field_id) references fields (workspace_id, id)
  ) ${keyed}`,
  'create index contact_values_by_value on contact_values (workspace_id, field_id, value, contact_id)',

  `create table contact_tags (
    workspace_id ${integer} not null,
    contact_id ${integer} not null,
    tag ${text} not null,
    primary key (workspace_id, contact_id, tag),
    foreign key (workspace_id, contact_id) references contacts (workspace_id, id)
  ) ${keyed}`,
  'create index contact_tags_by_tag on contact_tags (workspace_id, tag, contact_id)',

  // What became of each row of a file of contacts; `before` is the contact as it was, where it was changed.
  `create table contact_rows (
    workspace_id ${integer} not null,
    entry ${integer} not null,
    line ${integer} not null,
    contact_id ${integer} not null,
    outcome ${text} not null,
    before ${text},
    primary key (workspace_id, entry, line)
  ) ${keyed}`,

  // Kept by address, not by contact: who said stop has said it also when they are removed and come back.
  `create table consents (
    workspace_id ${integer} not null,
    line_id ${integer} not null,
    address ${text} not null,
    state ${text} not null,
    word ${text},
    origin ${text} not null,
    at ${integer} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, line_id, address, since),
    foreign key (workspace_id, line_id) references lines (workspace_id, id)
  ) ${keyed}`,
  'create unique index consents_now on consents (workspace_id, line_id, address) where until is null',

  `create table lists (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    name ${text} not null,
    about ${text},
    filter ${text},
    wants_consent ${integer} not null,
    version ${integer} not null,
    made ${integer} not null,
    changed ${integer} not null,
    primary key (workspace_id, id),
    unique (workspace_id, name)
  ) ${keyed}`,

  `create table list_members (
    workspace_id ${integer} not null,
    list_id ${integer} not null,
    contact_id ${integer} not null,
    made ${integer} not null,
    primary key (workspace_id, list_id, contact_id),
    foreign key (workspace_id, list_id) references lists (workspace_id, id),
    foreign key (workspace_id, contact_id) references contacts (workspace_id, id)
  ) ${keyed}`,
  'create index list_members_by_contact on list_members (workspace_id, contact_id)',
];
