// A file of contacts on its way in: long, for what its report says of the rows, and what the ledger keeps of the file.
import { barred } from '../../access/barred.ts';
import { type ContactDifference, contactDifferences } from '../../access/contact-differences.ts';
import { doneBefore } from '../../access/done-before.ts';
import { type Ask, bulk, type Reading, Unapplied } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { batchName } from '../../domain/batch.ts';
import type { ContactRow, ContactTerms } from '../../domain/contact-row.ts';
import { readTag } from '../../domain/contact-tag.ts';
import { readCountry } from '../../domain/country.ts';
import type { Fault } from '../../domain/fault.ts';
import type { RejectsSink, RowSource } from '../../domain/row-batch.ts';
import { applyContacts } from '../../store/contact-apply.ts';
import {
  type Deed,
  deedsOf,
  faultDifferingContacts,
  faultDuplicateContacts,
  faultExistingContacts,
  faultLeaving,
  faultUnknownMembers,
  faultUnseen,
  goodContactRows,
  judgeContacts,
  rejectContactRows,
  tallyContacts,
} from '../../store/contact-judge.ts';
import { lastContact } from '../../store/contacts.ts';
import { faultsInOrder, rejectedRows } from '../../store/staged-faults.ts';
import { boolean, count, list, names, optional, picklist, port, read, text } from '../input.ts';
import { stageNewNames } from './import/renaming.ts';
import { type StagedContacts, stageFile } from './import/staging.ts';

/**
 * What a file of contacts comes to: added, updated, unchanged and rejected rows add up to its rows. Where nothing is
 * applied all of them are rejected; `faulty` tells how many are so by a fault of their own.
 */
export interface ImportReport {
  readonly batch: string | null;
  /** The batch that the same file was before, with the same flags, where nothing changed since. */
  readonly doneBefore?: string;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly faulty: number;
  readonly rows: number;
  readonly faults: AsyncIterable<Fault> | readonly Fault[];
  /** What was added and updated, where it is to be told, as far as whoever imports may see it. */
  readonly differences?: readonly ContactDifference[];
}

type ImportAsk = Ask<'contacts.import' | 'contacts.edit' | 'contacts.assign' | 'lists.edit'>;

/** What of it not every importer may, and which column it stands in. */
const DEEDS: readonly (readonly [Deed, ImportAsk['needs'], field: string])[] = [
  ['edits', 'contacts.edit', 'phone'],
  ['assigns', 'contacts.assign', 'assignee'],
  ['lists', 'lists.edit', 'lists'],
];

/** Imports contacts, one or a million: a file is staged, judged and applied, all of it or what is good of it. */
export const importContacts = bulk({
  name: 'contacts import',
  needs: ['contacts.import', 'contacts.edit', 'contacts.assign', 'lists.edit'],
  input: {
    file: port<RowSource<ContactTerms, ContactRow>>(),
    /** Where the rows come from, for the ledger. */
    source: text(),
    /** Whose national numbers are meant; the workspace's country when left out. */
    country: optional(read(readCountry)),
    onExisting: optional(picklist(['skip', 'update', 'fail'], 'skip, update or fail')),
    keepGoing: boolean('yes or no'),
    /** Put on every contact of the file. */
    tags: list(read(readTag)),
    lists: names(),
    /** Up to so many contacts that were added or updated are told one by one. */
    tells: optional(count(1)),
    /** Takes the rejected rows as they were written. */
    rejects: optional(port<RejectsSink>()),
  },
  stages: (sight, { file, country, tags, lists }) => stageFile(sight, file, country, { tags, lists }),
  asks: async ({ onExisting }, sight, { columns, failure }) => {
    const { connection, workspace, actor } = sight;
    const [refused] = barred(actor, ['contacts.import']);
    if (refused) return [refused];
    if (failure) throw failure;
    const column = columns.phone ?? columns.email ?? null;
    const reached = reachOf(actor, 'contacts.view');
    await judgeContacts(connection, workspace.id, reached);
    await faultDuplicateContacts(connection, column);
    await faultUnknownMembers(connection, columns.assignee ?? null);
    await faultUnseen(connection, column);
    if (actor.visibility !== 'all') {
      await faultLeaving(connection, workspace.id, reached, columns.assignee ?? columns.team ?? null);
    }
    if (onExisting === 'fail') await faultExistingContacts(connection, column);
    if (onExisting === undefined) await faultDifferingContacts(connection, column);
    return asksOf(sight, onExisting === 'update', columns);
  },
  remains: ({ connection }) => goodContactRows(connection),
  does: async (pass, input, { rows, sha256, spoiled }) => {
    const { connection, workspace, actor, entry } = pass;
    const own = actor.visibility === 'all' ? null : actor.userId;
    const updates = input.onExisting === 'update';
    const { faults: found, rejected: faulty, ...counted } = await tallyContacts(connection, updates);
    if (faulty > 0) await input.rejects?.(rejectedRows(connection));
    const faults = found === 0 ? [] : faultsInOrder(connection);
    const nothing = { batch: null, added: 0, updated: 0, unchanged: 0 };
    const report = { ...nothing, ...counted, rejected: faulty, faulty, rows, faults };
    if (spoiled || (faulty > 0 && !input.keepGoing)) {
      return new Unapplied<ImportReport>({ ...report, ...nothing, rejected: rows }, 'rejected');
    }
    if (counted.added + counted.updated === 0) {
      const before =
        faulty > 0 ? undefined : await doneBefore(pass, 'contacts import', summaryOf(input, { rows, sha256 }));
      return new Unapplied<ImportReport>({ ...report, ...before }, faulty > 0 ? 'rejected' : 'unchanged');
    }
    const base = await lastContact(connection, workspace.id);
    const application = { workspaceId: workspace.id, entry, updates: counted.updated > 0, own, base };
    if (application.updates) await stageNewNames(pass, application);
    await applyContacts(connection, application);
    const differences: ContactDifference[] = [];
    if (counted.added + counted.updated <= (input.tells ?? 0))
      for await (const one of contactDifferences(pass, entry)) differences.push(one);
    return {
      ...report,
      ...(input.tells && { differences }),
      batch: pass.rehearsal ? null : batchName(entry),
    } as ImportReport;
  },
  counts: ({ added, updated, unchanged, rejected, rows }: ImportReport) => ({
    added,
    updated,
    unchanged,
    rejected,
    rows,
  }),
  summary: summaryOf,
});

/** The questions that the good rows raise: to import, and what only some of them do. */
async function asksOf({ connection }: Reading, updates: boolean, columns: StagedContacts['columns']) {
  const deeds = await deedsOf(connection, updates);
  const more = DEEDS.filter(([deed]) => deeds[deed] > 0).map(([deed, needs, field]): ImportAsk => {
    const column = columns[field] ?? null;
    const rejects = async (code: string, sentence: string) =>
      void (await rejectContactRows(connection, deed, updates, { code, sentence, field, column }));
    return { needs, on: workspaceItself, rejects };
  });
  const first: ImportAsk = { needs: 'contacts.import', on: workspaceItself };
  return [first, ...more] as const;
}

interface Typed {
  readonly source: string;
  readonly country?: string | undefined;
  readonly onExisting?: string | undefined;
  readonly keepGoing: boolean;
  readonly tags: readonly string[];
  readonly lists: readonly string[];
}

/** What the ledger keeps of the input: enough to feed mended rows back, and to know the same file again. */
function summaryOf(
  { source, country, onExisting, keepGoing, tags, lists }: Typed,
  { rows, sha256 }: { readonly rows: number; readonly sha256: string },
) {
  return { source, country, onExisting, keepGoing, tags, lists, rows, sha256 };
}
