import type { SeedUser } from '../../../domain/seed.ts';
import type { Site } from '../site.ts';
import type { Difference, Right, Told } from '../step.ts';

/** What of a person an action is about, as documents call it. */
const ABOUT: Readonly<Record<string, readonly (keyof SeedUser)[]>> = {
  'users.invite': ['role', 'email'],
  'users.edit': ['restrictions', 'name'],
  'users.suspend': ['status'],
  'roles.assign': ['role'],
  'grants.lines': ['lines'],
  'grants.products': ['products'],
  'teams.edit': ['teams'],
};

/** Those of many people for whom a right is needed, and where the document says so of the first; none who differ are all new. */
export function peopleOf(
  { action, on }: Right,
  { document: { users = [] }, placeOf }: Pick<Site, 'document' | 'placeOf'>,
  places: readonly number[],
  differing: readonly (readonly [place: number, what: readonly Difference[]])[],
): Pick<Told, 'name' | 'place'> | undefined {
  const about = ABOUT[action] ?? [];
  const differs = (place: number, key: string) =>
    differing.length === 0 || differing.some(([at, what]) => at === place && what.some((one) => one.what === key));
  const changed = places.filter((i) => about.some((key) => users[i]?.[key] !== undefined && differs(i, key)));
  const names = Object.values(on);
  const isMeant = (user: SeedUser | undefined) =>
    user?.email === on.user || about.some((key) => [user?.[key]].flat().some((word) => names.includes(word as string)));
  const meant = changed.filter((i) => isMeant(users[i]));
  const [first, ...more] = meant.length > 0 ? meant : changed;
  const user = first === undefined ? undefined : users[first];
  if (first === undefined || user === undefined) return undefined;
  const key = about.find((one) => user[one] !== undefined) ?? 'email';
  return {
    name: more.length > 0 ? `${more.length + 1} users` : user.email,
    place: placeOf(['users', first, key]),
  };
}
