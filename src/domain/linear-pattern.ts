import { Failure, invalid } from './errors.ts';
import { legible } from './keyword.ts';
import { once } from './once.ts';
import { patternSource } from './pattern-source.ts';

/** V8's own flag, which is in no standard. */
const LINEAR = 'l';

const LONGEST_PATTERN = 200;
const LONGEST_TEXT = 2_000;

/** Where a pattern was found in a text as it is read (`legible`), and what it found. */
interface Found {
  readonly index: number;
  readonly matched: string;
}

/** A pattern that a person wrote, which takes a time that grows with the text and no faster. `within` takes a text already `legible`. */
export interface LinearPattern {
  readonly test: (text: string) => Found | undefined;
  readonly within: (legible: string) => Found | undefined;
}

/** The flag must be raised before the first such pattern is compiled, and costs nothing to those who have none. */
const engine = once(() => {
  process.getBuiltinModule('node:v8').setFlagsFromString('--enable-experimental-regexp-engine');
  return (source: string) => new RegExp(source, LINEAR);
});

/**
 * A pattern compiled for V8's linear-time engine, which finds whatever its case in the first 2,000 characters of a message.
 * Refuses (`invalid`) what that engine cannot do (looking around, back-references) and what is too long or too big.
 */
export function linearPattern(source: string): LinearPattern {
  const pattern = compiled(source);
  const within = (text: string) => {
    const found = pattern.exec(text.slice(0, LONGEST_TEXT));
    return found === null ? undefined : { index: found.index, matched: found[0] };
  };
  return { within, test: (text) => within(legible(text)) };
}

function compiled(source: string): RegExp {
  if (source.length > LONGEST_PATTERN) {
    throw invalid(
      'pattern-too-long',
      `a pattern has at most ${LONGEST_PATTERN} characters, and this has ${source.length}`,
      {
        hint: 'part it among several responders',
      },
    );
  }
  if (source.trim() === '') throw invalid('bad-pattern', 'the pattern is empty', { hint: 'write what to look for' });
  if (!source.isWellFormed())
    throw invalid('bad-pattern', 'the pattern is no well-formed text', { hint: 'write it anew' });
  try {
    return engine()(patternSource(source).source);
  } catch (error) {
    if (error instanceof Failure || !(error instanceof SyntaxError)) throw error;
    throw invalid('pattern-not-linear', 'the pattern cannot be sure to end in time', {
      hint: 'write it with fewer counts such as {2,5} within each other',
      cause: error,
    });
  }
}
