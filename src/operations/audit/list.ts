import { query } from '../../access/operation.ts';
import { keyOf } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { instant } from '../../domain/time.ts';
import { entriesQuery } from '../../store/entries.ts';
import type { EntriesTable } from '../../store/schema.ts';
import { count, email, optional, picklist, text } from '../input.ts';
import { type EntryAnswer, entryAnswer } from './entry.ts';

const OUTCOMES = ['done', 'refused'] as const;

/** The ledger, newest entry first: filtered, page by page or streamed whole. */
export const listEntries = query({
  name: 'audit list',
  needs: ['audit.view'],
  input: {
    actor: optional(email()),
    operation: optional(text()),
    outcome: optional(picklist(OUTCOMES, `an outcome is ${OUTCOMES.join(' or ')}`)),
    since: optional(text()),
    until: optional(text()),
    limit: count(),
    after: optional(count()),
  },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async ({ db, workspace }, { actor, operation, outcome, since, until, limit, after }) => {
    const filter = {
      actor: actor === undefined ? undefined : { spelling: actor, key: keyOf(actor) },
      operation,
      outcome,
      since: since === undefined ? undefined : instant(since),
      until: until === undefined ? undefined : instant(until),
    };
    const query = (most: number) => entriesQuery(db, workspace.id, filter, { order: 'newest', after, limit: most });
    if (limit === 0) return { entries: answers(query(0).stream()), next: null };
    const rows = await query(limit + 1).execute();
    const page = rows.slice(0, limit);
    return { entries: page.map(entryAnswer), next: rows.length > limit ? (page.at(-1)?.number ?? null) : null };
  },
});

async function* answers(rows: AsyncIterable<EntriesTable>): AsyncGenerator<EntryAnswer> {
  for await (const row of rows) yield entryAnswer(row);
}
