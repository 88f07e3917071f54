// A judged roster becomes users, memberships, grants, places in teams and restrictions: one sorted statement a table.
import type { Connection } from './connection.ts';
import { identifyAll } from './identities.ts';

const GOOD = 'not exists (select 1 from staged_faults f where f.line = j.line)';

/** Where and by which entry a roster is applied. `expires` is when invitations end, UTC milliseconds. */
export interface Application {
  readonly workspaceId: number;
  readonly entry: number;
  readonly role: string;
  readonly expires: number;
  /** Members who differ are left as they are. */
  readonly skips: boolean;
  /** The `role restriction` pairs that may hold together. */
  readonly admitted: readonly string[];
}

/** Makes the people who are new, and lists everyone to be changed by their identity. */
export async function settleTargets(connection: Connection, { skips }: Application): Promise<void> {
  await identifyAll(connection, `select j.key, j.email, j.user_id from judged j where ${GOOD}`, 'user_id is null');
  await connection.run(
    `insert into targets (user_id, line, combination, name, role, status, is_new)
     select u.id, j.line, j.combination, j.name, j.role, j.status, case when j.now_role is null then 1 else 0 end
     from judged j join identified u on u.email_key = j.key
     where (j.now_role is null or ${skips ? '1 = 0' : "j.differs <> ''"}) and ${GOOD} order by u.id`,
  );
}

/** Someone who is invited. */
export interface Invited {
  readonly user_id: number;
  readonly email: string;
}

/** The people who are invited (as against made active at once), by user id, after one of them. */
export const invitedTargets = ({ all }: Connection, after: number, limit: number) =>
  all<Invited>(
    `select t.user_id, u.email from targets t join identified u on u.id = t.user_id
     where t.user_id > $1 and t.is_new = 1 and coalesce(t.status, 'invited') = 'invited' order by t.user_id limit $2`,
    [after, limit],
  );

/** Makes the place where token hashes wait for their memberships. */
export const makeTokens = ({ dialect, run }: Connection): Promise<number> =>
  run(`create temporary table staged_tokens (user_id ${dialect.words.integer} primary key,
    hash ${dialect.words.bytes} not null)`);

/** Lays token hashes down, by user id. */
export const stageTokens = ({ load }: Connection, hashes: Iterable<readonly [number, Uint8Array]>): Promise<void> =>
  load('staged_tokens', ['user_id', 'hash'], hashes);

/** Gives the targets their token hashes. */
export const setTokens = ({ run }: Connection): Promise<number> =>
  run(`update targets set token_hash = (select hash from staged_tokens t where t.user_id = targets.user_id)
    where is_new = 1`);

/** Begins what the targets say: memberships, grants, restrictions, and what became of each line. */
export async function applyTargets(connection: Connection, application: Application): Promise<void> {
  await applyMemberships(connection, application);
  await applyGrants(connection, application);
  await applyRestrictions(connection, application);
  const rows = await keepOutcomes(connection, application);
  const { doors } = connection.dialect;
  if (doors && rows >= MUCH) await connection.all(doors.weigh);
}

/** So many rows change what a server should think of its tables. */
const MUCH = 500;

/** The status that a target ends up with: a roster's `invited` never takes back what is more. */
const STATUS = "coalesce(nullif(t.status, 'invited'), m.status, 'invited')";

async function applyMemberships({ run }: Connection, { workspaceId, entry, role, expires }: Application) {
  await run(
    `update memberships set until = $1 where workspace_id = $2 and until is null
     and user_id in (select t.user_id from targets t cross join memberships m where m.workspace_id = $2
       and m.user_id = t.user_id and m.until is null and t.is_new = 0
       and (t.role <> m.role or (t.status <> 'invited' and t.status <> m.status) or t.name <> coalesce(m.name, '')))`,
    [entry, workspaceId],
  );
  await run(
    `insert into memberships (workspace_id, user_id, role, status, name, expires, token_hash, since, until)
     select $1, t.user_id, coalesce(t.role, m.role, $2), ${STATUS}, coalesce(t.name, m.name),
       case when ${STATUS} = 'invited' then coalesce(m.expires, $3) end,
       coalesce(t.token_hash, m.token_hash), $4, null
     from targets t
     left join memberships m on m.workspace_id = $1 and m.user_id = t.user_id and m.until = $4 and t.is_new = 0
     where t.is_new = 1 or m.user_id is not null order by t.user_id`,
    [workspaceId, role, expires, entry],
  );
}

async function applyGrants({ run }: Connection, { workspaceId, entry }: Application): Promise<void> {
  for (const [grants, staged, part] of [
    ['line_grants', 'staged_lines', 'line_id'],
    ['product_grants', 'staged_products', 'product'],
    ['team_members', 'staged_teams', 'team_id'],
  ] as const) {
    await run(
      `insert into ${grants} (workspace_id, user_id, ${part}, since, until)
       select $1, t.user_id, p.${part}, $2, null
       from targets t join ${staged} p on p.combination = t.combination
       where t.is_new = 1 or not exists (select 1 from ${grants} g where g.workspace_id = $1
         and g.user_id = t.user_id and g.${part} = p.${part} and g.until is null)
       order by t.user_id, p.${part}`,
      [workspaceId, entry],
    );
  }
}

/** What the new role does not admit ends, and so does what a new restriction replaces (`contacts=team` by `=self`). */
async function applyRestrictions(
  { dialect, run }: Connection,
  { workspaceId, entry, admitted }: Application,
): Promise<void> {
  await run(
    `update restrictions set until = $1 where workspace_id = $2 and until is null
     and user_id in (select user_id from targets where is_new = 0)
     and ((select m.role from memberships m where m.workspace_id = $2 and m.user_id = restrictions.user_id
         and m.until is null) || ' ' || name not in ${dialect.texts('$3')}
       or exists (select 1 from targets t join staged_restrictions p on p.combination = t.combination
         where t.user_id = restrictions.user_id and p.name <> restrictions.name
         and p.name like 'contacts=%' and restrictions.name like 'contacts=%'))`,
    [entry, workspaceId, JSON.stringify(admitted)],
  );
  await run(
    `insert into restrictions (workspace_id, user_id, name, since, until)
     select $1, t.user_id, p.name, $2, null
     from targets t join staged_restrictions p on p.combination = t.combination
     where t.is_new = 1 or not exists (select 1 from restrictions r where r.workspace_id = $1
       and r.user_id = t.user_id and r.name = p.name and r.until is null)
     order by t.user_id, p.name`,
    [workspaceId, entry],
  );
}

/** The batch ledger: which line became what. */
const keepOutcomes = ({ run }: Connection, { workspaceId, entry, skips }: Application): Promise<number> =>
  run(
    `insert into batch_rows (workspace_id, entry, line, user_id, outcome)
     select $1, $2, j.line, u.id,
       case when j.now_role is null then 'invited' when ${skips ? '1 = 0' : "j.differs <> ''"} then 'updated' else 'unchanged' end
     from judged j join identified u on u.email_key = j.key where ${GOOD} order by j.line`,
    [workspaceId, entry],
  );

/** A member whom the roster changed and who could have sent invitations before: with what they are now. */
export interface ChangedSender {
  readonly email: string;
  readonly role: string;
  readonly status: string;
}

/** The changed members whose role until now was one of these. */
export const changedSenders = (
  { dialect, all }: Connection,
  { workspaceId, entry }: Application,
  roles: readonly string[],
): Promise<ChangedSender[]> =>
  all<ChangedSender>(
    `select u.email, m.role, m.status
     from targets t join users u on u.id = t.user_id
     join memberships b on b.workspace_id = $1 and b.user_id = t.user_id and b.until = $2
     join memberships m on m.workspace_id = $1 and m.user_id = t.user_id and m.until is null
     where t.is_new = 0 and b.role in ${dialect.texts('$3')} and (m.role <> b.role or m.status = 'suspended')`,
    [workspaceId, entry, JSON.stringify(roles)],
  );

/** The user ids of the members whom the roster suspended. */
export const suspendedTargets = ({ all }: Connection, { workspaceId, entry }: Application): Promise<Suspended[]> =>
  all<Suspended>(
    `select t.user_id as "userId" from targets t
     join memberships b on b.workspace_id = $1 and b.user_id = t.user_id and b.until = $2
     join memberships m on m.workspace_id = $1 and m.user_id = t.user_id and m.until is null
     where t.is_new = 0 and m.status = 'suspended' and b.status <> 'suspended' order by t.user_id`,
    [workspaceId, entry],
  );

interface Suspended {
  readonly userId: number;
}
