import type { Condition } from '../../../domain/contact-filter.ts';
import { Failure } from '../../../domain/errors.ts';
import type { ContactField } from '../../../domain/field-definition.ts';
import { readWhere } from '../../../domain/read-where.ts';
import type { SeedDocument } from '../../../domain/seed.ts';
import { circularSegment, deepSegment } from '../../../domain/segment-circle.ts';
import { type At, type Findings, keysFor } from '../findings.ts';
import { isSegment } from '../segment.ts';

/** A clause of a filter, where it stands and what it means. */
export interface Clause {
  readonly at: At;
  readonly condition: Condition;
}

/** What is wrong with filters, and with segments that name each other; answers the clauses that can be read. */
export function senseFilters(
  { lists, blasts }: SeedDocument,
  fields: readonly ContactField[],
  found: Findings,
): readonly Clause[] {
  const clauses: Clause[] = [];
  const read = (part: 'lists' | 'blasts', i: number, where: readonly string[] = []): Condition =>
    where.flatMap((text, j) => {
      const at = [part, i, 'where', j] as const;
      try {
        const condition = readWhere([text], fields);
        clauses.push({ at, condition });
        return condition;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        // Fields that the document does not make may be in the workspace.
        const note = error.code === 'unknown-field' ? 'doubt' : 'fault';
        found[note](at, error.code, error.message, keysFor(error.hint));
        return [];
      }
    });

  const segments = (lists ?? []).map((list, i) => {
    const condition = read('lists', i, list.where);
    return { i, name: list.name, condition, filter: isSegment(list) ? JSON.stringify(condition) : null };
  });
  const named = segments.filter((one) => one !== undefined);
  for (const { i, name, condition } of named) {
    found.against(['lists', i, 'where'], circularSegment(name, condition, named) ?? deepSegment(condition, named));
  }
  blasts?.forEach(({ where }, i) => {
    const condition = read('blasts', i, where);
    found.against(['blasts', i, 'where'], deepSegment(condition, named));
  });
  return clauses;
}
