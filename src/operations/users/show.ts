import { query } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { seesTeams } from '../../access/teams.ts';
import { rfc3339 } from '../../domain/time.ts';
import { historyOf } from '../../store/history.ts';
import { inviterOf } from '../../store/inviters.ts';
import { heldBy } from '../../store/members.ts';
import { memberSeen, seesGrants } from '../answers.ts';
import { count, email } from '../input.ts';

/** What is told of a member's past to who may not see grants, or teams. */
const PLAIN = ['membership', 'restriction'] as const;
const GRANTS = ['line', 'product'] as const;

/** One member: all that holds of them now, who invited them, and what was begun and ended before. */
export const showUser = query({
  name: 'users show',
  needs: ['users.view'],
  input: {
    member: email(),
    /** How many of the last changes to tell; 0 tells all. */
    history: count(),
  },
  asks: () => [{ needs: 'users.view', on: workspaceItself }],
  does: async (pass, { member, history }) => {
    const { connection, db, workspace, actor } = pass;
    const ids = (await membersNamed(pass, [member])).map(({ subject }) => subject.userId);
    const id = ids[0] ?? 0;
    const [row] = await heldBy(db, workspace.id, ids);
    const isOwn = id === actor.userId;
    const kinds = [
      ...PLAIN,
      ...(isOwn || seesGrants(actor) ? GRANTS : []),
      ...(isOwn || seesTeams(actor) ? (['team'] as const) : []),
    ];
    if (row === undefined) throw new Error('a member without a membership');
    return {
      ...memberSeen(row, actor),
      expires: row.expires === null ? null : rfc3339(row.expires),
      invitedBy: (await inviterOf(connection, workspace.id, id)) ?? null,
      history: (await historyOf(connection, workspace.id, id, history, kinds)).map(({ at, ...change }) => {
        return { at: rfc3339(at), ...change };
      }),
    };
  },
});
