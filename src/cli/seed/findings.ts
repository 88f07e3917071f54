import { Failure } from '../../domain/errors.ts';
import type { SeedPart } from '../../domain/seed.ts';
import type { SeedFault, SeedPlace } from '../../domain/seed-fault.ts';
import { faultAt, type Parts, placeIn, type Step } from './parts.ts';

/** Where in a document something is: an item of a part, or a value in it. */
export type At = readonly [part: SeedPart, ...steps: Step[]];

/** What is found once all of a document is known: what is wrong, and what may be in the workspace already. */
export class Findings {
  readonly faults: SeedFault[] = [];
  readonly doubts: SeedFault[] = [];
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The place of something. */
  placeOf([part, ...steps]: At): SeedPlace | undefined {
    return placeIn(this.#parts, part, ...steps);
  }

  fault(at: At, code: string, message: string, suggestion?: string | null): void {
    const place = this.placeOf(at);
    if (place) this.faults.push(faultAt(place, code, message, suggestion));
  }

  doubt(at: At, code: string, message: string, suggestion?: string | null): void {
    const place = this.placeOf(at);
    if (place) this.doubts.push(faultAt(place, code, message, suggestion));
  }

  /** Notes what stands against something. Flags of commands are keys here. */
  against(at: At, failure: Failure | undefined, suggestion = keysFor(failure?.hint)): void {
    if (failure) this.fault(at, failure.code, failure.message, suggestion);
  }

  /** What a rule answers; nothing where it throws what is wrong, which is noted. */
  heed<T>(at: At, rule: () => T): T | undefined {
    try {
      return rule();
    } catch (error) {
      return this.failed(at, error);
    }
  }

  /** Notes what a rule has thrown. */
  failed(at: At, error: unknown): undefined {
    if (!(error instanceof Failure)) throw error;
    this.against(at, error);
  }
}

/** A hint for a command as one for a document. */
export const keysFor = (hint: string | undefined): string | null => hint?.replace(/--([a-z-]+):?/g, '$1:') ?? null;
