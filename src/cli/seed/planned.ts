import { resolve } from 'node:path';
import type { Session } from '../../access/session.ts';
import { isAddress } from '../../domain/address.ts';
import { invalid } from '../../domain/errors.ts';
import { sessionOf } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';
import { filesOf, type Head, planIn, unchangedSince, writePlan } from './plan-file.ts';
import { readSeed, type SeedRead } from './read.ts';
import { type SeedAnswer, seeded } from './seeding.ts';

/** Plans documents: takes their steps, forgets them, and keeps what they come to where that is wanted. */
export async function planned(
  files: readonly string[],
  around: Surroundings,
  { prunes, out, tells }: { readonly prunes: boolean; readonly out: string | undefined; readonly tells: boolean },
): Promise<SeedAnswer & { readonly tells: boolean }> {
  const read = await readSeed(files, around);
  let kept: { readonly head: Head | null; readonly steps: string } | undefined;
  const answer = await seeded(read, await sessionFor(read, around), around, {
    keeps: false,
    prunes,
    plan: undefined,
    planned: (head, steps) => {
      kept = { head, steps };
    },
  });
  if (out !== undefined && kept !== undefined) writePlan(out, files, read, { prunes, ...kept }, around);
  return { ...answer, tells };
}

/** Applies documents, or the plan of them. */
export async function applied(
  files: readonly string[],
  around: Surroundings,
  { prunes, rehearsal }: { readonly prunes: boolean; readonly rehearsal: boolean },
): Promise<SeedAnswer> {
  const [only = ''] = files;
  const file = resolve(around.cwd, only);
  const plan = files.length === 1 ? planIn(file) : undefined;
  if (plan && prunes && !plan.prunes) {
    throw invalid('usage', 'the plan removes nothing', {
      hint: 'plan it with --prune: switchboard seed plan FILE --prune --out PLAN',
    });
  }
  const read = await readSeed(plan ? filesOf(plan, file, around) : files, around);
  if (plan) unchangedSince(plan, file, read, around);
  // From here a signal waits until all of it is in its place.
  let unhear = () => {};
  const session = await sessionFor(read, around, () => {
    unhear = around.onSignal(() => {});
  });
  try {
    return await seeded(read, session, around, { keeps: !rehearsal, prunes: plan?.prunes ?? prunes, plan });
  } finally {
    unhear();
  }
}

async function sessionFor({ document }: SeedRead, around: Surroundings, beforeCommit = () => {}): Promise<Session> {
  const { context } = around;
  const { workspace, from } = { workspace: context.workspace, from: context.origins.workspace.from };
  const { slug } = document.workspace;
  if (from === 'flag' && workspace !== slug) {
    throw invalid('usage', `which workspace: "${slug}" of the document, or "${workspace}" of --workspace?`);
  }
  if (context.operationId !== undefined) {
    throw invalid('usage', 'a document is many commands: one --operation-id cannot stand for them', {
      hint: 'applying it a second time changes nothing anyhow',
    });
  }
  const token = isAddress(context.db) ? await around.token() : undefined;
  return sessionOf(around, 'run', token?.text, { beforeApply: () => {}, beforeCommit });
}
