// What stands in the way of undoing facts although nobody touched them: others rest on them, or what they rested on is gone.
import type { Connection } from './connection.ts';
import { HELD, isOfKey, type Undo, type UndoneFact } from './undoing.ts';

const FREE = 'touched is null';

/** A fact (`f`) that is in force and will not be ended by the undo. */
const stays = (table: UndoneFact, f: string): string =>
  `${f}.until is null and not exists (select 1 from undoing e where e.fact = '${table}' and e.begun = 1 and e.${FREE}
    and ${isOfKey(table, f, 'e')})`;

/** The same, and another one does not take its place. */
const holdsOn = (table: UndoneFact, f: string): string =>
  `${f}.until is null and not exists (select 1 from undoing e where e.fact = '${table}' and (e.begun = 1 or e.ended = 1)
    and e.${FREE} and ${isOfKey(table, f, 'e')})`;

/** What others rest on, by what it is known: a person, a line, a product or a role. */
function partOf(table: UndoneFact, f: string): string {
  if (table === 'memberships') return `${f}.user_id`;
  if (table === 'line_activations') return `cast(${f}.line_id as text)`;
  return `${f}.${table === 'custom_roles' ? 'name' : 'product'}`;
}

/** What a fact that begins again rests on: it is in force and stays, or begins again too. */
function rests(table: UndoneFact, column: string, is: string): string {
  const again = `exists (select 1 from undoing b where b.fact = '${table}' and b.ended = 1 and b.${FREE} and b.${column} = ${is})`;
  return `(${again} or exists (select 1 from ${table} f where f.workspace_id = $1 and ${partOf(table, 'f')} = ${is} and ${stays(table, 'f')}))`;
}

/** The condition that an entry is since the one that is undone, `$2`, and not as if it had not been. */
const isSince = (entry: string): string =>
  `${entry} > $2 and not exists (select 1 from voided v where v.entry = ${entry})`;

/**
 * The entry that took away what a fact rested on, although there may be another by now: it ended since, and nothing took
 * its place then; or what is undone ended it, and others began it again. `is` is what it is known by.
 */
function lostBase(table: UndoneFact, is: string): string {
  const ended = `select min(f.until) from ${table} f where f.workspace_id = $1 and ${partOf(table, 'f')} = ${is}
    and ${isSince('f.until')} and not exists (select 1 from ${table} g where g.workspace_id = $1
      and ${partOf(table, 'g')} = ${is} and g.since = f.until)`;
  const others = `select b.touched from undoing b where b.fact = '${table}' and b.begun = 0 and b.ended = 1
    and b.touched is not null and b.${table === 'memberships' ? 'user_id' : 'part'} = ${is}`;
  return `coalesce((${ended}), (${others}))`;
}

/**
 * Marks the facts that cannot be undone by themselves, in the order in which they rest on each other, with the entry that
 * is why. `builtIn` are the roles that are always there, `admitted` the `role restriction` pairs that may hold together.
 */
export async function blockFacts(
  { run, dialect }: Connection,
  { workspaceId, of }: Undo,
  builtIn: readonly string[],
  admitted: readonly string[],
): Promise<void> {
  const block = (fact: string, why: string, where: string, values: readonly unknown[] = []) =>
    run(`update undoing set touched = ${why} where fact = '${fact}' and ${FREE} and ${where}`, [
      workspaceId,
      ...values,
    ]);
  const blockLost = (fact: UndoneFact, base: UndoneFact, is: string) => {
    const lost = lostBase(base, `undoing.${is}`);
    return block(fact, lost, `ended = 1 and ${lost} is not null`, [of]);
  };

  // Nobody ceases to be a member who was given something since.
  const given = (table: (typeof HELD)[number]) =>
    `select f.since from ${table} f where f.workspace_id = $1 and f.user_id = undoing.user_id and ${stays(table, 'f')}`;
  const givens = HELD.map(given).join(' union all ');
  await block(
    'memberships',
    `(select min(g.since) from (${givens}) g)`,
    `begun = 1 and ended = 0 and exists (${givens})`,
  );

  // Nor gets a role back that does not admit what they were restricted by since.
  const strange = `select f.since from restrictions f where f.workspace_id = $1 and f.user_id = undoing.user_id
    and f.since > $3 and ${stays('restrictions', 'f')} and undoing.was_role || ' ' || f.name not in ${dialect.texts('$2')}`;
  await block('memberships', `(select min(g.since) from (${strange}) g)`, `ended = 1 and exists (${strange})`, [
    JSON.stringify(admitted),
    of,
  ]);

  // A role is there, or nobody has it.
  const holders = `select f.since from memberships f where f.workspace_id = $1 and f.role = undoing.part and ${holdsOn('memberships', 'f')}`;
  await block(
    'custom_roles',
    `(select min(g.since) from (${holders}) g)`,
    `begun = 1 and ended = 0 and exists (${holders})`,
  );
  await block(
    'memberships',
    `coalesce((select max(c.until) from custom_roles c where c.workspace_id = $1 and c.name = undoing.was_role), 0)`,
    `ended = 1 and was_role not in ${dialect.texts('$2')} and not ${rests('custom_roles', 'part', 'undoing.was_role')}`,
    [JSON.stringify(builtIn)],
  );
  await blockLost('memberships', 'custom_roles', 'was_role');

  // Neither a line nor a product goes that others were granted since; none is granted that is gone.
  for (const [base, grants, column] of [
    ['line_activations', 'line_grants', 'line_id'],
    ['product_activations', 'product_grants', 'product'],
  ] as const) {
    const part = column === 'line_id' ? 'cast(f.line_id as text)' : 'f.product';
    const since = `select f.since from ${grants} f where f.workspace_id = $1 and ${part} = undoing.part and ${stays(grants, 'f')}`;
    await block(base, `(select min(g.since) from (${since}) g)`, `begun = 1 and ended = 0 and exists (${since})`);
    await block(
      grants,
      `coalesce((select max(f.until) from ${base} f where f.workspace_id = $1 and ${part} = undoing.part), 0)`,
      `ended = 1 and not ${rests(base, 'part', 'undoing.part')}`,
    );
    await blockLost(grants, base, 'part');
  }
  const team =
    'select t.removed from teams t where t.workspace_id = $1 and cast(t.id as text) = undoing.part and t.removed is not null';
  await block('team_members', `(${team})`, `ended = 1 and exists (${team})`);

  // Only members hold anything.
  for (const table of HELD) {
    await block(
      table,
      `coalesce((select max(m.until) from memberships m where m.workspace_id = $1 and m.user_id = undoing.user_id), $2)`,
      `ended = 1 and not ${rests('memberships', 'user_id', 'undoing.user_id')}`,
      [of],
    );
    await blockLost(table, 'memberships', 'user_id');
  }

  // A restriction is admitted by the role that they will have, and by the others that they will be under.
  const rival = `select f.since from restrictions f where f.workspace_id = $1 and f.user_id = undoing.user_id
    and f.name <> undoing.part and f.name like 'contacts=%' and undoing.part like 'contacts=%' and ${stays('restrictions', 'f')}`;
  await block('restrictions', `(select min(g.since) from (${rival}) g)`, `ended = 1 and exists (${rival})`);
  const barred = `select m.since from memberships m where m.workspace_id = $1 and m.user_id = undoing.user_id
    and ${isSince('m.since')} and m.role || ' ' || undoing.part not in ${dialect.texts('$3')}`;
  await block('restrictions', `(select min(b.since) from (${barred}) b)`, `ended = 1 and exists (${barred})`, [
    of,
    JSON.stringify(admitted),
  ]);
  const after = `coalesce((select p.was_role from undoing p where p.fact = 'memberships' and p.user_id = undoing.user_id
    and p.ended = 1 and p.${FREE}), undoing.now_role)`;
  await block(
    'restrictions',
    `coalesce((select m.since from memberships m where m.workspace_id = $1 and m.user_id = undoing.user_id and m.until is null), 0)`,
    `ended = 1 and ${after} || ' ' || part not in ${dialect.texts('$2')}`,
    [JSON.stringify(admitted)],
  );
}
