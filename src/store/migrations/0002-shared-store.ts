import type { SchemaWords } from '../connection.ts';

/** Who acts on a store that many share: access tokens, the id by which an operation is known again, and authorship. */
export const sharedStore = ({ integer, text, bytes, keyed }: SchemaWords): readonly string[] => [
  `alter table entries add column operation_id ${text}`,
  'create unique index entries_by_operation on entries (workspace_id, operation_id) where operation_id is not null',

  `create table access_tokens (
    workspace_id ${integer} not null references workspaces (id),
    id ${integer} not null,
    user_id ${integer} not null references users (id),
    name ${text} not null,
    scope ${text},
    token_hash ${bytes} not null,
    expires ${integer} not null,
    since ${integer} not null,
    until ${integer},
    primary key (workspace_id, id)
  ) ${keyed}`,
  'create unique index access_tokens_by_hash on access_tokens (workspace_id, token_hash)',
  'create unique index access_tokens_now on access_tokens (workspace_id, user_id, name) where until is null',
  'create index memberships_by_token on memberships (workspace_id, token_hash) where until is null and token_hash is not null',

  // What every member may know of an entry: who made it, when, and where it stands in the chain.
  `create view authorships as
    select workspace_id, number, at, actor, operation, outcome, operation_id, hash from entries`,
];
