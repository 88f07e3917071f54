import { conflict, type Failure, invalid } from './errors.ts';
import { e164 } from './phone.ts';
import { shellWord } from './shell-word.ts';
import { problemOf } from './text.ts';

const LONGEST = 100;

/** A line's name as it is kept: one line of text without what parts words in lists; an empty one is none. */
export function lineName(typed: string): string | null {
  const name = typed.trim().normalize('NFC');
  if (name === '') return null;
  const problem = problemOf(name, { max: LONGEST }) ?? (/[,;|]/.test(name) ? 'it holds a , ; or |' : undefined);
  if (problem === undefined) return name;
  throw invalid('bad-name', `that is no name for a line: ${problem.replaceAll('-', ' ')}`, {
    hint: `write at most ${LONGEST} characters, without , ; and |, which part names in lists`,
  });
}

/** A line as far as others must not be taken for it. */
export interface NamedLine {
  readonly id: number;
  readonly address: string;
  readonly name: string | null;
  readonly isActive: boolean;
}

/** What stands against a line being called and addressed so among the others of its workspace, or nothing. */
export function nameClash(
  { id, address, name }: Omit<NamedLine, 'isActive'>,
  others: readonly NamedLine[],
): Failure | undefined {
  for (const other of others) {
    if (other.id === id) continue;
    if (name !== null && same(name, other.address)) {
      return conflict('line-name-taken', `"${name}" is the address of another line`, { hint: 'choose another --name' });
    }
    if (!other.isActive || other.name === null) continue;
    const rename = `switchboard lines edit ${shellWord(other.address)} --name NAME`;
    if (name !== null && same(name, other.name)) {
      return conflict('line-name-taken', `line ${other.address} is called "${other.name}" already`, {
        hint: `choose another --name, or rename that line: ${rename}`,
      });
    }
    if (same(address, other.name)) {
      return conflict(
        'line-name-taken',
        `line ${other.address} is called "${other.name}": the word would mean two lines`,
        {
          hint: `rename that line first: ${rename}`,
        },
      );
    }
  }
  return undefined;
}

const same = (one: string, other: string): boolean => folded(one) === folded(other);
const folded = (word: string): string => e164(word) ?? word.normalize('NFKC').toLowerCase();
