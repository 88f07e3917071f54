import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { conflict, invalid } from '../../domain/errors.ts';
import { nodeCrypto } from '../../domain/node-crypto.ts';
import { inFile } from '../../domain/seed.ts';
import { writeWhole } from '../private-file.ts';
import type { Io } from '../surroundings.ts';
import type { SeedRead } from './read.ts';
import type { Told } from './step.ts';

/** Where a ledger stands. */
export interface Head {
  readonly number: number;
  readonly hash: string;
}

/** A file and the SHA-256 of what is in it. */
interface FileDigest {
  readonly path: string;
  readonly sha256: string;
}

/** A plan as it is kept: of which files, on what, and what it comes to. It holds no secret and nothing that is applied. */
export interface PlanFile {
  readonly seedPlan: 1;
  readonly workspace: string;
  readonly prunes: boolean;
  /** Where the workspace's ledger stood; null before it was founded. */
  readonly head: Head | null;
  /** The files that were named, from the plan's folder. */
  readonly named: readonly string[];
  /** All that was read, from the plan's folder, with the SHA-256 of each. */
  readonly files: readonly FileDigest[];
  /** SHA-256 of the steps. */
  readonly steps: string;
}

const sha256 = (text: string | Uint8Array): string => nodeCrypto().createHash('sha256').update(text).digest('hex');

/** SHA-256 of what steps do, wherever the document says so. */
export const stepsDigest = (steps: readonly Told[]): string =>
  sha256(JSON.stringify(steps.map(({ change, kind, name, what, rows }) => [change, kind, name, what, rows])));

/** The files of a document and the one beside it, with the SHA-256 of each. */
function digestsOf(read: SeedRead, cwd: string): FileDigest[] {
  const { files, document, placeOf } = read;
  if (files.some((file) => !statSync(resolve(cwd, file), { throwIfNoEntry: false })?.isFile())) {
    throw invalid('usage', 'what comes through a pipe is gone when the plan is applied', { hint: 'name a file' });
  }
  const { contacts } = document;
  const home = dirname(resolve(cwd, placeOf('contacts', 'file')?.file ?? ''));
  const beside = contacts !== undefined && inFile(contacts) ? [resolve(home, contacts.file)] : [];
  return [...files.map((file) => resolve(cwd, file)), ...beside].map((path) => {
    return { path, sha256: sha256(readFileSync(path)) };
  });
}

/** Keeps a plan. */
export function writePlan(
  file: string,
  named: readonly string[],
  read: SeedRead,
  plan: Pick<PlanFile, 'prunes' | 'head' | 'steps'>,
  { cwd, random }: Pick<Io, 'cwd' | 'random'>,
): void {
  const from = (path: string): string => relative(dirname(file), resolve(cwd, path));
  const kept: PlanFile = {
    seedPlan: 1,
    workspace: read.document.workspace.slug,
    ...plan,
    named: named.map(from),
    files: digestsOf(read, cwd).map(({ path, sha256: hash }) => ({ path: from(path), sha256: hash })),
  };
  writeWhole(file, `${JSON.stringify(kept, null, 2)}\n`, random);
}

/** The plan in a file, where the file is one. */
export function planIn(file: string): PlanFile | undefined {
  if (!file.endsWith('.json')) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  if (!/^\s*\{\s*"seedPlan"/.test(text)) return undefined;
  try {
    const plan = JSON.parse(text) as PlanFile;
    if (plan.seedPlan === 1 && Array.isArray(plan.files) && typeof plan.steps === 'string') return plan;
  } catch {}
  throw invalid('bad-plan', `${file} is no plan that this version reads`, {
    hint: 'make it anew: switchboard seed plan FILE --out PLAN',
  });
}

/** The files that a plan was made of, from where one stands. */
export const filesOf = (plan: PlanFile, file: string, { cwd }: Pick<Io, 'cwd'>): string[] =>
  plan.named.map((path) => relative(cwd, resolve(dirname(file), path)));

/** Refuses files that are not what they were when they were planned. */
export function unchangedSince(plan: PlanFile, file: string, read: SeedRead, { cwd }: Pick<Io, 'cwd'>): void {
  const now = digestsOf(read, cwd);
  const planned = plan.files.map(({ path, sha256: hash }) => ({ path: resolve(dirname(file), path), sha256: hash }));
  const changed = now.find(({ path, sha256: hash }, i) => planned[i]?.path !== path || planned[i]?.sha256 !== hash);
  if (changed === undefined && now.length === planned.length) return;
  throw conflict(
    'stale-plan',
    `the plan does not hold any more: ${changed ? relative(cwd, changed.path) : 'its files'} changed since`,
    {
      hint: 'make it anew: switchboard seed plan FILE --out PLAN',
    },
  );
}
