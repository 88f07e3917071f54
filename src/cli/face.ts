// A command as people see it, with what is typed and shown: long for the sentences over its parts.
import type { Done } from '../access/gate.ts';
import type { Operation, Upkeep } from '../access/operation.ts';
import { invalid } from '../domain/errors.ts';
import type { Column, Format, View } from '../render/view.ts';
import type { Outcome } from './perform.ts';
import type { Surroundings } from './surroundings.ts';

/** A flag of one command, as commander writes it: `--role <role>`, `--keep-going`. */
export interface Flag {
  readonly flags: string;
  readonly about: string;
}

/** What was typed, read by name. Lists may be given by several flags or in one, parted by `,`, `;` or `|`. */
export interface Given {
  readonly args: readonly string[];
  /** The words behind ` -- `, of a command that takes some. */
  readonly behind: readonly string[];
  text(name: string): string | undefined;
  list(name: string): readonly string[] | undefined;
  /** The values of a flag as they were typed, one each time it was given: they may hold what parts lists. */
  each(name: string): readonly string[] | undefined;
  flag(name: string): boolean;
  /** A whole number of at least `least`; anything else is a usage error. */
  number(name: string, least?: number): number | undefined;
}

/** A command as people read of it, and what it shows of its answer. */
interface Told<A> {
  /** The verb and its arguments: `set-role <email> <role>`. */
  readonly usage: string;
  /** What stands behind ` -- `, where something does: `<command> [args...]`. */
  readonly behind?: string;
  /** One sentence, without a full stop. */
  readonly about: string;
  /** Real commands with what each does, two or three. */
  readonly examples: readonly (readonly [command: string, what: string])[];
  readonly flags?: readonly Flag[];
  /** More to say in the help, below the flags. */
  readonly notes?: string;
  readonly show: (answer: A, given: Given, isTerminal: boolean) => View;
  /** The bare identifiers of what was made or listed, for `--quiet`. */
  readonly names?: (answer: A) => Iterable<string> | AsyncIterable<string>;
  /** Whether the answer is a no, as the exit code says it. */
  readonly isNo?: (answer: A) => boolean;
  /** Another command under the same name, where what was typed calls for it. */
  readonly instead?: (given: Given) => AnyFace | undefined;
}

/** How a command that is done in several runs goes on. */
type GoesOn<I, A> = { readonly with: I } | { readonly ends: A };

/** A command that another one leads to, with what would have been typed. */
export interface Led {
  readonly face: AnyFace;
  readonly given: Given;
}

/** One command as people see it: what is typed, what it asks of an operation, what it shows of the answer. */
export interface Face<I, A> extends Told<A> {
  readonly operation: () => Promise<Operation<I, A> | Upkeep<I, A>>;
  readonly gather: (given: Given, around: Surroundings) => I | Promise<I>;
  /** Whether an answer that was applied tells of rows that were rejected. */
  readonly isPartial?: (answer: A) => boolean;
  /** Prints an answer that streams in a form of its own, whatever the format; nothing else is printed then. */
  readonly lines?: (answer: A, given: Given, around: Surroundings) => AsyncIterable<string> | undefined;
  /**
   * Goes on once a run of the operation is in the store and the store is let go of: with another run of it (`with`), or
   * with what is shown at the end (`ends`). What lies between two runs happens outside every transaction.
   */
  readonly goesOn?: (done: Done<A>, input: I, around: Surroundings) => Promise<GoesOn<I, A>>;
  /** Another command that the answer of this one leads to: it is done in its place, as it was typed. */
  readonly leadsTo?: (answer: A, given: Given) => Promise<Led>;
  /** Lends what was made to another program, which speaks in its place: nothing else is printed. Answers its exit code. */
  readonly lends?: (answer: A, given: Given, around: Surroundings) => Promise<number>;
  /** Runs once it is certain what came of it: files written beside the answer are put in place, or dropped. */
  readonly settle?: (kept: boolean, input: I) => void | Promise<void>;
  /** Runs once a question has its answer, before that is shown. */
  readonly after?: (answer: A, around: Surroundings, given: Given) => void | Promise<void>;
  /** Of a command that may read or write files: whether what was typed has it do neither, so that it can be committed with others. */
  readonly isSmall?: (given: Given, cwd: string) => boolean | Promise<boolean>;
  /** Formats that this command alone knows, beside those that all know: it is told of them as they were typed. */
  readonly ownFormats?: readonly string[];
  /** The format where none was asked for; a table when absent. */
  readonly format?: Format;
  /** The store that an argument names, as `--db` would. */
  readonly storeFrom?: (given: Given) => string;
  /** The workspace that an argument names, as `--workspace` would. */
  readonly workspaceFrom?: (given: Given) => string | undefined;
}

/**
 * A command that asks nobody's leave itself, because it concerns no store, or because it has others done that ask: it acts
 * by itself. A rehearsal changes nothing.
 */
export interface Act<A> extends Told<A> {
  readonly acts: (given: Given, around: Surroundings, rehearsal: boolean) => A | Promise<A>;
  /** Some answer of its shape: where that would not fit how it is to be told, nothing is done. */
  readonly foreseen?: A;
  /** The exit code of another program that spoke in its place: nothing else is printed then. */
  readonly ends?: (answer: A) => number | undefined;
  /** What came of it where that is more than a yes or a no, once it was shown; throws what failed. */
  readonly comesTo?: (answer: A) => Outcome;
  /** Of a command that is many: where to ask whether the acting user may do them all. */
  readonly asking?: string;
}

/** A command with its types forgotten, as lists of commands hold it. */
export type AnyFace = Face<never, never> | Act<never>;

/** Types a face by its operation. */
export const face = <I, A>(definition: Face<I, A>): AnyFace => definition as unknown as AnyFace;

/** Types an act by its answer. */
export const act = <A>(definition: Act<A>): AnyFace => definition as unknown as AnyFace;

/** A noun: what the commands of one file are about. */
export interface Noun {
  readonly name: string;
  readonly about: string;
  readonly faces: readonly AnyFace[];
}

type Shown<R> = (keyof R & string) | (Column & { readonly key: keyof R & string });

/** Columns of rows, by the fields that the rows really have. */
export const columns = <R>(...shown: readonly Shown<R>[]): readonly Column[] =>
  shown.map((column) => (typeof column === 'string' ? { key: column } : column));

/** A column with a heading or kind. */
export const column = <K extends string>(key: K, parts: Omit<Column, 'key'>): Column & { readonly key: K } => ({
  key,
  ...parts,
});

/** One field of each row of a list, which may still be arriving: its names for `--quiet`. */
export async function* namesIn<R>(
  rows: Iterable<R> | AsyncIterable<R>,
  nameOf: (row: R) => string,
): AsyncGenerator<string> {
  for await (const row of rows) yield nameOf(row);
}

/** Words of a list as people type them. */
export const words = (text: string): string[] =>
  text
    .split(/[,;|]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** The options of a command as commander parsed them. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What commander parsed, behind readers that check. */
export function given(args: readonly string[], options: Options, behind: readonly string[] = []): Given {
  const text = (name: string) => {
    const value = options[name];
    return value === undefined ? undefined : String(value);
  };
  return {
    args,
    behind,
    text,
    flag: (name) => options[name] === true,
    list: (name) => {
      const value = options[name];
      if (value === undefined) return undefined;
      return [...new Set([value].flat().map(String).flatMap(words))];
    },
    each: (name) => {
      const value = options[name];
      return value === undefined ? undefined : [value].flat().map(String);
    },
    number: (name, least = 0) => {
      const typed = text(name);
      if (typed === undefined) return undefined;
      const value = Number(typed);
      if (Number.isSafeInteger(value) && value >= least && typed.trim() !== '') return value;
      throw invalid('bad-number', `--${name} takes a whole number of at least ${least}, not "${typed}"`);
    },
  };
}
