import { chance } from './chance.ts';
import type { Desk } from './desk.ts';

const CONTACTS = 24;
const TEAMS = 3;
const BLASTS = 10;

/** Lays contacts, teams, conversations and blasts of random people on a desk, past the program, and turns grants and restrictions. */
export async function atRandom(place: Desk, seed: string): Promise<void> {
  const draw = chance(seed);
  const share = () => Buffer.from(draw(4)).readUInt32BE() / 2 ** 32;
  const hits = (odds: number) => share() < odds;
  const whole = (from: number, to: number) => from + Math.floor(share() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => from[whole(0, from.length - 1)] as T;
  const users = (
    await place.store.rows<{ user_id: number }>('select user_id from memberships where until is null')
  ).map(({ user_id }) => user_id);
  const lines = (await place.store.rows<{ id: number }>('select id from lines')).map(({ id }) => id);
  const some = <T>(from: readonly T[]): T | 'null' => (hits(0.35) ? 'null' : pick(from));
  const statements: string[] = [];
  for (let team = 1; team <= TEAMS; team++) {
    statements.push(`insert into teams values (1, ${team}, 'team ${team}', null, 1, 1, null)`);
    for (const user of users)
      if (hits(0.3))
        statements.push(`insert into team_members values (1, ${user}, ${team}, 1, ${hits(0.2) ? 2 : 'null'})`);
  }
  for (let id = 1; id <= CONTACTS; id++) {
    const team = hits(0.4) ? whole(1, TEAMS) : 'null';
    statements.push(
      `insert into contacts (workspace_id, id, phone, name_key, assignee, team_id, version, made, changed)
       values (1, ${id}, '+1617555${1000 + id}', '', ${some(users)}, ${team}, 1, 1, 1)`,
    );
    for (const line of lines)
      if (hits(0.5))
        statements.push(
          `insert into conversations (workspace_id, id, line_id, contact_id, state, opened, latest, version, made, changed)
           values (1, ${id * 10 + line}, ${line}, ${id}, 'open', 1, 1, 1, 1, 1)`,
        );
  }
  for (let id = 1; id <= BLASTS; id++)
    statements.push(
      `insert into blasts (workspace_id, id, name, line_id, author, state, body, audience, version, made, changed)
       values (1, ${id}, 'blast-${id}', ${pick(lines)}, ${pick(users)}, 'draft', 'Hi', '{}', 1, 1, 1)`,
    );
  await place.store.meddle(...statements);
}

/** The names of everything that there is. */
export const everyRecord = async ({ store }: Desk) => ({
  contacts: await named(store, 'select phone as name from contacts order by 1'),
  conversations: await named(
    store,
    `select l.address || '/' || c.phone as name from conversations v join contacts c on c.id = v.contact_id
     join lines l on l.id = v.line_id order by 1`,
  ),
  blasts: await named(store, 'select name from blasts order by 1'),
});

const named = async (store: Desk['store'], statement: string) =>
  (await store.rows<{ name: string }>(statement)).map(({ name }) => name).sort();

/** What of them a member may see, asked one by one. */
export async function toldOf(
  place: Desk,
  member: string,
  noun: 'contacts' | 'conversations' | 'blasts',
  names: readonly string[],
) {
  const kind = noun.slice(0, -1);
  const asked = names.map((name) => JSON.stringify({ member, action: `${noun}.view`, [kind]: name })).join('\n');
  place.write('asked.jsonl', `${asked}\n`);
  const answers = (await place.ok('access can --batch asked.jsonl')).trim().split('\n');
  return names.filter((_, i) => (JSON.parse(answers[i] as string) as { allowed: boolean }).allowed);
}

/** The addresses of everybody who is active in a workspace. */
export const activeMembers = ({ store }: Desk): Promise<string[]> =>
  named(
    store,
    "select u.email as name from memberships m join users u on u.id = m.user_id where m.until is null and m.status = 'active'",
  );
