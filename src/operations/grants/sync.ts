// Making members hold exactly what a sheet states: read whole, judged whole, and applied whole or not at all.
import { createHash } from 'node:crypto';
import { custom, number, record, string } from 'valibot';
import { barred } from '../../access/barred.ts';
import { type GrantNeed, type GrantReport, grantAsk, settleGrants } from '../../access/grants.ts';
import { uninterrupted } from '../../access/interruption.ts';
import { type Ask, bulk, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { type Fault, fault } from '../../domain/fault.ts';
import type { SheetRow } from '../../domain/grant-sheet.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { text } from '../input.ts';
import { compared, type SheetChange } from './sheet.ts';

/** Some thousand rows of a sheet: those understood, and what is wrong with the others. */
export interface SheetBatch {
  readonly members: readonly SheetRow[];
  readonly faults: readonly Fault[];
  readonly rows: number;
}

/** What came of a sheet: the changes without what was so already, or the faults of its rows, and then nothing was changed. */
export interface SyncReport extends GrantReport {
  readonly rows: number;
  /** Rows that were not applied: none or all; `faulty` counts those with a fault. */
  readonly rejected: number;
  readonly faulty: number;
  readonly faults: readonly Fault[];
}

interface Staged {
  readonly members: SheetRow[];
  readonly faults: Fault[];
  readonly rows: number;
  readonly sha256: string;
  /** What the rows come to, once they are held against the store. */
  changes: readonly SheetChange[];
}

/** Grants and takes what is needed so that the members in a sheet hold exactly what it states. */
export const syncGrants = bulk({
  name: 'grants sync',
  needs: ['grants.view', 'grants.lines', 'grants.products'],
  isOwn: true,
  input: {
    rows: custom<AsyncIterable<SheetBatch>>((value) => typeof value === 'object' && value !== null),
    /** Where the rows come from, for the ledger. */
    source: text(),
    /** The places of the columns by their names, for faults; empty where rows have no columns. */
    columns: record(string(), number()),
  },
  stages: async ({ signal }, { rows }): Promise<Staged> => {
    const staged = { members: [] as SheetRow[], faults: [] as Fault[], rows: 0 };
    const digest = createHash('sha256');
    for await (const batch of rows) {
      await uninterrupted(signal);
      for (const row of batch.members) staged.members.push(row);
      for (const found of batch.faults) staged.faults.push(found);
      staged.rows += batch.rows;
      digest.update(JSON.stringify(batch.members));
    }
    return { ...staged, sha256: digest.digest('hex'), changes: [] };
  },
  asks: async ({ columns }, sight, staged) => {
    const { members, faults } = staged;
    const needs: GrantNeed[] = [];
    if (members.some(({ lines }) => lines !== null)) needs.push('grants.lines');
    if (members.some(({ products }) => products !== null)) needs.push('grants.products');
    const view: Ask<'grants.view'> = { needs: 'grants.view', on: workspaceItself };
    const refused = barred(sight.actor, ['grants.view', ...needs]);
    if (refused.length > 0) return [view, ...refused.filter((ask) => ask.needs !== 'grants.view')];

    const found = await compared(sight, members, columns);
    faults.push(...found.faults);
    staged.changes = found.changes;
    const wanted = found.changes.filter(({ change }) => change !== 'unchanged');
    return [view, ...wanted.map((change) => ({ ...grantAsk(change), rejects: rejecting(change, columns, faults) }))];
  },
  // A refusal is one more fault of the sheet, beside all others: it is the report that refuses.
  remains: async () => 1,
  does: async (pass, _, { rows, faults, changes }) => {
    if (faults.length > 0) {
      const inOrder = faults.sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
      const faulty = new Set(faults.map(({ line }) => line)).size;
      const nothing = { added: 0, removed: 0, unchanged: 0, changes: [], notes: [] };
      return new Unapplied<SyncReport>({ ...nothing, rows, rejected: rows, faulty, faults: inOrder }, 'rejected');
    }
    const settled = await settleGrants(pass, changes);
    const sheet = { rows, rejected: 0, faulty: 0, faults: [] };
    if (settled instanceof Unapplied)
      return new Unapplied<SyncReport>({ ...withoutSame(settled.answer), ...sheet }, 'unchanged');
    return { ...withoutSame(settled), ...sheet };
  },
  counts: ({ added, removed, unchanged, rows }: SyncReport) => ({ added, removed, unchanged, rows }),
  summary: ({ source }, { rows, sha256 }) => ({ source, rows, sha256 }),
});

const rejecting =
  ({ at, line, product }: SheetChange, columns: Readonly<Record<string, number>>, faults: Fault[]) =>
  async (code: string, sentence: string): Promise<void> => {
    const field = line === null ? 'products' : 'lines';
    const value = line?.name ?? product;
    const suggestion = MENDS[code]?.(value ?? '') ?? null;
    faults.push(fault(at, code, sentence, { column: columns[field] ?? null, field, value, suggestion }));
  };

const MENDS: Readonly<Record<string, (name: string) => string>> = {
  'line.inactive': (name) => `switchboard lines add ${shellWord(name)}`,
  'product.not-activated': (name) => `switchboard products activate ${shellWord(name)}`,
  'rank.self': () => 'leave this row to somebody else',
};

const withoutSame = (report: GrantReport): GrantReport => ({
  ...report,
  changes: report.changes.filter(({ change }) => change !== 'unchanged'),
});
