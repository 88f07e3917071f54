import { Failure } from '../../domain/errors.ts';
import type { SeedExpectation } from '../../domain/seed.ts';
import { canAccess } from '../../operations/access/can.ts';
import type { Site } from './site.ts';

/** An expectation that does not hold: what was expected, and what is so. */
export interface Unmet extends SeedExpectation {
  readonly place: string | null;
  readonly found: string;
}

const ASKED = ['line', 'product', 'contact', 'conversation', 'blast', 'user', 'role'] as const;

/** The expectations of a document that do not hold as things stand. */
export async function unmet({ document, hand, placeOf }: Site): Promise<Unmet[]> {
  const found: Unmet[] = [];
  for (const [i, expected] of (document.expect ?? []).entries()) {
    const { member, action, allowed, code } = expected;
    const about = Object.fromEntries(ASKED.map((word) => [word, expected[word]]));
    const asked = { member, action, ...about } as Parameters<typeof canAccess.does>[1];
    const said = await answerTo(() => hand.ask(canAccess, asked, (answer) => answer));
    if (said.allowed === allowed && (code === undefined || code === said.code)) continue;
    found.push({ ...expected, place: placeOf(['expect', i]), found: said.because });
  }
  return found;
}

/** What is not there can be asked nothing: that is no answer that anybody expects. */
async function answerTo(ask: () => Promise<{ allowed: boolean; code: string; because: string }>) {
  try {
    const { allowed, code, because } = await ask();
    return { allowed, code, because: `${allowed ? 'yes' : 'no'}: ${because}` };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'refused') throw error;
    return { allowed: undefined, code: error.code, because: error.message };
  }
}
