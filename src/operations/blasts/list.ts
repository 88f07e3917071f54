import { linesMeant } from '../../access/lines.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { BLAST_STATES } from '../../domain/blast.ts';
import { rfc3339 } from '../../domain/time.ts';
import { blastsQuery, recordOf } from '../../store/blasts.ts';
import { boolean, list, names, optional, picklist } from '../input.ts';

/** A blast as people and programs read it in a list. */
export interface BlastAnswer {
  readonly name: string;
  readonly line: string;
  readonly state: string;
  readonly author: string;
  /** When it was to go out; null before it was scheduled. */
  readonly scheduled: string | null;
  /** How many it is for; null before it was scheduled. */
  readonly recipients: number | null;
  /** When it was changed last, and the ledger entry that says so. */
  readonly changed: string;
  readonly entry: number;
}

/** The blasts within the acting user's reach, the latest first, streamed. */
export const listBlasts = query({
  name: 'blasts list',
  needs: ['blasts.view'],
  input: {
    states: optional(list(picklist(BLAST_STATES, `a state is ${BLAST_STATES.join(', ')}`))),
    lines: optional(names()),
    /** Only the acting user's own. */
    mine: boolean('yes or no'),
  },
  asks: () => [{ needs: 'blasts.view', on: workspaceItself }],
  does: async (pass, { states, lines, mine }) => {
    const { db, workspace, actor } = pass;
    const lineIds = lines && (await linesMeant(pass, lines)).map(({ id }) => id);
    const filter = { states, lineIds, author: mine ? actor.userId : undefined };
    return { blasts: answers(blastsQuery(db, workspace.id, reachOf(actor, 'blasts.view'), filter).stream()) };
  },
});

type Rows = ReturnType<ReturnType<typeof blastsQuery>['stream']>;

async function* answers(rows: Rows): AsyncGenerator<BlastAnswer> {
  for await (const row of rows) {
    yield {
      name: row.name,
      line: row.address,
      state: row.state,
      author: row.by,
      scheduled: row.scheduled === null ? null : rfc3339(row.scheduled),
      recipients: recordOf(row)?.audience.recipients ?? null,
      changed: rfc3339(row.changed_at),
      entry: row.changed,
    };
  }
}
