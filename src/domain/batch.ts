import { invalid } from './errors.ts';

/** The name of a batch: that of the ledger entry that it is. */
export const batchName = (entry: number): string => `b${entry}`;

/** The ledger entry that `b12` means, or `12`. */
export function readBatch(typed: string): number {
  const [, digits] = /^b?(\d{1,15})$/i.exec(typed.trim()) ?? [];
  if (digits !== undefined && Number(digits) > 0) return Number(digits);
  throw invalid('bad-batch', `"${typed.slice(0, 80)}" names no batch`, {
    hint: 'a batch is named by its ledger entry: b12, or 12; see them: switchboard batch list',
  });
}

/** What is always told as a batch, however little it changed. */
const BY_FILE = ['users invite', 'contacts import', 'grants sync', 'lists fill', 'batch undo'];

/** What counts nothing that changed. */
const STILL = ['unchanged', 'rejected', 'rows', 'skipped', 'left', 'remembered', 'found', 'entry'];

/** Whether an entry is told as a batch: it changed more than one thing, or was made from a file. */
export function isBatch(operation: string, counts: Readonly<Record<string, number>>): boolean {
  if (BY_FILE.includes(operation)) return true;
  const changed = Object.entries(counts).reduce((sum, [what, count]) => (STILL.includes(what) ? sum : sum + count), 0);
  return changed > 1;
}

/** What can be undone: what begins and ends facts alone, and what kept contacts, and their places on lists, as they were. */
const UNDONE: readonly string[] = [
  ...[
    'invite',
    'edit',
    'set-role',
    'restrict',
    'unrestrict',
    'suspend',
    'reactivate',
    'remove',
    'resend',
    'revoke',
  ].map((verb) => `users ${verb}`),
  ...['add', 'remove', 'copy', 'sync'].map((verb) => `grants ${verb}`),
  ...['join', 'leave'].map((verb) => `teams ${verb}`),
  ...['add', 'edit', 'remove'].map((verb) => `roles ${verb}`),
  ...['activate', 'deactivate'].map((verb) => `products ${verb}`),
  ...['add', 'remove'].map((verb) => `lines ${verb}`),
  ...['add', 'import', 'edit', 'assign', 'remove'].map((verb) => `contacts ${verb}`),
  'lists fill',
  'batch undo',
];

/** Whether what an operation did can be undone. */
export const isUndoable = (operation: string): boolean => UNDONE.includes(operation);

/** An undo as the ledger tells of it: its own entry, whose it undid, and how much of it was left as it was. */
export interface Undoing {
  readonly entry: number;
  readonly of: number;
  readonly left: number;
}

/** What became of a batch: `by` is the last undo of it that is in force. */
export interface Undone {
  readonly state: 'no' | 'partly' | 'yes';
  readonly by: number | null;
}

/**
 * What undos come to, the last of which has the last word. An undo of all of something and that something are as if
 * neither had been, but not to what was done in between: that found the one there, and the other took it from under it.
 */
export function settled(undoings: readonly Undoing[]): {
  /** The entries since another that are as if they had not been. */
  voidSince(entry: number): readonly number[];
  of(entry: number): Undone;
} {
  const pairs: Undoing[] = [];
  const gone = new Set<number>();
  const by = new Map<number, Undoing[]>();
  for (const undoing of undoings.toSorted((a, b) => b.entry - a.entry)) {
    if (gone.has(undoing.entry)) continue;
    by.set(undoing.of, [...(by.get(undoing.of) ?? []), undoing]);
    if (undoing.left > 0) continue;
    pairs.push(undoing);
    gone.add(undoing.of);
  }
  return {
    voidSince: (entry) => pairs.filter((pair) => pair.of > entry).flatMap((pair) => [pair.entry, pair.of]),
    of(entry) {
      const [last] = by.get(entry) ?? [];
      if (last === undefined) return { state: 'no', by: null };
      return { state: last.left > 0 ? 'partly' : 'yes', by: last.entry };
    },
  };
}
