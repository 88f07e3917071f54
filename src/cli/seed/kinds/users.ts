// Members as a document gives them more: long, because many of them are one step that tells each.
import { restrictionSubject } from '../../../access/restrictions.ts';
import { emailKey } from '../../../domain/email.ts';
import { conflict } from '../../../domain/errors.ts';
import type { Invitee } from '../../../domain/roster.ts';
import { rosterObjectReader } from '../../../domain/roster-object.ts';
import type { RowBatch } from '../../../domain/row-batch.ts';
import type { SeedUser } from '../../../domain/seed.ts';
import { editUser } from '../../../operations/users/edit.ts';
import { type Exported, exportUsers } from '../../../operations/users/export.ts';
import { inviteUsers } from '../../../operations/users/invite.ts';
import { batchOf } from '../../rows.ts';
import { all, type Site } from '../site.ts';
import {
  type Difference,
  differences,
  type Right,
  type RowPlace,
  type Step,
  type Steps,
  same,
  sorted,
  step,
} from '../step.ts';
import { lineWords } from './lines.ts';
import { peopleOf } from './users-refused.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

export const keyOf = (email: string): string => emailKey(email) ?? email.trim().toLowerCase();

/** The members by the keys of their addresses. */
export const membersThere = async ({ hand }: Pick<Site, 'hand'>): Promise<Map<string, Exported>> =>
  new Map(
    (await hand.ask(exportUsers, { roles: undefined, statuses: undefined }, ({ users }) => all(users))).map((user) => [
      keyOf(user.email),
      user,
    ]),
  );

/** Invites the members who are not there and changes others, all of them at once; then one by one what is taken from them. */
export async function* userSteps(site: Site): Steps {
  const { users } = site.document;
  if (users === undefined) return;
  const there = await membersThere(site);
  const lines = users.some((user) => user.lines?.length) ? await lineWords(site) : new Map<string, string>();
  const own = site.hand.actor === null ? null : keyOf(site.hand.actor);
  const fresh: number[] = [];
  const changed: (readonly [place: number, what: readonly Difference[]])[] = [];
  let equal = 0;
  for (const [i, user] of users.entries()) {
    const now = there.get(keyOf(user.email));
    if (now === undefined) fresh.push(i);
    else {
      if (user.name === null && now.name !== null)
        throw nameStays(now.email, now.name, site.placeOf(['users', i, 'name']));
      const what = gained(now, user, lines);
      // Of themself everyone changes no more than the name, by another right.
      const named = keyOf(user.email) === own ? what.filter((one) => one.what === 'name') : [];
      for (const { to } of named) {
        const place = site.placeOf(['users', i]);
        const about = { change: 'edit', kind: 'users', name: user.email, what: named, place } as const;
        yield step(about, async () => editUser, { member: user.email, name: to as string });
      }
      const rest = what.filter((one) => !named.includes(one));
      if (rest.length > 0) changed.push([i, rest]);
      else if (named.length === 0) equal++;
    }
  }
  if (equal > 0) yield same('users', equal);
  if (fresh.length > 0) yield rosterStep(site, 'make', fresh, []);
  if (changed.length > 0)
    yield rosterStep(
      site,
      'edit',
      changed.map(([i]) => i),
      changed,
    );
}

const nameStays = (email: string, name: string, place: string | null) =>
  conflict('name-stays', `${email} is called "${name}", and no command takes a name away`, {
    hint: 'say another name, or leave it out',
    details: { place },
  });

/** Many members in one step: people are told one by one where they are few. */
function rosterStep(
  site: Site,
  change: 'make' | 'edit',
  places: readonly number[],
  differing: readonly (readonly [place: number, what: readonly Difference[]])[],
): Step {
  const users = site.document.users ?? [];
  const people = places.map((i) => users[i] as SeedUser);
  const name = people.length === 1 ? (people[0]?.email ?? '') : `${people.length} users`;
  const what =
    change === 'make'
      ? people.map((user) => ({
          what: user.email,
          from: null,
          to: [user.role ?? 'the least role', user.status ?? 'invited'],
        }))
      : differing.flatMap(([i, found]) =>
          found.map((one) => ({ ...one, what: people.length === 1 ? one.what : `${users[i]?.email} ${one.what}` })),
        );
  const place = site.placeOf(['users', places[0] as number]);
  const rowAt = (row: RowPlace) => site.fieldAt('users', places[row.line - 1] as number, row);
  const whose = (right: Right) => peopleOf(right, site, places, differing) ?? { name, place };
  return step(
    { change, kind: 'users', name, what, rows: people.length, place, rowAt, whose },
    async () => inviteUsers,
    () => ({
      rows: rowsOf(people),
      source: 'seed',
      columns: {},
      onExisting: change === 'make' ? ('fail' as const) : ('update' as const),
      keepGoing: false,
      expires: WEEK,
      rejects: undefined,
      tokens: undefined,
    }),
  );
}

/** People of a document as the rows of a roster; their lines are their places among them. */
async function* rowsOf(people: readonly SeedUser[]): AsyncGenerator<RowBatch<Invitee>> {
  yield batchOf(
    people.map((_, i) => i + 1),
    people,
    rosterObjectReader(),
    false,
  );
}

/** What a document gives a member that they do not have; what it takes is for pruning. */
function gained(now: Exported, said: SeedUser, lines: ReadonlyMap<string, string>): Difference[] {
  const more = (
    there: readonly string[] | null,
    wanted: readonly string[] | undefined,
    nameOf = (word: string) => word,
  ) => {
    const lacking = (wanted ?? []).map(nameOf).filter((word) => !there?.includes(word));
    return lacking.length === 0 ? undefined : sorted([...(there ?? []), ...lacking]);
  };
  const restrictions = (said.restrictions ?? []).map((word) => word.toLowerCase());
  // Of two that cannot hold together, the one that is said takes the other's place.
  const subjects = new Set(restrictions.map(restrictionSubject));
  const staying = now.restrictions.filter(
    (name) => restrictions.includes(name) || !subjects.has(restrictionSubject(name)),
  );
  return differences(
    { ...now, lines: now.lines ?? [], products: now.products ?? [], teams: now.teams ?? [] },
    {
      name: said.name,
      role: said.role?.toLowerCase() === now.role ? now.role : said.role,
      status: said.status === 'invited' ? undefined : said.status,
      restrictions: more(staying, restrictions),
      lines: more(now.lines, said.lines, (word) => lines.get(word.toLowerCase()) ?? word),
      products: more(now.products, said.products),
      teams: more(now.teams, said.teams),
    },
  );
}
