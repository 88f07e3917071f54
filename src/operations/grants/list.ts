import { productNamed } from '../../access/inquiry.ts';
import { linesMeant } from '../../access/lines.ts';
import { query } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { narrowing, reach } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { GRANT_SORTS, grantsQuery } from '../../store/grants.ts';
import { emails, names, optional, picklist } from '../input.ts';

/** A grant in force, with since when, by whom and by which ledger entry. */
export interface GrantAnswer {
  readonly member: string;
  readonly line: string | null;
  readonly product: string | null;
  readonly since: string;
  readonly by: string;
  readonly entry: number;
}

/** Who holds which lines and products, as far as the acting user reaches them; streamed. */
export const listGrants = query({
  name: 'grants list',
  needs: ['grants.view'],
  input: {
    members: optional(emails()),
    /** With lines and no products, only grants of lines are listed; and the other way round. */
    lines: optional(names()),
    products: optional(names()),
    sort: picklist(GRANT_SORTS, `sort by ${GRANT_SORTS.join(', ')}`),
  },
  asks: () => [{ needs: 'grants.view', on: workspaceItself }],
  does: async (pass, { members, lines, products, sort }) => {
    const { db, workspace, actor } = pass;
    const people = members && (await membersNamed(pass, members));
    const named = lines && (await linesMeant(pass, lines));
    for (const product of products ?? []) await productNamed(pass, product);
    const filter = {
      userIds: people?.map(({ subject }) => subject.userId),
      lineIds: named?.map(({ id }) => id),
      products,
      reached: {
        lines: narrowing(reach(actor, 'grants.view', 'lines')),
        products: narrowing(reach(actor, 'grants.view', 'products')),
      },
    };
    return { grants: answers(grantsQuery(db, workspace.id, filter, sort).stream()) };
  },
});

type Rows = ReturnType<ReturnType<typeof grantsQuery>['stream']>;

async function* answers(rows: Rows): AsyncGenerator<GrantAnswer> {
  for await (const { member, kind, what, at, by, since } of rows) {
    const [line, product] = kind === 'line' ? [what, null] : [null, what];
    yield { member, line, product, since: rfc3339(at), by, entry: since };
  }
}
