// One attempt at an operation, from entering the workspace to the ledger entry: long, because its order is the point.
import { conflict, type Failure, refused } from '../domain/errors.ts';
import type { Connection } from '../store/connection.ts';
import { codeOf, decide } from './decide.ts';
import type { Explanation } from './explain.ts';
import { type Ask, type Operation, type Sight, Unapplied } from './operation.ts';
import { type ChangePass, Pass, type Refusal } from './pass.ts';
import { keyOf } from './people.ts';
import { enter, enterFounding, enterSurvey, founderOf, type Scene, sceneOfFounder } from './scene.ts';
import { verdictSentence } from './sentences.ts';
import type { Session } from './session.ts';
import type { Subject } from './subject.ts';

/** What came of a command. `entry` is its ledger entry: null where nothing was written. */
export interface Done<A> {
  readonly answer: A;
  /** Nothing, or not everything, was applied, and the answer is the report of why. */
  readonly rejected: boolean;
  readonly entry: number | null;
  readonly rehearsal: boolean;
}

/** What came of `--can-i` and `--explain`: the decisions, and nothing done. */
export interface Judged {
  readonly allowed: boolean;
  readonly decisions: readonly Explanation[];
}

/** A command that was done before under the same operation id, and is not done again. `at` is UTC milliseconds. */
export interface Repeated {
  readonly entry: number;
  readonly at: number;
  readonly operation: string;
}

/** Where an outcome goes. A query's answer is delivered inside its transaction, so that long ones can stream. */
export interface Delivery<A> {
  /** Throws where what would be said does not fit how it is to be said: before anything is kept. */
  readonly fits?: (answer: A) => Promise<void>;
  readonly done: (done: Done<A>) => Promise<void>;
  readonly judged: (judged: Judged) => Promise<void>;
  readonly repeated: (repeated: Repeated) => Promise<void>;
}

/** What came of an attempt, before refusals are recorded. `codes` say what refused it. */
export interface Attempt {
  readonly scene: Scene;
  readonly staged: unknown;
  readonly codes: readonly string[];
  readonly failure?: Failure;
  readonly judged?: Judged;
}

/** Commits. `workspaceId` and `operationId` tell of what, where it must be asked whether that was done. */
export type Commits = (workspaceId: number, operationId: string) => Promise<void>;

/** Whether an operation writes, and so is an entry. */
export const writes = (operation: { readonly kind: string }): boolean =>
  operation.kind === 'change' || operation.kind === 'founding';

/** One attempt at an operation inside an open transaction: enter, ask, decide, and only then do. */
export async function attempt<I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  input: I,
  staged: unknown,
  session: Session,
  delivery: Delivery<A>,
  commits: Commits,
): Promise<Attempt> {
  const { scene, unasked } = await sceneOf(connection, operation, input, session);
  const { behind } = scene;
  const bar = behind && (await import('./impersonation.ts')).barred(scene, operation);
  // Whoever may not act as another is refused as themself.
  if (bar) return { ...bar, staged, scene: { ...scene, actor: behind as Subject, behind: undefined as never } };
  const sight = sightOf(connection, scene, session);
  if (writes(operation) && session.operationId !== undefined) {
    const place = operation.kind === 'founding' ? null : scene.workspace.id;
    const repeated = await repeatedOf(connection, place, scene.actor, operation.name, session.operationId);
    if (repeated) {
      await delivery.repeated(repeated);
      return { scene, staged, codes: [] };
    }
  }
  const light = operation.kind === 'question' || operation.kind === 'survey';
  const db = light ? null : (await import('../store/kysely.ts')).kyselyOver(connection);

  const asked = operation.accepts
    ? await (await import('./invitation.ts')).whoInvited(sight, operation.accepts(input))
    : scene.actor;
  const asks = unasked ? [] : await operation.asks(input, { ...sight, db: db as never }, staged);
  if (asks.length === 0 && !unasked) throw new Error(`${operation.name} asks nothing`);
  const refusals = refusalsOf(operation, asked, asks);
  // What is written as somebody else takes the rights of both.
  if (behind && writes(operation)) refusals.push(...refusalsOf(operation, behind, asks));
  const codes = refusals.map(({ decision }) => codeOf(decision));

  if (session.mode === 'can-i' || session.mode === 'explain') {
    const { explained } = await import('./explain.ts');
    const decisions = asks.map((ask) => decide(asked, ask.needs, ask.on));
    const judged = { allowed: refusals.length === 0, decisions: await explained(sight, asked, decisions) };
    return { scene, staged, codes, judged };
  }
  if (refusals.length > 0 && !(await leavesRows(operation, sight, refusals))) {
    return { scene, staged, codes, failure: await refusalOf(operation, sight, asked, refusals) };
  }

  const writing = writes(operation) ? await import('./writing.ts') : undefined;
  const rehearsal = session.mode === 'dry-run' && writing !== undefined;
  // Whatever an operation wrote before it said that it applied nothing is forgotten. A bulk one writes a great deal, and
  // a mark would make it cost more: it says so before it applies.
  const marked = rehearsal || (writing !== undefined && operation.stages === undefined);
  if (marked) await connection.mark();
  const stage = writing ? await writing.found(connection, operation, input, scene, session) : scene;
  const last = writing
    ? await writing.knownHead(connection, stage, session, operation.renewsHead)
    : { number: -1, hash: '' };
  const { signal, random, store, heads } = session;
  const parts = {
    connection,
    db,
    ...stage,
    entry: last.number + 1,
    now: sight.now,
    random,
    refusals,
    signal,
    store,
    heads,
    rehearsal,
  };
  // The kind says which pass `does` was written for, and which builder this is: here they meet again.
  const pass = Pass.issue(parts) as unknown as ChangePass;

  const outcome = await operation.does(pass, input, staged);
  const unapplied = outcome instanceof Unapplied;
  const answer = unapplied ? outcome.answer : outcome;
  const rejected = unapplied && outcome.because === 'rejected';
  if (writing) await delivery.fits?.(answer);
  let entry: number | null = null;
  if (rehearsal || (unapplied && marked)) await connection.backToMark();
  else if (writing && !unapplied) {
    const id = session.operationId ?? Buffer.from(random(OPERATION_ID_BYTES)).toString('hex');
    const head = await writing.enterDone(connection, operation, input, staged, answer, stage, session, last, id);
    const remember = await writing.remembering(connection, session, stage.workspace.id, head, operation.renewsHead);
    session.beforeCommit?.();
    await commits(stage.workspace.id, id);
    remember();
    entry = head.number;
  }
  // The lock is let go of before anything is printed; what a bulk report streams from is temporary and stays.
  if (writing && entry === null) await connection.commit();
  await delivery.done({ answer, rejected, entry, rehearsal });
  return { scene, staged, codes };
}

const OPERATION_ID_BYTES = 16;

/** What operations may look at in a scene. */
export const sightOf = (connection: Connection, scene: Scene, session: Session): Sight => ({
  connection,
  workspace: scene.workspace,
  actor: scene.actor,
  now: session.now(),
  signal: session.signal,
});

/** The command that was done under this id already; a different one, or somebody else's, is a conflict. */
async function repeatedOf(
  connection: Connection,
  place: number | null,
  actor: Subject,
  operation: string,
  operationId: string,
): Promise<Repeated | undefined> {
  const found = await (await import('../store/repeats.ts')).entryOfOperation(connection, place, operationId);
  if (found === undefined) return undefined;
  if (found.operation === operation && found.actor === actor.email) return found;
  throw conflict('operation-id-taken', `entry ${found.number} has this operation id, and is another command`, {
    hint: 'give each command an id of its own',
  });
}

/** Where it takes place. A founding in an empty store, and a survey by someone active nowhere, have nobody to ask. */
async function sceneOf<I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  input: I,
  session: Session,
): Promise<{ scene: Scene; unasked: boolean }> {
  const founding = operation.founds?.(input);
  if (founding !== undefined) {
    const scene = await enterFounding(connection, operation, founding, session);
    const founder = founderOf(session, founding, connection.identity);
    const place = scene ?? sceneOfFounder(0, founding, founder);
    if (session.as === null || keyOf(session.as) === keyOf(founder))
      return { scene: place, unasked: scene === undefined };
    return { scene: { ...place, behind: place.actor, actor: { ...place.actor, email: session.as } }, unasked: false };
  }
  if (operation.kind !== 'survey') return { scene: await enter(connection, session), unasked: false };
  const scene = await enterSurvey(connection, session);
  return { scene, unasked: scene.actor.membership?.status !== 'active' };
}

const refusalsOf = <I, A>(operation: Operation<I, A>, asked: Subject, asks: readonly Ask[]): Refusal[] =>
  asks.flatMap((ask) => {
    if (!operation.needs.includes(ask.needs)) throw new Error(`${operation.name} asks ${ask.needs} undeclared`);
    const decision = decide(asked, ask.needs, ask.on);
    return decision.allowed ? [] : [{ ask, decision }];
  });

/** Rejects the rows that refusals are about, where all of them are about rows; false where nothing is left of it. */
async function leavesRows<I, A>(
  operation: Operation<I, A>,
  sight: Sight,
  refusals: readonly Refusal[],
): Promise<boolean> {
  if (operation.remains === undefined || !refusals.every(({ ask }) => ask.rejects)) return false;
  for (const { ask, decision } of refusals) await ask.rejects?.(codeOf(decision), verdictSentence(decision));
  return (await operation.remains(sight)) > 0;
}

async function refusalOf<I, A>(
  operation: Operation<I, A>,
  sight: Sight,
  asked: Subject,
  refusals: readonly Refusal[],
): Promise<Failure> {
  const { explained } = await import('./explain.ts');
  const decisions = refusals.map(({ decision }) => decision);
  const [first] = decisions;
  if (first === undefined) throw new Error('a refusal needs a decision');
  return refused(codeOf(first), `${operation.name} is refused: ${verdictSentence(first)}`, {
    hint:
      asked === sight.actor
        ? 'why, and what would change it: add --explain to the command'
        : `the invitation holds only while ${asked.email} may give it: ask somebody else to send it again`,
    details: { decisions: await explained(sight, asked, decisions) },
  });
}
