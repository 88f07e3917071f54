import { teamKey } from '../../../domain/team-name.ts';
import { removeGrants } from '../../../operations/grants/remove.ts';
import { leaveTeam } from '../../../operations/teams/leave.ts';
import { removeUsers } from '../../../operations/users/remove.ts';
import { revokeInvitations } from '../../../operations/users/revoke.ts';
import { unrestrictUsers } from '../../../operations/users/unrestrict.ts';
import type { Site } from '../site.ts';
import { type Steps, sorted, step } from '../step.ts';
import { actorOf } from './actor.ts';
import { lineWords } from './lines.ts';
import { keyOf, membersThere } from './users.ts';

/** Takes from members what the document does not give them: restrictions, lines and products, and teams where it says theirs. */
export async function* holdingsPruned(site: Site): Steps {
  const { users } = site.document;
  if (users === undefined) return;
  const there = await membersThere(site);
  const names = await lineWords(site);
  for (const [i, user] of users.entries()) {
    const now = there.get(keyOf(user.email));
    if (now === undefined) continue;
    const said = { change: 'edit', kind: 'users', name: user.email, place: site.placeOf(['users', i]) } as const;
    const members = [user.email];
    const free = without(
      now.restrictions,
      user.restrictions?.map((word) => word.toLowerCase()),
    );
    if (free.length > 0) {
      const what = [{ what: 'restrictions', from: free, to: null }];
      yield step({ ...said, what }, async () => unrestrictUsers, { members, restrictions: free });
    }
    for (const team of user.teams === undefined ? [] : teamsLeft(site, user.email, user.teams, now.teams)) {
      yield step({ ...said, what: [{ what: 'teams', from: [team], to: null }] }, async () => leaveTeam, {
        team,
        members,
      });
    }
    const lines = without(
      now.lines,
      user.lines?.map((word) => names.get(word.toLowerCase()) ?? word),
    );
    const products = without(now.products, user.products);
    if (lines.length + products.length === 0) continue;
    const what = [
      ...(lines.length > 0 ? [{ what: 'lines', from: lines, to: null }] : []),
      ...(products.length > 0 ? [{ what: 'products', from: products, to: null }] : []),
    ];
    yield step({ ...said, what }, async () => removeGrants, { members, lines, products });
  }
}

/** The teams of a member that neither they nor the teams themselves name. */
function teamsLeft(
  { document }: Site,
  email: string,
  said: readonly string[],
  now: readonly string[] | null,
): string[] {
  const named = (document.teams ?? []).filter(({ members }) => members?.some((one) => keyOf(one) === keyOf(email)));
  const kept = new Set([...said, ...named.map(({ name }) => name)].map(teamKey));
  return sorted(now ?? []).filter((team) => !kept.has(teamKey(team)));
}

const without = (held: readonly string[] | null, wanted: readonly string[] = []): string[] =>
  sorted(held ?? []).filter((word) => !wanted.includes(word));

/** Removes the members whom the document does not name; whoever acts stays. */
export async function* usersPruned(site: Site): Steps {
  const { users, workspace } = site.document;
  if (users === undefined) return;
  const said = new Set([...users.map(({ email }) => email), workspace.owner ?? ''].map(keyOf));
  const own = keyOf(await actorOf(site));
  const going = [...(await membersThere(site))].filter(([key]) => !said.has(key) && key !== own);
  for (const [, { email, status }] of going.sort(([one], [other]) => (one < other ? -1 : 1))) {
    const about = { change: 'remove', kind: 'users', name: email } as const;
    if (status === 'invited') yield step(about, async () => revokeInvitations, { members: [email] });
    else yield step(about, async () => removeUsers, { members: [email], transferTo: undefined });
  }
}
