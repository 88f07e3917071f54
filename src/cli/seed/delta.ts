import { Failure } from '../../domain/errors.ts';
import { showAccess } from '../../operations/access/show.ts';
import { membersThere } from './kinds/users.ts';
import type { Site } from './site.ts';

/** Who gains and who loses which actions. */
export interface AccessChange {
  readonly members: readonly string[];
  readonly gains: readonly string[];
  readonly loses: readonly string[];
}

/** The actions that each member may do, by their addresses. */
type Access = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What every member may do as things stand; members who hold the same are asked about once. Null where the acting user may
 * not see that, undefined where there is no workspace yet.
 */
export async function accessNow(site: Site): Promise<Access | null | undefined> {
  try {
    const alike = new Map<string, ReadonlySet<string>>();
    const access = new Map<string, ReadonlySet<string>>();
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
            new Set(
              actions.flatMap(({ action, allowed, scope }) =>
                allowed ? [scope === 'all' ? action : `${action} (${scope})`] : [],
              ),
            ),
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
  const groups = new Map<string, { members: string[]; gains: string[]; loses: string[] }>();
  const none: ReadonlySet<string> = new Set();
  for (const email of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const [was, is] = [before?.get(email) ?? none, after?.get(email) ?? none];
    const gains = [...is].filter((action) => !was.has(action));
    const loses = [...was].filter((action) => !is.has(action));
    if (gains.length + loses.length === 0) continue;
    const key = JSON.stringify([gains, loses]);
    const group = groups.get(key) ?? { members: [], gains, loses };
    group.members.push(email);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, members: group.members.sort() }));
}
