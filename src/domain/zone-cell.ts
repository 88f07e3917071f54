import { type CellReader, note, nothing, type Place, textCell } from './cell.ts';
import { Failure } from './errors.ts';
import { timeZone } from './time-zones.ts';

const WORD = { max: 100 };

/** More spellings than there are zones: the rest is looked up again each time. */
const MOST = 5_000;

/** A reader of a column of time zones (IANA names), as the database spells them; each spelling is looked up once. */
export function zoneCell(place: Place): CellReader<string> {
  if (place.index < 0) return nothing;
  const known = new Map<string, string | Failure>();
  const text = textCell(place, WORD);
  return (row) => {
    const word = text(row);
    if (word === null) return null;
    const found = known.get(word) ?? zoneOf(word);
    if (known.size < MOST) known.set(word, found);
    if (typeof found === 'string') return found;
    return note(row, place, 'bad-value', found.message, { value: word, suggestion: found.hint ?? null });
  };
}

function zoneOf(word: string): string | Failure {
  try {
    return timeZone(word);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
