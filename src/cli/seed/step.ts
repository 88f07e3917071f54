import type { Operation } from '../../access/operation.ts';
import type { Fault } from '../../domain/fault.ts';
import type { SeedPart } from '../../domain/seed.ts';
import type { SeedPlace } from '../../domain/seed-fault.ts';

/** One difference between what is there and what is to be. */
export interface Difference {
  readonly what: string;
  readonly from: Plain;
  readonly to: Plain;
}

type Plain = string | number | boolean | null | readonly string[];

/** What a step does, as plans tell it. `rows` counts what it is about where that is many things. */
export interface Told {
  readonly change: 'make' | 'edit' | 'remove';
  readonly kind: SeedPart;
  readonly name: string;
  readonly what: readonly Difference[];
  readonly rows: number;
  /** Where the document says so: `acme.yaml:12`; null for what it does not name any more. */
  readonly place: string | null;
}

/** What became of some of the rows that a step was about; what it leaves open is as the step says. */
export type Came = Pick<Told, 'name' | 'rows'> &
  Partial<Pick<Told, 'what' | 'place'>> &
  Standing & { readonly change: Told['change'] | 'same' };

/** What is otherwise than the document says, and stays so: a sentence. */
interface Standing {
  readonly stands?: string | undefined;
}

/** A row by its line, and what of it. */
export type RowPlace = Pick<Fault, 'line'> & Partial<Pick<Fault, 'column' | 'field' | 'value'>>;

/** A step that is still to be taken: an operation of the catalogue with its input, made anew each time it is asked for. */
export interface Step extends Told {
  readonly operation: () => Promise<Operation<object, unknown>>;
  readonly input: () => object | Promise<object>;
  /** Reads from the answer what it came to, where only that knows. */
  readonly came: ((answer: unknown) => readonly Came[]) | undefined;
  /** Where a fault of one of its rows stands, as near as the document says. */
  readonly rowAt: ((row: RowPlace) => SeedPlace | undefined) | undefined;
  /** Which of its many rows a right is needed for: as sentences name them, and where the first stands. */
  readonly whose: ((right: Right) => Pick<Told, 'name' | 'place'>) | undefined;
}

/** An action, and what it is done to. */
export interface Right {
  readonly action: string;
  readonly on: Readonly<Record<string, string>>;
}

/** What is there already as the document says, or stays as it is: so many of a kind. */
export interface Same extends Standing {
  readonly same: number;
  readonly kind: SeedPart;
}

/** What comparing one kind of thing finds, in order: each step is taken before the next is looked for. */
export type Steps = AsyncGenerator<Step | Same, void>;

type Said = Pick<Told, 'change' | 'kind' | 'name'> & Partial<Told> & Partial<Pick<Step, 'rowAt' | 'whose'>>;

/** A step of an operation. Where rows are read once, `input` makes it anew. */
export const step = <I extends object, A>(
  said: Said,
  operation: () => Promise<Operation<I, A>>,
  input: NoInfer<I> | (() => NoInfer<I> | Promise<NoInfer<I>>),
  came?: (answer: NoInfer<A>) => readonly Came[],
): Step => ({
  what: [],
  rows: 1,
  place: null,
  rowAt: undefined,
  whose: undefined,
  ...said,
  // Whoever takes the step gives each operation its own input, and no other.
  operation: operation as unknown as Step['operation'],
  input: (typeof input === 'function' ? input : () => input) as Step['input'],
  came: came as Step['came'],
});

/** So many things are told one by one; more of them as a number. */
export const FEW = 20;

const MOST_AT_ONCE = 1000;

/** Things that are very many, as many at a time as one step is about. */
export function* atOnce<T>(things: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < things.length; from += MOST_AT_ONCE) yield things.slice(from, from + MOST_AT_ONCE);
}

/** So many things of a kind that are as they should be. */
export const same = (kind: SeedPart, count = 1): Same => ({ same: count, kind });

/** A thing that is not as is said, and stays so. */
export const standing = (kind: SeedPart, stands: string): Same => ({ same: 1, kind, stands });

/** The differences between what is there and what is said; what is not said stays as it is. */
export function differences<K extends string>(
  there: Readonly<Record<K, Plain>>,
  said: Readonly<Partial<Record<K, Plain | undefined>>>,
): Difference[] {
  return (Object.keys(said) as K[]).flatMap((what) => {
    const to = said[what];
    const from = there[what];
    return to === undefined || equal(from, to) ? [] : [{ what, from, to }];
  });
}

const equal = (one: Plain, other: Plain): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is made, as differences from nothing. */
export const fresh = (said: Readonly<Record<string, Plain | undefined>>): Difference[] =>
  Object.entries(said).flatMap(([what, to]) =>
    to === undefined || to === null || (Array.isArray(to) && to.length === 0) ? [] : [{ what, from: null, to }],
  );

/** Words in the one order in which sets are told. */
export const sorted = (words: Iterable<string>): string[] => [...new Set(words)].sort();
