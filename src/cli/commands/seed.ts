import type { Noun } from '../face.ts';
import { apply } from './seed/apply.ts';
import { check } from './seed/check.ts';
import { exporting } from './seed/export.ts';
import { generate } from './seed/generate.ts';
import { plan } from './seed/plan.ts';
import { reset } from './seed/reset.ts';
import { run } from './seed/run.ts';
import { schema } from './seed/schema.ts';
import { snapshot, snapshots } from './seed/snapshots.ts';

/** A workspace as a file: written down, checked, compared and made so; and databases for tests. */
export const seed: Noun = {
  name: 'seed',
  about: 'a workspace as a file: check, plan, apply and export it; databases for tests: keep, put back, lend them',
  faces: [check, schema, plan, apply, exporting, generate, snapshot, snapshots, reset, run],
};
