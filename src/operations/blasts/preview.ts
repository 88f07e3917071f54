import { blastQuestion } from '../../access/blasts.ts';
import { query } from '../../access/operation.ts';
import { needsApproval } from '../../domain/approval.ts';
import type { AudienceCount } from '../../domain/blast.ts';
import type { Cost } from '../../domain/message-cost.ts';
import { plainPunctuationHelps, segmentsOf, withPlainPunctuation } from '../../domain/segments.ts';
import type { Approval } from '../../domain/settings.ts';
import { instant, rfc3339 } from '../../domain/time.ts';
import { optional, text } from '../input.ts';
import { blastMeant, nextStep } from './blast.ts';
import { estimated } from './estimate.ts';
import { weighed } from './weighing.ts';

/** What a recipient would read. */
interface Sample {
  readonly to: string;
  readonly body: string;
  readonly segments: number;
}

/** A blast as it would go out at a time. Times are RFC 3339. */
export interface Preview extends ReturnType<typeof estimated> {
  readonly name: string;
  readonly state: string;
  readonly line: string;
  readonly author: string;
  /** Candidates are the sum of all that follow. */
  readonly audience: AudienceCount;
  readonly segments: Omit<Cost, 'forcing'>;
  /** The characters for which the short alphabet has no place. */
  readonly forcing: readonly string[];
  /** The text with plain quotes and dashes, where that takes fewer messages. */
  readonly plainly: string | null;
  readonly first: Sample | null;
  readonly longest: Sample | null;
  /** How many have no value for a variable that has no fallback, and the first of them. */
  readonly missing: { readonly contacts: number; readonly first: readonly string[] } | null;
  /** How many are held until their quiet hours are over, and when the first and the last of them may be written to. */
  readonly held: { readonly people: number; readonly first: string; readonly last: string } | null;
  readonly approval: Approval;
  readonly needsApproval: boolean;
  readonly next: string;
}

/** A blast as it would go out: to how many and why to no more, what they read, what it costs, how long it takes. */
export const previewBlast = query({
  name: 'blasts preview',
  needs: ['blasts.view'],
  input: {
    blast: text(),
    /** As if it were sent then. */
    at: optional(text()),
  },
  asks: async ({ blast }, sight) => [await blastQuestion(sight, 'blasts.view', blast)],
  does: async (pass, input): Promise<Preview> => {
    const blast = await blastMeant(pass, 'blasts.view', input.blast);
    const at = input.at === undefined ? (blast.scheduled ?? pass.now) : instant(input.at);
    const found = await weighed(pass, blast, at);
    const { count, cost, held, first, longest, missing, settings } = found;
    const sample = (one: typeof first) =>
      one && { to: one.address, body: one.body, segments: segmentsOf(one.body).segments };
    return {
      name: blast.name,
      state: blast.state,
      line: blast.address,
      author: blast.by,
      audience: count,
      segments: { min: cost.min, typical: cost.typical, max: cost.max, total: cost.total },
      forcing: cost.forcing,
      plainly: longest && plainPunctuationHelps(longest.body) ? withPlainPunctuation(blast.body) : null,
      first: sample(first),
      longest: sample(longest),
      missing: missing && { contacts: missing.people, first: missing.first },
      ...estimated(blast, cost.total, at, settings),
      held: held && { people: held.people, first: rfc3339(held.first), last: rfc3339(held.last) },
      approval: settings.approval,
      needsApproval: needsApproval(settings.approval, count.recipients),
      next: nextStep(blast),
    };
  },
});
