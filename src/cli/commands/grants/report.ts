import type { GrantReport, GrantRow } from '../../../access/grants.ts';
import type { View } from '../../../render/view.ts';
import { columns, type Flag, type Given, words } from '../../face.ts';

/** Which lines and products a command is about. */
export const WHAT: readonly Flag[] = [
  { flags: '--lines <lines...>', about: 'lines, by address or name' },
  { flags: '--products <products...>', about: 'products, by name' },
];

/** The members that were named, with the lines and products. */
export const grantWords = (given: Given) => ({
  members: given.args.flatMap(words),
  lines: given.list('lines') as string[] | undefined,
  products: given.list('products') as string[] | undefined,
});

/** What became of each grant, with the numbers below. */
export const reportView = ({ added, removed, unchanged, changes, notes }: GrantReport): View => ({
  columns: columns<GrantRow>('member', 'line', 'product', 'change'),
  rows: changes as readonly (GrantRow & Record<string, unknown>)[],
  reports: true,
  notes: [`${added} added, ${removed} removed, ${unchanged} unchanged`, ...notes],
});

/** Whoever got or lost something, each once. */
export const changedMembers = ({ changes }: GrantReport): Iterable<string> =>
  new Set(changes.flatMap(({ member, change }) => (change === 'unchanged' ? [] : [member])));
