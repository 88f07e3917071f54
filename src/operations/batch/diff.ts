import { type Alteration, alterations } from '../../access/altered-facts.ts';
import { type ContactDifference, contactDifferences } from '../../access/contact-differences.ts';
import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { unalteredFacts } from '../../store/facts.ts';
import { count } from '../input.ts';
import { batchNumbered } from './batches.ts';

/** One thing that a batch changed: of a contact the field, as it was before and as it is now; of a membership or a role, as it became. */
export interface Difference {
  readonly what: string;
  readonly subject: string;
  /** `began`, `ended`, `added`, `removed`, or the field that changed. */
  readonly change: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** What a batch changed: the facts that it began, ended and altered, and contacts as they were and as they are now. */
export const diffBatch = query({
  name: 'batch diff',
  needs: ['audit.view'],
  input: { batch: count(1) },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async (pass, { batch: number }) => {
    const batch = await batchNumbered(pass, number);
    const facts = unalteredFacts(pass.connection, pass.workspace.id, number);
    return { ...batch, differences: differences(facts, alterations(pass, number), contactDifferences(pass, number)) };
  },
});

async function* differences(
  facts: ReturnType<typeof unalteredFacts>,
  altered: AsyncIterable<Alteration>,
  contacts: AsyncIterable<ContactDifference>,
): AsyncGenerator<Difference> {
  for await (const { did, fact, says } of facts)
    yield { what: fact, subject: says, change: did, before: null, now: null };
  yield* altered;
  for await (const { outcome, subject, gone, fields } of contacts) {
    const about = { what: 'contact', subject };
    if (gone) yield { ...about, change: outcome, before: null, now: 'gone since' };
    else if (outcome === 'added' || outcome === 'removed') yield { ...about, change: outcome, before: null, now: null };
    else for (const { field, before, now } of fields) yield { ...about, change: field, before, now };
  }
}
