// A batch undone, from what stands in the way to what came of it: long, because its order is the point.
import { barred } from '../../access/barred.ts';
import { admittedPairs } from '../../access/custom-roles.ts';
import { change, type Sight, Unapplied } from '../../access/operation.ts';
import { NO_WORK, type PartedWork, partFromWork, workCounts } from '../../access/parting.ts';
import type { ChangePass } from '../../access/pass.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { builtInRoles } from '../../access/roles.ts';
import { batchName, isUndoable } from '../../domain/batch.ts';
import { conflict, type Failure } from '../../domain/errors.ts';
import { keptContacts, layLeft, leftInOrder } from '../../store/batches.ts';
import { lastContact } from '../../store/contacts.ts';
import type { ReadDb } from '../../store/kysely.ts';
import { applyUndoing, countUndoing, gatherFacts, type Left, parting, type Undo } from '../../store/undoing.ts';
import { blockFacts } from '../../store/undoing-blocks.ts';
import { applyContactUndoing, gatherContacts } from '../../store/undoing-contacts.ts';
import { blockContacts } from '../../store/undoing-contacts-blocks.ts';
import { countContacts } from '../../store/undoing-contacts-told.ts';
import { applyPlaceUndoing, blockPlaces, countPlaces, gatherPlaces, layTouches } from '../../store/undoing-places.ts';
import { boolean, count } from '../input.ts';
import { type BatchAnswer, batchNumbered, undosOf } from './batches.ts';
import { notesOn } from './undo-notes.ts';
import { contactAsks, factAsks, UNDO_NEEDS, type UndoAsk } from './undo-questions.ts';
import { changedSince } from './undo-refusal.ts';

/** What an undo came to. What is `left` was changed by others since, or cannot be undone by itself. */
export interface UndoReport {
  readonly batch: string | null;
  readonly of: string;
  readonly operation: string;
  /** Facts that ended, and that began again. */
  readonly ended: number;
  readonly begun: number;
  /** Contacts that were taken out, put back as they were, and put in again. */
  readonly removed: number;
  readonly restored: number;
  readonly added: number;
  /** How many were taken off a list again, and were put back on it. */
  readonly unlisted: number;
  readonly listed: number;
  readonly left: number;
  readonly leftovers: AsyncIterable<Left> | readonly Left[];
  /** What became of the work of those who cease to be active members. */
  readonly work: PartedWork;
  readonly notes: readonly string[];
}

/**
 * Undoes what a batch did, and nothing else: what it began ends, what it ended begins again, contacts are what they were.
 * Where others changed the same since, it is refused with a list of it, or `partly` leaves that. It is a batch itself.
 */
export const undoBatch = change({
  name: 'batch undo',
  needs: UNDO_NEEDS,
  isOwn: true,
  input: { batch: count(1), partly: boolean('yes or no') },
  asks: async ({ batch }, sight) => {
    const first: UndoAsk = { needs: 'audit.view', on: workspaceItself };
    const [refused] = barred(sight.actor, ['audit.view']);
    if (refused) return [refused];
    const { operation } = await batchToUndo(sight, batch);
    // What is hidden from whoever undoes would stay, and nobody would be told.
    const unseen = barred(sight.actor, eyesFor(operation));
    if (unseen.length > 0) return [first, ...unseen];
    const undo = await gathered(sight, batch);
    const contacts = await countContacts(sight.connection, undo);
    const places = await countPlaces(sight.connection);
    return [first, ...(await factAsks(sight, undo)), ...contactAsks(contacts, places)];
  },
  does: async (pass, { batch, partly }) => {
    const { connection, workspace, entry } = pass;
    const found = await batchToUndo(pass, batch);
    const undo = { ...(await undoOf(pass, batch)), entry };
    const { left: stay, ...facts } = await countUndoing(connection);
    const { removed, restored, added, left } = await countContacts(connection, undo);
    const { left: stays, ...places } = await countPlaces(connection);
    const counts = { ...facts, removed, restored, added, ...places, left: stay + left + stays };
    const [people, placed] = [removed + restored + added, places.unlisted + places.listed];
    const isNothing = facts.ended + facts.begun + people + placed === 0;
    if (counts.left > 0 && !partly) throw await changedSince(connection, batch, isNothing);
    const report: UndoReport = {
      batch: pass.rehearsal ? null : batchName(entry),
      of: batchName(batch),
      operation: found.operation,
      ...counts,
      leftovers: counts.left > 0 ? leftInOrder(connection) : [],
      work: NO_WORK,
      notes: await notesOn(pass, found),
    };
    if (isNothing) {
      return new Unapplied<UndoReport>({ ...report, batch: null }, counts.left > 0 ? 'rejected' : 'unchanged');
    }
    const work = await parted(pass);
    await applyUndoing(connection, undo);
    const base = added > 0 ? await lastContact(connection, workspace.id) : 0;
    if (people > 0) await applyContactUndoing(connection, undo, base);
    if (placed > 0) await applyPlaceUndoing(connection, undo);
    return { ...report, work };
  },
  counts: ({ ended, begun, removed, restored, added, unlisted, listed, left, work }: UndoReport) => ({
    ...{ ended, begun, removed, restored, added },
    ...{ unlisted, listed, left },
    ...workCounts(work),
  }),
  summary: ({ batch, partly }) => ({ entry: batch, partly }),
});

/** What whoever undoes must see, to be told of what stays. */
function eyesFor(operation: string): readonly (typeof UNDO_NEEDS)[number][] {
  const facts = ['users.view', 'grants.view', 'teams.view'] as const;
  const contacts = ['contacts.view', 'lists.view'] as const;
  if (operation === 'batch undo') return [...contacts, ...facts];
  return /^(contacts|lists) /.test(operation) ? contacts : facts;
}

/** A batch that can be undone; any other is refused. */
async function batchToUndo(sight: Sight & { readonly db: ReadDb }, number: number): Promise<BatchAnswer> {
  const found = await batchNumbered(sight, number);
  const { batch, operation, undone, by } = found;
  // Whom it added was not always kept.
  const isKept = operation !== 'contacts add' || (await keptContacts(sight.connection, sight.workspace.id, number));
  if (!isUndoable(operation) || !isKept) throw notUndoable(found);
  if (undone !== 'yes') return found;
  throw conflict('undone-already', `${batch} was undone already, as ${by}`, {
    hint: `to do it again, undo that: switchboard batch undo ${by}`,
  });
}

function notUndoable({ batch, entry, operation }: BatchAnswer): Failure {
  const isMerge = operation === 'contacts merge';
  const why = isMerge ? ': what they had and said is one contact’s, and it is not known any more which was whose' : '';
  return conflict('not-undoable', `${batch} was ${operation}, which is not undone as a batch${why}`, {
    hint: isMerge
      ? 'add again who is another one, and edit who was kept: switchboard contacts add --help'
      : `what it was asked to do: switchboard audit show ${entry}; what undoes it is done by hand`,
  });
}

async function undoOf({ connection, workspace }: Sight, of: number): Promise<Undo> {
  const undos = await undosOf(connection, workspace.id);
  const gone = undos.voidSince(of);
  const earlier = undos.undoings.filter((one) => one.of === of && !gone.includes(one.entry)).map(({ entry }) => entry);
  return {
    workspaceId: workspace.id,
    of,
    entry: 0,
    earlier,
    void: gone,
    undos: undos.undoings.map(({ entry }) => entry),
  };
}

/** Gathers what is to be undone, and what stands in the way of it. */
async function gathered(sight: Sight, batch: number): Promise<Undo> {
  const { connection, workspace, actor } = sight;
  const undo = await undoOf(sight, batch);
  const reached = reachOf(actor, 'contacts.view');
  await gatherFacts(connection, undo);
  const builtIn = builtInRoles(workspace.model).map(({ name }) => name);
  await blockFacts(connection, undo, builtIn, admittedPairs(workspace));
  await gatherContacts(connection, undo);
  await gatherPlaces(connection, undo);
  await layTouches(connection, undo);
  await blockContacts(connection, undo, reached);
  await blockPlaces(connection, undo, reached);
  await layLeft(connection, undo, reached);
  return undo;
}

/** Who ceases to be an active member parts from their work, as by any other way. */
async function parted(pass: ChangePass): Promise<PartedWork> {
  const leaving = await parting(pass.connection);
  let work = NO_WORK;
  for (const became of ['removed', 'suspended'] as const) {
    const those = leaving.filter((one) => one.became === became);
    if (those.length > 0) work = sumOf(work, await partFromWork(pass, those, became, undefined));
  }
  return work;
}

const sumOf = (one: PartedWork, other: PartedWork): PartedWork => ({
  conversations: one.conversations + other.conversations,
  contacts: one.contacts + other.contacts,
  blasts: one.blasts + other.blasts,
  transferredTo: null,
});
