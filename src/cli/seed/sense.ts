import { Failure } from '../../domain/errors.ts';
import { lineAddress } from '../../domain/line-address.ts';
import { lineKind } from '../../domain/line-kinds.ts';
import { CONTACT_VARIABLES, parseBody, unknownVariables } from '../../domain/message-body.ts';
import { readWhere } from '../../domain/read-where.ts';
import type { SeedDocument, SeedLine, SeedPart } from '../../domain/seed.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';
import { faultAt, type Parts, placeIn, type Step } from './parts.ts';
import type { SeedTerms } from './shapes/contact.ts';

/** What is found once all of a document is known. */
export interface Found {
  readonly faults: SeedFault[];
  readonly doubts: SeedFault[];
}

const ofFailure = (parts: Parts, error: unknown, part: SeedPart, ...at: readonly Step[]): SeedFault[] => {
  if (!(error instanceof Failure)) throw error;
  const place = placeIn(parts, part, ...at);
  return place === undefined
    ? []
    : [faultAt(place, error.code, error.message, error.hint?.replace(/--([a-z-]+):?/g, '$1:') ?? null)];
};

/** Filters and variables, which are about fields: those that the document does not make may be in the workspace. */
export function faultMeanings(
  { lists, blasts, templates, responders }: SeedDocument,
  parts: Parts,
  { fields }: SeedTerms,
): Found {
  const found: Found = { faults: [], doubts: [] };
  const filters = (clauses: readonly string[] | undefined, part: SeedPart, i: number): void => {
    for (const [j, clause] of (clauses ?? []).entries()) {
      try {
        readWhere([clause], fields);
      } catch (error) {
        const unknown = error instanceof Failure && error.code === 'unknown-field';
        found[unknown ? 'doubts' : 'faults'].push(...ofFailure(parts, error, part, i, 'where', j));
      }
    }
  };
  const variables = (body: string | null | undefined, part: SeedPart, ...at: readonly Step[]): void => {
    const known = [...CONTACT_VARIABLES, ...fields.map(({ name }) => name)];
    for (const { name, nearest } of body ? unknownVariables(parseBody(body), known) : []) {
      const place = placeIn(parts, part, ...at);
      const message = `contacts have no {${name}} that the document makes`;
      if (place)
        found.doubts.push(faultAt(place, 'unknown-variable', message, nearest ? `did you mean {${nearest}}?` : null));
    }
  };
  lists?.forEach(({ where }, i) => {
    filters(where, 'lists', i);
  });
  blasts?.forEach(({ where, body }, i) => {
    filters(where, 'blasts', i);
    variables(body, 'blasts', i, 'body');
  });
  templates?.forEach(({ body }, i) => {
    variables(body, 'templates', i, 'body');
  });
  responders?.forEach(({ reply }, i) => {
    variables(reply, 'responders', i, 'reply');
  });
  return found;
}

/** The lines of a document by their addresses as they are kept, and what is wrong with them. */
export async function linesKept(
  lines: readonly SeedLine[],
  country: string | null,
  parts: Parts,
): Promise<{ readonly lines: readonly SeedLine[]; readonly faults: readonly SeedFault[] }> {
  const faults: SeedFault[] = [];
  const kept: SeedLine[] = [];
  for (const i of lines.keys()) {
    const line = lines[i];
    if (line === undefined) continue;
    try {
      const kind = line.kind === undefined ? undefined : lineKind(line.kind);
      kept[i] = { ...line, address: (await lineAddress(line.address, kind, country ?? undefined)).address };
    } catch (error) {
      faults.push(...ofFailure(parts, error, 'lines', i, 'address'));
    }
  }
  return { lines: kept, faults };
}
