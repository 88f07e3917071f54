import { Failure } from '../../domain/errors.ts';
import { showAccess } from '../../operations/access/show.ts';
import { membersThere } from './kinds/users.ts';
import type { Site } from './site.ts';

/** Who gains and who loses which actions, and whose reach with which of them becomes another. */
export interface AccessChange {
  readonly members: readonly string[];
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  readonly reaches: readonly { readonly action: string; readonly from: string; readonly to: string }[];
}

/** How far each member reaches with the actions that they may do, by their addresses. */
type Access = ReadonlyMap<string, Reaches>;
type Reaches = ReadonlyMap<string, string>;

/**
 * What every member may do as things stand; members who hold the same are asked about once. Null where the acting user may
 * not see that, undefined where there is no workspace yet.
 */
export async function accessNow(site: Site): Promise<Access | null | undefined> {
  try {
    const alike = new Map<string, Reaches>();
    const access = new Map<string, Reaches>();
    for (const { email, role, status, restrictions, lines, products, teams } of (await membersThere(site)).values()) {
      const holds = JSON.stringify([
        role,
        status,
        restrictions,
        products,
        (lines ?? []).length > 0,
        (teams ?? []).length > 0,
      ]);
      const found =
        alike.get(holds) ??
        (await site.hand.ask(
          showAccess,
          { member: email },
          ({ actions }) =>
            new Map(actions.flatMap(({ action, allowed, scope }) => (allowed ? [[action, scope] as const] : []))),
        ));
      alike.set(holds, found);
      access.set(email, found);
    }
    return access;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.kind === 'refused' ? null : undefined;
  }
}

/** Who gains and loses what between two times; those who gain and lose the same are told together. */
export function accessDelta(before: Access | undefined, after: Access | undefined): AccessChange[] {
  const groups = new Map<string, AccessChange & { readonly members: string[] }>();
  const none: Reaches = new Map();
  for (const email of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const [was, is] = [before?.get(email) ?? none, after?.get(email) ?? none];
    const gains = beyond(is, was);
    const loses = beyond(was, is);
    const reaches = [...is].flatMap(([action, to]) => {
      const from = was.get(action) ?? to;
      return from === to ? [] : [{ action, from, to }];
    });
    if (gains.length + loses.length + reaches.length === 0) continue;
    const key = JSON.stringify([gains, loses, reaches]);
    const group = groups.get(key) ?? { members: [], gains, loses, reaches };
    group.members.push(email);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, members: group.members.sort() }));
}

/** The actions that one has and another has not. */
const beyond = (one: Reaches, other: Reaches): string[] =>
  [...one].flatMap(([action, scope]) => (other.has(action) ? [] : [scope === 'all' ? action : `${action} (${scope})`]));
