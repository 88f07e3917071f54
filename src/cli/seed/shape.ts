// The shapes that a document is made of. Each reads a node, saying where it is wrong, and says itself as JSON Schema.
import { Failure } from '../../domain/errors.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';
import { nearest } from '../../domain/words.ts';
import { kindOf, placeAt, type SeedNode } from './node.ts';

/** A part of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Where something stands: a node, or a key. */
type Place = Pick<SeedNode, 'file' | 'at'> & Partial<Pick<SeedNode, 'is'>>;

/** What is read of a document: faults are noted, and reading goes on. */
export class Reading {
  readonly faults: SeedFault[] = [];
  /** How often something could not be read, told here or before. */
  failures = 0;

  /** Notes what is wrong at a node. */
  note(node: Place, path: string, code: string, message: string, suggestion?: string | null): undefined {
    this.failures++;
    // One thing that is wrong is told once.
    if (node.is !== 'unread')
      this.faults.push({ ...placeAt(node.file, node.at, path), code, message, suggestion: suggestion ?? null });
    return undefined;
  }

  /** Notes what a rule of the domain says is wrong. Flags of commands are keys here. */
  failed(node: Place, path: string, error: unknown): undefined {
    if (!(error instanceof Failure)) throw error;
    return this.note(node, path, error.code, error.message, error.hint?.replace(/--([a-z-]+):?/g, '$1:'));
  }

  /** Notes a value of the wrong kind. */
  unfit(node: SeedNode, path: string, wanted: string, suggestion?: string): undefined {
    const where = node.is === 'scalar' && node.value === null;
    return this.note(
      node,
      path,
      where ? 'missing-value' : 'wrong-kind',
      where ? `nothing is said: ${wanted} belongs here` : `${wanted} belongs here, not ${kindOf(node)}`,
      suggestion,
    );
  }
}

/** How a value is read; undefined where it is wrong, which is noted. */
export interface Shape<T> {
  readonly read: (node: SeedNode, path: string, reading: Reading) => T | undefined;
  readonly schema: Schema;
}

/** What may be said of a text besides its rule. */
interface TextParts {
  readonly schema?: Schema;
  /** Whether numbers, yes and no are texts too, as they are written. */
  readonly takesPlain?: boolean;
}

/** A text that a rule of the domain reads. */
export function text<T = string>(
  about: string,
  rule: (typed: string) => T,
  { schema = {}, takesPlain = false }: TextParts = {},
): Shape<T> {
  return {
    schema: { description: about, type: takesPlain ? ['string', 'number', 'boolean'] : 'string', ...schema },
    read: (node, path, reading) => {
      if (node.is !== 'scalar' || node.value === null) return reading.unfit(node, path, 'a text');
      if (typeof node.value !== 'string' && !takesPlain)
        return reading.unfit(node, path, 'a text', `put it in quotes: "${node.text}"`);
      try {
        return rule(node.text);
      } catch (error) {
        return reading.failed(node, path, error);
      }
    },
  };
}

/** One of a few words. */
export function oneOf<T extends string>(about: string, words: readonly T[]): Shape<T> {
  return {
    schema: { description: about, enum: words },
    read: (node, path, reading) => {
      if (node.is !== 'scalar' || node.value === null) return reading.unfit(node, path, 'a word');
      const found = words.find((word) => word === node.text);
      if (found !== undefined) return found;
      const near = nearest(node.text, words);
      const known = `it is one of ${words.join(', ')}`;
      return reading.note(
        node,
        path,
        'unknown-word',
        `“${node.text.slice(0, 80)}” is none of the words that it can be`,
        near ? `did you mean "${near}"?` : known,
      );
    },
  };
}

/** A whole number. */
export const whole = (about: string, least: number, most = Number.MAX_SAFE_INTEGER): Shape<number> => ({
  schema: {
    description: about,
    type: 'integer',
    minimum: least,
    ...(most < Number.MAX_SAFE_INTEGER && { maximum: most }),
  },
  read: (node, path, reading) => {
    const value = node.is === 'scalar' && numberIn(node);
    if (typeof value !== 'number') return reading.unfit(node, path, 'a whole number');
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const range = most < Number.MAX_SAFE_INTEGER ? `${least} to ${most}` : `${least} on`;
    return reading.note(node, path, 'bad-number', `${value} is no whole number from ${range}`);
  },
});

const numberIn = ({ value, text: said, varies }: SeedNode & { is: 'scalar' }) =>
  varies && /^-?\d{1,15}$/.test(said) ? Number(said) : value;

/** Yes or no, as true and false. */
export const flag = (about: string): Shape<boolean> => ({
  schema: { description: about, type: 'boolean' },
  read: (node, path, reading) => {
    if (node.is === 'scalar' && typeof node.value === 'boolean') return node.value;
    if (node.is === 'scalar' && node.varies && /^(?:true|false)$/.test(node.text)) return node.text === 'true';
    const meant =
      node.is === 'scalar'
        ? { yes: 'true', on: 'true', no: 'false', off: 'false' }[node.text.toLowerCase()]
        : undefined;
    return reading.unfit(node, path, 'true or false', meant && `write ${meant}`);
  },
});

/** The same, or nothing, which takes away what is there. */
export const orNull = <T>(shape: Shape<T>): Shape<T | null> => ({
  schema: { anyOf: [shape.schema, { type: 'null' }] },
  read: (node, path, reading) =>
    node.is === 'scalar' && (node.value === null || node.text === '') ? null : shape.read(node, path, reading),
});

/** A list of values of one shape. */
export const listOf = <T>(about: string, of: Shape<T>, least = 0): Shape<readonly T[]> => ({
  schema: { description: about, type: 'array', items: of.schema, ...(least > 0 && { minItems: least }) },
  read: (node, path, reading) => {
    if (node.is !== 'list')
      return reading.unfit(
        node,
        path,
        'a list',
        node.is === 'scalar' && node.text !== '' ? `write [${node.text.slice(0, 40)}]` : undefined,
      );
    if (node.items.length < least) return reading.note(node, path, 'empty-list', 'the list is empty');
    const before = reading.failures;
    const items = node.items.map((item, i) => of.read(item, `${path}[${i}]`, reading));
    return reading.failures > before ? undefined : (items as T[]);
  },
});
