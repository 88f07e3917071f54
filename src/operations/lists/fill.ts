// Putting contacts on a list, or taking them off: those who are named, that a filter finds, or that are in a file. One statement writes them all.
import { barred } from '../../access/barred.ts';
import { readFilter } from '../../access/contact-filter.ts';
import { contactQuestions, contactsInSight } from '../../access/contacts.ts';
import { listMeant } from '../../access/named.ts';
import { type Ask, bulk, Unapplied } from '../../access/operation.ts';
import type { ChangePass } from '../../access/pass.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { batchName } from '../../domain/batch.ts';
import { invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/fault.ts';
import type { RejectsSink } from '../../domain/row-batch.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { byFilter, byIds, type Chosen, faultNamed, findNamed, judgement, NAMED } from '../../store/list-fill.ts';
import { applyPlacing, keepPlacing, layPlacing } from '../../store/list-placing.ts';
import { faultsInOrder, rejectedRows } from '../../store/staged-faults.ts';
import { boolean, count, list, optional, port, text } from '../input.ts';
import { type ContactBatch, type StagedContacts, stageContacts } from './filling.ts';

/** What a filling comes to: added or removed, unchanged and rejected rows add up to its rows. */
export interface FillReport {
  /** Null where nothing was changed. */
  readonly batch: string | null;
  readonly list: string;
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Rows that are rejected by a fault of their own. */
  readonly faulty: number;
  readonly rows: number;
  readonly faults: AsyncIterable<Fault> | readonly Fault[];
}

const FAULTLESS = { rejected: 0, faulty: 0, faults: [] };

/** Puts contacts on a list or takes them off. */
export const fillList = bulk({
  name: 'lists fill',
  needs: ['lists.edit', 'contacts.view'],
  input: {
    list: text(),
    removes: boolean('yes or no'),
    /** Contacts named one by one. */
    contacts: list(text()),
    /** Clauses that contacts pass. */
    where: list(text(1000)),
    /** The rows of a file that names contacts, where they come from, and the place of their column. */
    rows: optional(port<AsyncIterable<ContactBatch>>()),
    source: text(),
    column: optional(count(1)),
    keepGoing: boolean('yes or no'),
    /** Takes the rejected rows as they were written. */
    rejects: optional(port<RejectsSink>()),
  },
  stages: async (sight, { rows }) => (rows === undefined ? undefined : stageContacts(sight, rows)),
  asks: async ({ contacts, column }, sight, staged) => {
    const [first, ...more] = barred(sight.actor, ['lists.edit', 'contacts.view'] as const);
    if (first) return [first, ...more];
    const edit: Ask<'lists.edit'> = { needs: 'lists.edit', on: workspaceItself };
    if (contacts.length > 0) return [edit, ...(await contactQuestions(sight, 'contacts.view', contacts))];
    const view = { needs: 'contacts.view', on: workspaceItself } as const;
    if (staged === undefined) return [edit, view];
    await findNamed(sight.connection, sight.workspace.id, reachOf(sight.actor, 'contacts.view'));
    await faultNamed(sight.connection, column ?? null);
    return [edit, view];
  },
  // What is wrong with a row is a fault of it: a refusal is one of the whole.
  remains: async () => 1,
  does: async (pass, input, staged) => {
    const { connection, actor } = pass;
    const into = await listMeant(pass, input.list);
    if (into.filter !== null) throw isSegment(into.name);
    if (staged === undefined && input.where.length > 0) {
      const { filter } = await readFilter(pass, input.where);
      const chosen = byFilter(filter, reachOf(actor, 'contacts.view'));
      return settled(pass, into, input.removes, chosen, FAULTLESS);
    }
    if (staged === undefined) {
      const rows = await contactsInSight(pass, 'contacts.view', input.contacts);
      const ids = rows.map(({ id }) => id);
      return settled(pass, into, input.removes, byIds(connection, ids), FAULTLESS);
    }
    const { rejected: faulty, faults: found } = await judgement(connection);
    if (faulty > 0) await input.rejects?.(rejectedRows(connection));
    const faults = found === 0 ? [] : faultsInOrder(connection);
    const { rows } = staged;
    if (staged.spoiled || (faulty > 0 && !input.keepGoing)) {
      const nothing = { batch: null, list: into.name, added: 0, removed: 0, unchanged: 0 };
      return new Unapplied<FillReport>({ ...nothing, rejected: rows, faulty, rows, faults }, 'rejected');
    }
    return settled(pass, into, input.removes, NAMED, { rejected: faulty, faulty, faults });
  },
  counts: ({ faults: _faults, batch: _batch, faulty: _faulty, list: _list, ...counts }: FillReport) => counts,
  summary: ({ list: into, removes, contacts, where, source, keepGoing }, staged: StagedContacts | undefined) =>
    staged === undefined
      ? { list: into, removes, contacts, where }
      : { list: into, removes, source, keepGoing, rows: staged.rows, sha256: staged.sha256 },
});

type Counted = Pick<FillReport, 'rejected' | 'faulty' | 'faults'>;

async function settled(
  { connection, workspace, entry, rehearsal }: ChangePass,
  { id, name }: { readonly id: number; readonly name: string },
  removes: boolean,
  chosen: Chosen,
  counted: Counted,
): Promise<FillReport | Unapplied<FillReport>> {
  const placing = { workspaceId: workspace.id, listId: id, entry, removes };
  const chose = await layPlacing(connection, placing, chosen);
  const changed = await applyPlacing(connection, placing);
  if (changed > 0) await keepPlacing(connection, placing, chosen);
  const [added, removed] = removes ? [0, changed] : [changed, 0];
  const counts = { added, removed, unchanged: chose - changed, rows: chose + counted.rejected };
  const batch = changed > 0 && !rehearsal ? batchName(entry) : null;
  const report = { batch, list: name, ...counts, ...counted };
  if (changed > 0) return report;
  return new Unapplied<FillReport>(report, counted.faulty > 0 ? 'rejected' : 'unchanged');
}

const isSegment = (name: string) =>
  invalid('is-segment', `"${name}" is a segment: who is on it is said by its filter`, {
    hint: `change the filter: switchboard lists edit ${shellWord(name)} --where …, or make it a list: --freeze`,
  });
