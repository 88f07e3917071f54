import { rfc3339 } from '../domain/time.ts';
import { type AlteredMembership, type AlteredRole, alteredMemberships, alteredRoles } from '../store/altered-facts.ts';
import type { RoleDefinition } from './custom-roles.ts';
import type { Sight } from './operation.ts';

/** What an entry made otherwise of a membership or a role: one part of it, as it was and as it became. */
export interface Alteration {
  readonly what: 'membership' | 'role';
  readonly subject: string;
  readonly change: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** What an entry altered of memberships and roles that were there and stayed, part by part, streamed. */
export async function* alterations({ connection, workspace }: Sight, entry: number): AsyncGenerator<Alteration> {
  for await (const membership of alteredMemberships(connection, workspace.id, entry)) yield* ofMembership(membership);
  for (const role of await alteredRoles(connection, workspace.id, entry)) yield* ofRole(role);
}

type Part = readonly [change: string, before: string | null, now: string | null];

function ofMembership(row: AlteredMembership): Alteration[] {
  const [wasUntil, until] = [row.was_expires, row.expires].map((at) => (at === null ? null : rfc3339(at)));
  const parts: Part[] = [
    ['name', row.was_name, row.name],
    ['role', row.was_role, row.role],
    ['status', row.was_status, row.status],
    ['expires', wasUntil ?? null, until ?? null],
  ];
  const differ = parts.filter(([, before, now]) => before !== now);
  // An invitation that was sent again need not differ in anything that is told.
  const isInvited = row.was_status === 'invited' && row.status === 'invited';
  const isSent = isInvited && (differ.length === 0 || row.invited === 1);
  return told('membership', row.email, isSent ? [...differ, ['invitation', null, 'sent again']] : differ);
}

function ofRole({ name, was, definition }: AlteredRole): Alteration[] {
  const [then, now] = [was, definition].map((one) => JSON.parse(one) as RoleDefinition) as [
    RoleDefinition,
    RoleDefinition,
  ];
  const both = [...new Set([...then.actions, ...now.actions])].sort();
  const may = ({ actions }: RoleDefinition, action: (typeof both)[number]) =>
    actions.includes(action) ? 'allowed' : 'denied';
  const parts: Part[] = [
    ['does', then.does, now.does],
    ['lines', then.lines, now.lines],
    ['products', then.products, now.products],
    ['manages', managed(then), managed(now)],
    ['restrictions', then.restrictions.join('; '), now.restrictions.join('; ')],
    ...both.map((action): Part => [action, may(then, action), may(now, action)]),
  ];
  return told(
    'role',
    name,
    parts.filter(([, before, after]) => before !== after),
  );
}

const managed = ({ manages, managesCustom }: RoleDefinition): string =>
  [...manages, ...(managesCustom ? ['custom roles'] : [])].join('; ');

const told = (what: Alteration['what'], subject: string, parts: readonly Part[]): Alteration[] =>
  parts.map(([change, before, now]) => ({ what, subject, change, before: before || null, now: now || null }));
