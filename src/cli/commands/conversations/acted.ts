import type { Acted } from '../../../operations/conversations/acted.ts';
import { columns } from '../../face.ts';

/** What became of each conversation, as a table. */
export const actedView = ({ conversations }: { readonly conversations: readonly Acted[] }) => ({
  columns: columns<Acted>('conversation', 'state', 'claimedBy', 'change'),
  rows: conversations.map((one) => ({ ...one })),
});

/** The conversations for which something changed. */
export const actedNames = ({ conversations }: { readonly conversations: readonly Acted[] }): string[] =>
  conversations.filter(({ change }) => change !== 'unchanged').map(({ conversation }) => conversation);

/** How conversations are named, for the help. */
export const NAMING = 'A conversation is named LINE/CONTACT, or CONTACT alone where they have only one.';
