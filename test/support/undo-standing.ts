import type { Desk } from './desk.ts';

/** What is said of one thing; `id` is another one each time that it is touched, and the same again once that is undone. */
export interface Said {
  readonly says: string;
  readonly id: number;
  readonly stamp: string;
}

/** All that there is, thing by thing, by `who|what`; what is gone says nothing. */
export type State = ReadonlyMap<string, Said>;

const NOTHING: Said = { says: '', id: 0, stamp: '' };

/** What is said of a thing. */
export const said = (state: State, key: string): Said => state.get(key) ?? NOTHING;

const ofPerson = (what: string, part: string, table: string, joins = ''): string =>
  `select u.email as who, '${what}: ' || ${part} as what, 'held' as says, cast(f.since as text) as stamp
   from ${table} f join users u on u.id = f.user_id ${joins} where f.until is null`;
const ofContact = (what: string, says: string, table: string, joins = ''): string =>
  `select coalesce(c.phone, c.email) as who, ${what} as what, ${says} as says, '' as stamp
   from ${table} h join contacts c on c.id = h.contact_id ${joins}`;

/** What must never be, whatever was undone: what rests on something that is not there, or what goes not together. */
const BROKEN = [
  ...['restrictions', 'line_grants', 'product_grants', 'team_members'].map(
    (table) => `select '${table} without a membership' as what from ${table} f where f.until is null and not exists (
      select 1 from memberships m where m.user_id = f.user_id and m.until is null)`,
  ),
  `select 'a grant of a line that is gone' from line_grants f where f.until is null
     and not exists (select 1 from line_activations a where a.line_id = f.line_id and a.until is null)`,
  `select 'a grant of a product that is gone' from product_grants f where f.until is null
     and not exists (select 1 from product_activations a where a.product = f.product and a.until is null)`,
  `select 'a member of a team that is gone' from team_members f join teams t on t.id = f.team_id
     where f.until is null and t.removed is not null`,
  `select 'a role that is gone' from memberships f where f.until is null and f.role = 'clerk'
     and not exists (select 1 from custom_roles r where r.name = 'clerk' and r.until is null)`,
  `select 'two ways to see contacts' from restrictions f where f.until is null and f.name like 'contacts=%'
     group by f.user_id having count(*) > 1`,
  `select 'a contact of nobody who is active' from contacts c where c.assignee is not null and not exists (
     select 1 from memberships m where m.user_id = c.assignee and m.until is null and m.status <> 'suspended')`,
  `select 'a contact of a team that is gone' from contacts c join teams t on t.id = c.team_id where t.removed is not null`,
].join(' union all ');

/** What is broken by now, in words. */
export const broken = async (place: Desk): Promise<string[]> =>
  (await place.store.rows<{ what: string }>(BROKEN)).map(({ what }) => what);

const THINGS = [
  `select name as who, 'role' as what, definition as says, cast(since as text) as stamp from custom_roles where until is null`,
  `select l.address, 'line', 'there', cast(f.since as text) from line_activations f join lines l on l.id = f.line_id where f.until is null`,
  ...['lists', 'fields', 'teams'].map(
    (table) =>
      `select name, '${table.slice(0, -1)}', 'there', cast(made as text) from ${table} ${table === 'teams' ? 'where removed is null' : ''}`,
  ),
  `select product, 'product', 'there', cast(since as text) from product_activations where until is null`,
  ofPerson('restriction', 'f.name', 'restrictions'),
  ofPerson('line grant', 'l.address', 'line_grants', 'join lines l on l.id = f.line_id'),
  ofPerson('product grant', 'f.product', 'product_grants'),
  ofPerson('team membership', 't.name', 'team_members', 'join teams t on t.id = f.team_id'),
  `select coalesce(c.phone, c.email), 'contact', c.name_key || ', ' || coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')
     || ', ' || coalesce(c.phone, '') || ', ' || coalesce(c.email, '') || ', ' || coalesce(c.email_key, '')
     || ', ' || coalesce(c.time_zone, '') || ', ' || coalesce(u.email, '') || ', ' || coalesce(t.name, ''), cast(c.changed as text)
   from contacts c left join users u on u.id = c.assignee left join teams t on t.id = c.team_id`,
  ofContact(`'contact: tag ' || h.tag`, `'on'`, 'contact_tags'),
  ofContact(`'contact: ' || f.name`, 'h.value', 'contact_values', 'join fields f on f.id = h.field_id'),
  ofContact(
    `'contact: answered by ' || r.name`,
    'cast(h.at as text)',
    'responder_answers',
    'join responders r on r.id = h.responder_id',
  ),
  // Whoever undoes what put somebody on a list goes by which entry did.
  ofContact(`'place on list: ' || l.name`, 'cast(h.made as text)', 'list_members', 'join lists l on l.id = h.list_id'),
  ofContact(
    `'conversation: ' || l.address`,
    `h.state || ' ' || coalesce(cast(h.claimed_by as text), '') || ' ' || (select count(*) from messages m where m.conversation_id = h.id)`,
    'conversations',
    'join lines l on l.id = h.line_id',
  ),
  `select k.address, 'consent: ' || l.address, k.state, cast(k.since as text) from consents k join lines l on l.id = k.line_id where k.until is null`,
].join(' union all ');

interface Membership {
  readonly email: string;
  readonly role: string;
  readonly status: string;
  readonly name: string | null;
  readonly expires: number | null;
  readonly token_hash: Uint8Array | null;
  readonly since: number;
}

/** All that there is now. What is not as it was before gets an id. */
export async function standing(place: Desk, before: State, idOf: (key: string) => number): Promise<State> {
  const things = await place.store.rows<{ who: string; what: string; says: string; stamp: string }>(THINGS);
  const members = await place.store.rows<Membership>(
    'select u.email, m.role, m.status, m.name, m.expires, m.token_hash, m.since from memberships m join users u on u.id = m.user_id where m.until is null',
  );
  const now = new Map(things.map(({ who, what, says, stamp }) => [`${who}|${what}`, { says, stamp }]));
  for (const { email, role, status, name, expires, token_hash, since } of members) {
    const token = token_hash && Buffer.from(token_hash).toString('hex');
    now.set(`${email}|membership`, { says: [role, status, name, expires, token].join(' '), stamp: String(since) });
  }
  return new Map(
    [...new Set([...before.keys(), ...now.keys()])].map((key) => {
      const [was, is] = [said(before, key), now.get(key) ?? NOTHING];
      const isSame = was.says === is.says && was.stamp === is.stamp;
      return [key, { ...is, id: isSame ? was.id : idOf(key) }];
    }),
  );
}
