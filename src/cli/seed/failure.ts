import { type Failure, invalid } from '../../domain/errors.ts';
import { type SeedFault, seedPlaceText } from '../../domain/seed-fault.ts';
import { plural } from '../../domain/words.ts';

const MOST_TOLD = 20;
const ALL = 'programs find all of them: --format json';

/** Faults as one failure that tells the first of them below a sentence; programs find all in its details. */
export function faultsFailure(code: string, head: string, faults: readonly SeedFault[], hint?: string): Failure {
  const isMore = faults.length > MOST_TOLD;
  const more = isMore ? [`and ${plural(faults.length - MOST_TOLD, 'more fault', 'more faults')}`] : [];
  const told = [head, ...faults.slice(0, MOST_TOLD).map(says), ...more].join('\n');
  return invalid(code, told, { hint: hint ?? (isMore ? ALL : undefined), details: { faults } });
}

function says(one: SeedFault): string {
  const meant = one.suggestion === null ? '' : `; ${one.suggestion}`;
  return `${seedPlaceText(one)} ${one.path === '' ? '' : `${one.path}: `}${one.message}${meant}`;
}

/** What keeps a document from being read. */
export const seedFailure = (faults: readonly SeedFault[], hint?: string): Failure =>
  faultsFailure('bad-seed', `the document has ${plural(faults.length, 'fault')}`, faults, hint);
