// A document becomes a workspace, or a plan of one: the same steps in one transaction, kept or forgotten.
import { run } from '../../access/gate.ts';
import { ledgerHead } from '../../access/ledger-head.ts';
import type { Session } from '../../access/session.ts';
import { together } from '../../access/together.ts';
import { emailKey } from '../../domain/email.ts';
import { conflict, Failure, refused } from '../../domain/errors.ts';
import type { SeedWorkspace } from '../../domain/seed.ts';
import { plural } from '../../domain/words.ts';
import { showWorkspace } from '../../operations/workspaces/show.ts';
import type { Surroundings } from '../surroundings.ts';
import { type AccessChange, accessDelta, accessNow } from './delta.ts';
import { type Unmet, unmet } from './expectations.ts';
import { seedFailure } from './failure.ts';
import { handIn } from './hand.ts';
import { hearingOf } from './hearing.ts';
import { lackedIn, type MissingRight, missingSays, untriedSays } from './missing.ts';
import { type Head, stepsDigest } from './plan-file.ts';
import type { SeedRead } from './read.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import { siteOf } from './site.ts';
import { staying } from './staying.ts';
import type { Step, Told } from './step.ts';

/** What a document comes to. `applied` says whether it was kept; `entries` are then the first and the last of the ledger. */
export interface SeedAnswer {
  readonly workspace: string;
  readonly applied: boolean;
  readonly made: number;
  readonly edited: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly steps: readonly Told[];
  /** Who gains and loses which actions; null where the acting user may not see that, or nobody asked. */
  readonly access: readonly AccessChange[] | null;
  /** Expectations of the document that do not hold: nothing is kept then. */
  readonly unmet: readonly Unmet[];
  readonly entries: readonly [first: number, last: number] | null;
  /** What of the kinds that the document names stays under --prune, named or not. */
  readonly stays: readonly string[];
  /** What is otherwise than the document says, and stays so: a sentence each. */
  readonly stands: readonly string[];
}

/** How far to go: whether it is kept, what is pruned, and the plan that it must agree with. */
export interface Seeding {
  readonly keeps: boolean;
  readonly prunes: boolean;
  readonly plan: { readonly head: Head | null; readonly steps: string } | undefined;
  /** Hears where the ledger stood before, and what the steps come to. */
  readonly planned?: (head: Head | null, digest: string) => void;
}

/** Takes the steps of a document in one transaction, and keeps them or forgets them. */
export async function seeded(
  read: SeedRead,
  session: Session,
  around: Surroundings,
  { keeps, prunes, plan, planned }: Seeding,
): Promise<SeedAnswer> {
  const { slug, owner } = read.document.workspace;
  const going = { ...session, workspace: slug };
  const founds = !(await isThere({ ...going, as: session.as ?? owner ?? null }));
  // What a document names and does not make can be nowhere yet.
  const unmade = founds ? read.unmade() : [];
  if (unmade.length > 0) throw seedFailure(unmade);
  const hearing = hearingOf(around);
  const [answer, came] = await together(
    going,
    founds,
    async (shared): Promise<readonly ['kept' | 'forgotten', readonly [SeedAnswer, Reconciled]]> => {
      const head = await ledgerHead(shared, slug);
      if (plan && (plan.head?.number !== head?.number || plan.head?.hash !== head?.hash))
        throw stale('the workspace was changed since');
      const hand = handIn({ ...going, beforeApply: hearing.deaf }, slug, shared);
      const site = siteOf(read, { hand, prunes, around, turn: hearing.turn });
      const before = keeps || founds ? undefined : await accessNow(site);
      const found = await reconcile(site);
      const digest = stepsDigest(found.steps);
      planned?.(head, digest);
      if (found.missing.length === 0 && plan && plan.steps !== digest)
        throw stale('what it would do now is something else');
      const after = keeps || found.missing.length > 0 ? null : await accessNow(site);
      const broken = found.missing.length > 0 ? [] : await unmet(site);
      await hearing.turn();
      const isKept = keeps && found.missing.length === 0 && broken.length === 0 && found.entries.length > 0;
      const access = before === null || after === null ? null : accessDelta(before, after);
      return [
        isKept ? 'kept' : 'forgotten',
        [{ ...answerOf(slug, isKept, found, access, broken), stays: prunes ? staying(read.document) : [] }, found],
      ];
    },
  ).finally(hearing.deaf);
  if (came.missing.length === 0) return answer;
  if (founds && owner !== undefined && session.as !== null && emailKey(session.as) !== emailKey(owner)) {
    throw notTheOwner(read.document.workspace, owner, session.as);
  }
  if (came.missing.some(({ step }) => step.kind === 'workspace' && step.change === 'make')) {
    throw notFounded(read.document.workspace, came.missing);
  }
  if (keeps && !founds) await enterRefusals(going, came.refused);
  throw lacking(came);
}

/** Whether the workspace is there, for whoever asks. */
async function isThere(session: Session): Promise<boolean> {
  const nothing = async () => {};
  try {
    await run(showWorkspace, {}, session, { done: nothing, judged: nothing, repeated: nothing });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.kind !== 'missing';
  }
  return true;
}

function answerOf(
  workspace: string,
  applied: boolean,
  found: Reconciled,
  access: readonly AccessChange[] | null,
  broken: readonly Unmet[],
): Omit<SeedAnswer, 'stays'> {
  const { steps, unchanged, stands, entries } = found;
  const count = (change: Told['change']) =>
    steps.filter((step) => step.change === change).reduce((sum, { rows }) => sum + rows, 0);
  const [first, last] = [entries[0], entries.at(-1)];
  return {
    workspace,
    applied,
    made: count('make'),
    edited: count('edit'),
    removed: count('remove'),
    unchanged: Object.values(unchanged).reduce((sum, n) => sum + n, 0),
    steps,
    stands,
    access,
    unmet: broken,
    entries: applied && first !== undefined && last !== undefined ? [first, last] : null,
  };
}

const stale = (why: string) =>
  conflict('stale-plan', `the plan does not hold any more: ${why}`, {
    hint: 'make it anew: switchboard seed plan FILE --out PLAN',
  });

/** Whoever makes a workspace for somebody else is nobody in it. */
const notTheOwner = (said: SeedWorkspace, owner: string, actor: string) =>
  refused(
    'not-the-owner',
    `${said.slug} is not there yet, and is made by its owner ${owner}: ${actor} would be nobody in it`,
    { hint: `make it first: ${creating(said)}; then apply the document as ${owner}` },
  );

/** Beside others a workspace is made by leave of one that is there. */
const notFounded = (said: SeedWorkspace, missing: readonly MissingRight[]) =>
  refused('not-a-founder', `${said.slug} is not there yet, and is not yours to make: ${missing[0]?.because}`, {
    hint: `whoever may edit a workspace here makes it first: ${creating(said)}; then apply the document`,
    details: { missing },
  });

/** The command that makes the workspace of a document, as far as that says it. */
function creating({ slug, model, owner }: SeedWorkspace): string {
  const said = Object.entries({ model, owner }).flatMap(([flag, word]) =>
    word === undefined ? [] : `--${flag} ${word}`,
  );
  return ['switchboard workspaces create', slug, ...said].join(' ');
}

/** Nothing was written: all that is missing for the whole is told at once. */
function lacking({ missing, untried }: Reconciled): Failure {
  const rights = new Set(missing.map(({ action }) => action)).size;
  const first = `${plural(rights, 'right')} ${rights === 1 ? 'is' : 'are'} missing, and nothing was changed`;
  const lacked = lackedIn(missing);
  const rest = untried.length > 0 ? [untriedSays(untried)] : [];
  return refused('missing-rights', [first, ...missingSays(lacked.slice(0, MOST)), ...rest].join('\n'), {
    hint: lacked.length > MOST ? `and ${lacked.length - MOST} more: --format json tells them all` : undefined,
    details: { missing: missing satisfies readonly MissingRight[], untried },
  });
}

const MOST = 20;

/** Enters what was refused into the ledger: each is run again by itself, and forgotten unless it is refused again. */
async function enterRefusals(session: Session, steps: readonly Step[]): Promise<void> {
  const first = new Map(steps.map((step) => [`${step.kind} ${step.change}`, step]).reverse() as [string, Step][]);
  for (const step of first.values()) {
    await together(session, false, async (shared) => {
      const hand = handIn(session, session.workspace ?? '', shared);
      try {
        await hand.take(await step.operation(), await step.input());
      } catch (error) {
        if (error instanceof Failure && error.kind === 'refused') return ['kept', undefined];
        if (!(error instanceof Failure)) throw error;
      }
      return ['forgotten', undefined];
    });
  }
}
