import { decide } from '../../access/decide.ts';
import { lineInSight, lineQuestion } from '../../access/lines.ts';
import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { grantsQuery } from '../../store/grants.ts';
import { linesQuery } from '../../store/lines.ts';
import { text } from '../input.ts';

/** One line with its activation, and who holds it as far as the acting user may see grants. */
export const showLine = query({
  name: 'lines show',
  needs: ['lines.view'],
  input: { line: text() },
  asks: async ({ line }, sight) => [await lineQuestion(sight, 'lines.view', line)],
  does: async (pass, { line }) => {
    const { db, workspace, actor } = pass;
    const { id } = await lineInSight(pass, 'lines.view', line);
    const found = await linesQuery(
      db,
      workspace.id,
      { ids: [id], grantedTo: null },
      'address',
    ).executeTakeFirstOrThrow();
    const sees = decide(actor, 'grants.view', workspaceItself).allowed;
    const holders = sees ? await grantsQuery(db, workspace.id, { lineIds: [id] }, 'member').execute() : null;
    return {
      address: found.address,
      name: found.name,
      kind: found.kind,
      version: found.version,
      since: rfc3339(found.at),
      by: found.by,
      entry: found.since,
      holders: holders?.map(({ member, at, by, since }) => ({ member, since: rfc3339(at), by, entry: since })) ?? null,
    };
  },
});
