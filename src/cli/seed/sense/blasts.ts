import { isBeyondMaking } from '../../../domain/blast.ts';
import { addressedOn } from '../../../domain/line-kinds.ts';
import type { SeedDocument } from '../../../domain/seed.ts';
import { instant } from '../../../domain/time.ts';
import type { Findings } from '../findings.ts';
import { lineNamed } from '../known.ts';

/** What is wrong with blasts: on lines where none goes out, and in states to which no document leads. */
export function senseBlasts(document: SeedDocument, now: number, found: Findings): void {
  const lineOf = lineNamed(document);
  document.blasts?.forEach(({ line, state = 'draft', at, name }, i) => {
    const kind = lineOf(line)?.kind;
    if (kind !== undefined) found.heed(['blasts', i, 'line'], () => addressedOn(kind));
    if (isBeyondMaking(state)) {
      const message = `no document makes the blast “${name}” ${state}: it must be so already`;
      found.doubt(['blasts', i, 'state'], 'cannot-become', message, 'say state: draft, scheduled, paused or cancelled');
    } else if (at !== undefined && state === 'scheduled' && instant(at) < now) {
      const message = `${at} is past: the blast “${name}” must be there already`;
      found.doubt(['blasts', i, 'at'], 'past-time', message, 'say a later time, or state: draft');
    }
  });
}
