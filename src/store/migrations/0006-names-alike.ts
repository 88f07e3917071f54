/**
 * What may be taken for a name is looked up: what differs from it in case alone, and names beyond plain words. The walls of a
 * server let whoever brings contacts back bring back when they were answered.
 */
export const namesAlike = (): readonly string[] =>
  ['templates', 'lists', 'blasts', 'teams'].flatMap((table) => [
    `create index ${table}_by_folded_name on ${table} (workspace_id, lower(name))`,
    `create index ${table}_beyond_words on ${table} (workspace_id)
       where octet_length(name) > length(name) or name like '%  %'`,
  ]);
