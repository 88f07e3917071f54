import { type CellReader, note, nothing, type Place, textCell } from './cell.ts';
import { cut } from './fault.ts';
import { nearest } from './words.ts';

const WORD = { max: 100 };

/** A reader of a column of time zones (IANA names), as they are spelled officially; each spelling is looked up once. */
export function zoneCell(place: Place): CellReader<string> {
  if (place.index < 0) return nothing;
  const known = new Map<string, string | undefined>();
  const text = textCell(place, WORD);
  return (row) => {
    const word = text(row);
    if (word === null) return null;
    if (!known.has(word)) known.set(word, known.size < MOST ? zoneOf(word) : undefined);
    const zone = known.get(word);
    if (zone !== undefined) return zone;
    return note(row, place, 'bad-value', `“${cut(word)}” is no time zone`, {
      value: word,
      suggestion: nearest(word, Intl.supportedValuesOf('timeZone')) ?? 'write a name as America/New_York',
    });
  };
}

/** More spellings than there are zones: the rest of the file is at fault anyway. */
const MOST = 5_000;

function zoneOf(word: string): string | undefined {
  if (!/^[A-Za-z]/.test(word)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: word }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
