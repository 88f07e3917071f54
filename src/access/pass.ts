import type { Connection } from '../store/connection.ts';
import type { Db, ReadDb } from '../store/kysely.ts';
import type { Decision } from './decide.ts';
import type { Ask } from './operation.ts';
import type { Subject, Workspace } from './subject.ts';

/** A question that was answered no. */
export interface Refusal {
  readonly ask: Ask;
  readonly decision: Decision;
}

/** What the gate hands to an operation once every question was answered. */
export interface PassParts<D> {
  readonly connection: Connection;
  readonly db: D;
  readonly workspace: Workspace;
  readonly actor: Subject;
  /** Who really is there, where they act as somebody else. */
  readonly behind?: Subject;
  /** The acting user in every workspace where they are known, for those that survey them all. */
  readonly everywhere: readonly Subject[];
  /** The number that this command's ledger entry will have; 0 for a query. */
  readonly entry: number;
  /** UTC milliseconds. */
  readonly now: number;
  readonly random: (bytes: number) => Uint8Array;
  /** Of a bulk change: the questions that were refused. Their rows are rejected already. */
  readonly refusals: readonly Refusal[];
  readonly signal: AbortSignal;
  /** Where the store is: a file, or the address of a server. */
  readonly store: string;
  /** The folder in which ledger heads are remembered; null remembers none. */
  readonly heads: string | null;
  /** Whether the transaction will be rolled back whatever comes of it. */
  readonly rehearsal: boolean;
}

/** The leave to run, with the open transaction in it. Nominal: an object of the same shape is no pass. */
export class Pass<D> {
  // oxlint-disable-next-line no-unused-private-class-members -- it is the brand: what has it was issued here
  readonly #issued: PassParts<D>;

  private constructor(parts: PassParts<D>) {
    this.#issued = parts;
  }

  /** For the gate alone; the house test sees that nobody else asks. */
  static issue<D>(parts: PassParts<D>): Pass<D> & PassParts<D> {
    return Object.assign(new Pass(parts), parts);
  }

  /** Whether a value is a pass that was issued. */
  static isIssued(value: object): boolean {
    return #issued in value;
  }
}

export type QuestionPass = Pass<null> & PassParts<null>;
export type QueryPass = Pass<ReadDb> & PassParts<ReadDb>;
export type ChangePass = Pass<Db> & PassParts<Db>;
