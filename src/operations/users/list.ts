import { findLines } from '../../access/line-names.ts';
import { query } from '../../access/operation.ts';
import { keyOf, roleNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { Subject } from '../../access/subject.ts';
import { seesTeams, teamsMeant } from '../../access/teams.ts';
import { invalid } from '../../domain/errors.ts';
import { MEMBER_SORTS, type MemberCursor, type MemberRow, membersQuery } from '../../store/members.ts';
import { memberSeen, type SeenMember, seesGrants } from '../answers.ts';
import { count, names, optional, picklist, text } from '../input.ts';

const STATUSES = ['invited', 'active', 'suspended'] as const;

/** Who is in the workspace: filtered, sorted, page by page or streamed whole. */
export const listUsers = query({
  name: 'users list',
  needs: ['users.view'],
  input: {
    roles: optional(names()),
    statuses: optional(names()),
    lines: optional(names()),
    products: optional(names()),
    restrictions: optional(names()),
    teams: optional(names()),
    sort: picklist(MEMBER_SORTS, `sort by ${MEMBER_SORTS.join(', ')}`),
    limit: count(),
    after: optional(text(2000)),
  },
  asks: () => [{ needs: 'users.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { db, connection, workspace, actor } = pass;
    const lines = await findLines(connection, workspace, input.lines ?? []);
    const unknown = lines.indexOf(undefined);
    if (unknown >= 0) throw invalid('unknown-line', `there is no line "${input.lines?.[unknown]}"`);
    for (const role of input.roles ?? []) roleNamed(workspace, role);
    for (const status of input.statuses ?? []) {
      if (!(STATUSES as readonly string[]).includes(status)) {
        throw invalid('unknown-status', `there is no status "${status}"`, { hint: `they are ${STATUSES.join(', ')}` });
      }
    }
    const teams = await teamsMeant(pass, input.teams ?? []);
    // Who may not see grants or teams does not find others by them either.
    const hidden = ((input.lines || input.products) && !seesGrants(actor)) || (input.teams && !seesTeams(actor));
    const filter = {
      ...input,
      emailKeys: hidden ? [keyOf(actor.email)] : undefined,
      lineIds: input.lines && lines.flatMap((line) => line?.id ?? []),
      teamIds: input.teams && teams.map(({ id }) => id),
    };
    const after = input.after === undefined ? undefined : readCursor(input.after);
    if (input.limit === 0) {
      const rows = membersQuery(db, workspace.id, filter, input.sort, after, 0).stream();
      return { users: answers(rows, actor), next: null };
    }
    const rows = await membersQuery(db, workspace.id, filter, input.sort, after, input.limit + 1).execute();
    const page = rows.slice(0, input.limit);
    const last = rows.length > input.limit ? page.at(-1) : undefined;
    return { users: page.map((row) => memberSeen(row, actor)), next: last ? writeCursor(last, input.sort) : null };
  },
});

async function* answers(rows: AsyncIterable<MemberRow>, actor: Subject): AsyncGenerator<SeenMember> {
  for await (const row of rows) yield memberSeen(row, actor);
}

const writeCursor = (row: MemberRow, sort: (typeof MEMBER_SORTS)[number]): string => {
  const value = sort === 'email' ? '' : (row[sort] ?? '');
  return Buffer.from(JSON.stringify([value, row.email_key])).toString('base64url');
};

function readCursor(typed: string): MemberCursor {
  try {
    const [value, key] = JSON.parse(Buffer.from(typed, 'base64url').toString()) as [string | number, string];
    if (typeof key === 'string') return { value, key };
  } catch {}
  throw invalid('bad-cursor', 'that is no place in a list', { hint: 'pass on what the page before said as "next"' });
}
