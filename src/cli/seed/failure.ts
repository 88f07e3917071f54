import { type Failure, invalid } from '../../domain/errors.ts';
import { type SeedFault, seedPlaceText } from '../../domain/seed-fault.ts';
import { plural } from '../../domain/words.ts';

const MOST_TOLD = 20;

/** Faults as one failure that tells the first of them; programs find all in its details. */
export function seedFailure(faults: readonly SeedFault[]): Failure {
  const told = faults.slice(0, MOST_TOLD).map((one) => {
    const meant = one.suggestion === null ? '' : `; ${one.suggestion}`;
    return `${seedPlaceText(one)} ${one.path === '' ? '' : `${one.path}: `}${one.message}${meant}`;
  });
  const more =
    faults.length > MOST_TOLD ? [`and ${plural(faults.length - MOST_TOLD, 'more fault', 'more faults')}`] : [];
  return invalid('bad-seed', [`the document has ${plural(faults.length, 'fault')}`, ...told, ...more].join('\n'), {
    hint: 'see all of them as a table: switchboard seed check FILE',
    details: { faults },
  });
}
