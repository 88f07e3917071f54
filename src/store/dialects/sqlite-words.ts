import type { Dialect } from '../connection.ts';

/** How SQLite says what the dialects say differently. */
export const sqlite: Dialect = {
  name: 'sqlite',
  texts: (value) => `(select value from json_each(${value}))`,
  by: (index) => `indexed by ${index}`,
  json: {
    // What a subquery makes is a text again to whoever asks for it.
    object: (parts) =>
      `json_object(${parts.map(([name, value]) => `'${name}', ${value.startsWith('(') ? `json(${value})` : value}`).join(', ')})`,
    list: (value) => `json_group_array(${value} order by ${value})`,
    map: (key, value) => `json_group_object(${key}, ${value} order by ${key})`,
    text: (column, name) => `cast(${column} ->> '${name}' as text)`,
    items: (column, name, alias) => `json_each(${column}, '$.${name}') as ${alias}`,
    members: (column, name, alias) => `json_each(${column}, '$.${name}') as ${alias}`,
  },
  unindexed: (column) => `+${column}`,
  rows: (value, columns) =>
    `(select ${Object.keys(columns)
      .map((name) => `value ->> '${name}' as ${name}`)
      .join(', ')} from json_each(${value}))`,
  // Emptied, not dropped: each table that comes or goes has SQLite read every statement anew that it had ready.
  sweep: async ({ all, run }) => {
    const made = await all<{ name: string }>("select name from sqlite_temp_schema where type = 'table'");
    for (const { name } of made) await run(`delete from temp."${name}"`);
  },
  words: {
    integer: 'integer',
    text: 'text',
    bytes: 'blob',
    identity: 'integer primary key',
    keyed: 'strict, without rowid',
    plain: 'strict',
  },
  doors: null,
};
