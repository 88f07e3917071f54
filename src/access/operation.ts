// What operations are, as types, with the builder of each kind: long, because they are read beside each other.
import type { InferOutput, ObjectEntries, ObjectSchema } from 'valibot';
import type { Connection } from '../store/connection.ts';
import type { ReadDb } from '../store/kysely.ts';
import type { Head } from '../store/ledger.ts';
import type { Action } from './actions.ts';
import type { ChangePass, QueryPass, QuestionPass } from './pass.ts';
import type { Resource } from './resource.ts';
import type { Model } from './roles.ts';
import type { Session } from './session.ts';
import type { Subject, Workspace } from './subject.ts';

/** One question that an input raises. In bulk, `rejects` marks the rows that fall with it, and only those. */
export interface Ask<N extends Action = Action> {
  readonly needs: N;
  readonly on: Resource;
  readonly rejects?: (code: string, sentence: string) => Promise<void>;
}

/** At least one question: an operation that asks nothing is refused. */
export type Asks<N extends Action> = readonly [Ask<N>, ...Ask<N>[]];

/** What may be looked at before the decision: the store for reading, the workspace, the acting user. */
export interface Sight {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly actor: Subject;
  readonly now: number;
  readonly signal: AbortSignal;
}

/** The same with the query builder. */
export interface Reading extends Sight {
  readonly db: ReadDb;
}

/** The workspace that a founding operation makes. */
export interface Founding {
  readonly slug: string;
  readonly name: string;
  readonly model: Model;
  /** The e-mail address of its first holder of the top role. */
  readonly owner: string;
}

export type Shape = ObjectEntries;
export type Input<S extends Shape> = InferOutput<ObjectSchema<S, undefined>>;

/** What an operation is: a value that says what it needs and what it does, and that only the gate can run. */
export interface Operation<I, A> {
  readonly kind: 'question' | 'survey' | 'query' | 'change' | 'founding';
  readonly name: string;
  readonly needs: readonly Action[];
  readonly input: Shape;
  readonly stages: ((sight: Sight, input: I) => Promise<unknown>) | undefined;
  readonly asks: (input: I, sight: Reading, staged: unknown) => Promise<readonly Ask[]>;
  readonly remains: ((sight: Sight) => Promise<number>) | undefined;
  readonly does: (pass: ChangePass, input: I, staged: unknown) => Promise<A | Unapplied<A>>;
  readonly founds: ((input: I) => Founding) | undefined;
  readonly accepts: ((input: I) => string | undefined) | undefined;
  readonly renewsHead: boolean;
  /** Whether nobody does it as somebody else: tokens, invitations, roles, grants, restrictions, foundings. */
  readonly isOwn: boolean;
  readonly counts: ((answer: A) => Readonly<Record<string, number>>) | undefined;
  readonly summary: ((input: I, staged: unknown) => unknown) | undefined;
}

/** An answer of a change that wrote nothing: its input was rejected, or everything was so already. No entry is made. */
export class Unapplied<A> {
  readonly answer: A;
  readonly because: 'rejected' | 'unchanged';
  constructor(answer: A, because: 'rejected' | 'unchanged') {
    this.answer = answer;
    this.because = because;
  }
}

interface Definition<N extends Action, S extends Shape, V, P, A> {
  /** Noun and verb, as typed: `users set-role`. */
  readonly name: string;
  /** The actions it may ask about: a closed list, read by the documentation and the tests. */
  readonly needs: readonly [N, ...N[]];
  readonly input: S;
  /** The questions that this input raises: distinct ones, one read at most. */
  readonly asks: (input: Input<S>, sight: V) => Asks<NoInfer<N>> | Promise<Asks<NoInfer<N>>>;
  readonly does: (pass: P, input: Input<S>) => Promise<A>;
}

interface Changing<S extends Shape, A> {
  /** What came of it, in numbers, for the ledger. */
  readonly counts?: (answer: Exclude<A, Unapplied<unknown>>) => Readonly<Record<string, number>>;
  /** What the ledger keeps of the input where the input itself is too long or secret; the input when absent. */
  readonly summary?: (input: Input<S>) => unknown;
  /** Its entry is remembered as the ledger's head also where that went back: somebody agrees to what is there. */
  readonly renewsHead?: boolean;
  /** Nobody does it as somebody else. */
  readonly isOwn?: true;
}

type Answer<A> = A extends Unapplied<infer R> ? R : A;

// The builders forget which pass a `does` was written for: `kind` tells the gate, which hands over the right one.
const built = <S extends Shape, A>(kind: Operation<never, never>['kind'], definition: object) =>
  ({
    stages: undefined,
    remains: undefined,
    founds: undefined,
    accepts: undefined,
    renewsHead: false,
    isOwn: kind === 'founding' || 'accepts' in definition,
    counts: undefined,
    summary: undefined,
    ...definition,
    kind,
  }) as unknown as Operation<Input<S>, Answer<A>>;

/** A small question, asked so often that it does not wait for the query builder to load. */
export const question = <const N extends Action, const S extends Shape, A>(
  definition: Definition<N, S, Sight, QuestionPass, A>,
) => built<S, A>('question', definition);

/** A small question about the acting user in all their workspaces; asked in the first where they are active, if any. */
export const survey = <const N extends Action, const S extends Shape, A>(
  definition: Definition<N, S, Sight, QuestionPass, A>,
) => built<S, A>('survey', definition);

/** Reads, and cannot write. */
export const query = <const N extends Action, const S extends Shape, A>(
  definition: Definition<N, S, Reading, QueryPass, A>,
) => built<S, A>('query', definition);

/** Writes, in one transaction with its ledger entry. */
export const change = <const N extends Action, const S extends Shape, A>(
  definition: Definition<N, S, Reading, ChangePass, A> & Changing<S, A>,
) => built<S, A>('change', definition);

/** Many rows at once: read before the store is locked, judged and applied after. `T` is what staging came to know. */
export interface BulkDefinition<N extends Action, S extends Shape, T, A> {
  readonly name: string;
  readonly needs: readonly [N, ...N[]];
  readonly input: S;
  /** Lays the rows into temporary tables, in a transaction of its own that only reads the rest. */
  readonly stages: (sight: Sight, input: Input<S>) => Promise<T>;
  /** The questions of the distinct combinations among the rows; each says which rows fall with it. */
  readonly asks: (input: Input<S>, sight: Reading, staged: T) => Promise<Asks<NoInfer<N>>>;
  /** How many rows are left to be applied once refusals have rejected theirs; none left is a refusal of it all. */
  readonly remains: (sight: Sight) => Promise<number>;
  readonly does: (pass: ChangePass, input: Input<S>, staged: T) => Promise<A>;
  readonly counts: (answer: Exclude<A, Unapplied<unknown>>) => Readonly<Record<string, number>>;
  readonly summary: (input: Input<S>, staged: T) => unknown;
  readonly isOwn?: true;
}

/** Writes many rows at once: a constant number of statements, whatever the rows. */
export const bulk = <const N extends Action, const S extends Shape, T, A>(definition: BulkDefinition<N, S, T, A>) =>
  built<S, A>('change', definition);

/** Makes a workspace and begins its ledger; asks nothing where there is none yet. */
export const founding = <const N extends Action, const S extends Shape, A>(
  definition: Definition<N, S, Reading, ChangePass, A> &
    Changing<S, A> & { readonly founds: (input: Input<S>) => Founding },
) => built<S, A>('founding', definition);

/**
 * Is done by an invited person, who may do nothing yet: its questions are asked of the one who answers for the
 * invitation, with the rights they have now. `accepts` reads the invitation's token, where one is given.
 */
export const acceptance = <const N extends Action, const S extends Shape, A>(
  definition: Definition<N, S, Reading, ChangePass, A> &
    Changing<S, A> & { readonly accepts: (input: Input<S>) => string | undefined },
) => built<S, A>('change', definition);

/** What is done to the store as a whole, outside any one workspace: its file is copied, checked, put back. */
export interface Upkeep<I, A> {
  readonly kind: 'upkeep';
  readonly name: string;
  /** What the acting user must be allowed in every workspace of the store; nothing for what shows no record. */
  readonly needs: readonly Action[];
  readonly input: Shape;
  /** The stores whose workspaces are asked, beside the session's own. */
  readonly touches?: (input: I, session: Session) => readonly string[];
  /** Refuses a store that it is not for, before anybody is asked. */
  readonly fits?: (session: Session) => void;
  /** On a server it is the owner's role that allows it: no workspace is asked. */
  readonly byOwner?: true;
  /** The one workspace that is asked; all of them where it names none. */
  readonly concerns?: (input: I) => string | undefined;
  /** Whether a store without a workspace, in which nobody is there to be asked, is anybody's. */
  readonly isFree?: (input: I) => boolean;
  /** Whether it puts right a store that cannot be read any more, whose workspaces then cannot be asked. */
  readonly mends?: boolean;
  readonly does: (tools: UpkeepTools, input: I) => Promise<A>;
}

/** What upkeep tells the ledger: its input, and what came of it in numbers, or the codes that refused it. */
export interface UpkeepEntry {
  readonly input: unknown;
  readonly counts?: Readonly<Record<string, number>>;
  readonly codes?: readonly string[];
}

/** What upkeep may use: where the store is, and the outside world of the session. */
export interface UpkeepTools {
  readonly session: Session;
  readonly rehearsal: boolean;
  /** Writes an entry of the acting user into a workspace's ledger, in the open transaction of any store. */
  readonly enter: (connection: Connection, workspaceId: number, entry: UpkeepEntry) => Promise<Head>;
}

/** Takes care of the store as a whole. */
export const upkeep = <const S extends Shape, A>(
  definition: Omit<Upkeep<Input<S>, A>, 'kind' | 'input'> & { readonly input: S },
): Upkeep<Input<S>, A> => ({ ...definition, kind: 'upkeep' });
