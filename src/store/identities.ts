// The identities that workspaces share, by e-mail address: where people come in. A server makes them behind a door, so
// that nobody who invites learns who else is there.
import type { Connection } from './connection.ts';

/** The id of the person with this identity key, made where they are new; their first spelling is kept. */
export async function userIdFor({ dialect, run, all }: Connection, key: string, email: string): Promise<number> {
  if (dialect.doors) {
    const [row] = await all<{ id: number }>(`select id from ${dialect.doors.identities}`, [[key], [email]]);
    return (row as { id: number }).id;
  }
  await run('insert into users (email_key, email) values ($1, $2) on conflict do nothing', [key, email]);
  const [row] = await all<{ id: number }>('select id from users where email_key = $1', [key]);
  return (row as { id: number }).id;
}

/**
 * Makes the people who are new among those that a query over temporary tables names (`key`, `email`), and tells all of
 * them in the temporary `identified`: `email_key`, `id`, `email`.
 */
export async function identifyAll({ dialect, run }: Connection, named: string, fresh: string): Promise<void> {
  if (dialect.doors) {
    const { text, integer } = dialect.words;
    await run(`create temporary table identified (email_key ${text}, id ${integer}, email ${text}) on commit drop`);
    const call = dialect.doors.identities.replace('$1', 'n.keys').replace('$2', 'n.emails');
    await run(
      `insert into identified select i.* from (select array_agg(key) as keys, array_agg(email) as emails
         from (${named}) p) n, ${call} i`,
    );
    return;
  }
  await run(`insert into users (email_key, email) select key, email from (${named}) p where ${fresh} order by key`);
  await run('create temporary view identified as select email_key, id, email from users');
}
