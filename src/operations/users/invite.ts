// A roster from its rows to its report: long, for what the report says and what the ledger keeps of the file.
import { admittedPairs } from '../../access/custom-roles.ts';
import { doneBefore } from '../../access/done-before.ts';
import { bulk, Unapplied } from '../../access/operation.ts';
import { NO_WORK, type PartedWork, partFromWork, workCounts } from '../../access/parting.ts';
import { workspaceItself } from '../../access/resource.ts';
import { leastRole } from '../../access/roles.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Invitee } from '../../domain/roster.ts';
import type { RejectsSink, RowBatch } from '../../domain/row-batch.ts';
import type { TokenSink } from '../../domain/token.ts';
import { applyTargets, settleTargets, suspendedTargets } from '../../store/roster-apply.ts';
import {
  distinctChanges,
  faultDiffering,
  faultDuplicates,
  faultExisting,
  faultMisplaced,
  goodRows,
  judge,
  tally,
} from '../../store/roster-judge.ts';
import { faultsInOrder, rejectedRows } from '../../store/staged-faults.ts';
import { arriving, boolean, count, list, number, optional, picklist, port, record, string, text } from '../input.ts';
import { revokeOfDemoted } from './roster/demotions.ts';
import { changeAsks, grantAsks } from './roster/questions.ts';
import { stageRoster } from './roster/staging.ts';
import { handOut } from './roster/tokens.ts';

/**
 * What a roster comes to: invited, updated, unchanged and rejected rows add up to its rows. Where nothing is applied all
 * of them are rejected; `faulty` tells how many are so by a fault of their own. `revoked` are the invitations that ended
 * because a row took the right to send them from whoever did.
 */
export interface InviteReport {
  readonly batch: string | null;
  /** The batch that the same file was before, with the same flags, where nothing changed since. */
  readonly doneBefore?: string;
  readonly invited: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly faulty: number;
  readonly revoked: number;
  /** What became of the work of whom a row suspended; not there where it suspended nobody. */
  readonly work?: PartedWork;
  readonly rows: number;
  readonly faults: AsyncIterable<Fault> | readonly Fault[];
}

/** Invites people, one or a million: a roster is staged, judged and applied, all of it or what is good of it. */
export const inviteUsers = bulk({
  name: 'users invite',
  needs: [
    'users.invite',
    'users.edit',
    'users.suspend',
    'roles.assign',
    'grants.lines',
    'grants.products',
    'teams.edit',
  ],
  isOwn: true,
  input: {
    rows: arriving<RowBatch<Invitee>>(),
    /** Where the rows come from, for the ledger. */
    source: text(),
    /** The positions of the columns by their names, for faults; empty where rows have no columns. */
    columns: record(string(), number()),
    onExisting: optional(picklist(['skip', 'update', 'fail'], 'skip, update or fail')),
    keepGoing: boolean('yes or no'),
    /** When the invitations end: so many milliseconds from now. */
    expires: count(1),
    /** What was said for rows that say nothing themselves, for the ledger: it is in the rows already. */
    defaults: optional(record(string(), list(string()))),
    /** Takes the rejected rows as they were written. */
    rejects: optional(port<RejectsSink>()),
    /** Takes the tokens of the invitations, once. */
    tokens: optional(port<TokenSink>()),
  },
  stages: (sight, { rows, columns }) => stageRoster(sight, rows, columns),
  asks: async ({ onExisting, columns }, sight) => {
    const { connection, workspace, actor } = sight;
    const column = columns.email ?? null;
    const least = leastRole(workspace.model).name;
    await judge(connection, workspace.id);
    await faultDuplicates(connection, column);
    await faultMisplaced(connection, columns.restrictions ?? null, least, admittedPairs(workspace));
    if (onExisting === 'fail') await faultExisting(connection, column);
    if (onExisting === undefined) await faultDiffering(connection, column);
    const updates = onExisting === 'update';
    const changes = await distinctChanges(connection, actor.userId);
    const applied = changes.filter(({ now_role }) => now_role === null || updates);
    const [first, ...more] = [
      ...(await changeAsks(sight, columns, applied)),
      ...(await grantAsks(sight, columns, updates)),
    ];
    return first ? [first, ...more] : [{ needs: 'users.invite', on: workspaceItself }];
  },
  remains: ({ connection }) => goodRows(connection),
  does: async (pass, input, { rows, sha256, spoiled }) => {
    const { connection, workspace, entry } = pass;
    const skips = input.onExisting === 'skip';
    const { faults: found, rejected: faulty, ...counted } = await tally(connection, skips);
    if (faulty > 0) await input.rejects?.(rejectedRows(connection));
    const faults = found === 0 ? [] : faultsInOrder(connection);
    const nothing = { batch: null, invited: 0, updated: 0, unchanged: 0, revoked: 0 };
    const report = { ...nothing, ...counted, rejected: faulty, faulty, rows, faults };
    if (spoiled || (faulty > 0 && !input.keepGoing)) {
      return new Unapplied<InviteReport>({ ...report, ...nothing, rejected: rows }, 'rejected');
    }
    if (counted.invited + counted.updated === 0) {
      const before =
        faulty > 0 ? undefined : await doneBefore(pass, 'users invite', summaryOf(input, { rows, sha256 }));
      return new Unapplied<InviteReport>({ ...report, ...before }, faulty > 0 ? 'rejected' : 'unchanged');
    }
    const application = {
      workspaceId: workspace.id,
      entry,
      role: leastRole(workspace.model).name,
      expires: pass.now + input.expires,
      skips,
      admitted: admittedPairs(workspace),
    };
    await settleTargets(connection, application);
    if (input.tokens) await handOut(pass, application.expires, input.tokens);
    await applyTargets(connection, application);
    const revoked = counted.updated > 0 ? await revokeOfDemoted(pass, application) : 0;
    const suspended = counted.updated > 0 ? await suspendedTargets(connection, application) : [];
    const work = suspended.length > 0 ? { work: await partFromWork(pass, suspended, 'suspended', undefined) } : {};
    return { ...report, ...work, revoked, batch: pass.rehearsal ? null : `b${entry}` } as InviteReport;
  },
  counts: ({
    faults: _faults,
    batch: _batch,
    doneBefore: _before,
    faulty: _faulty,
    work = NO_WORK,
    ...counts
  }: InviteReport) => ({
    ...counts,
    ...workCounts(work),
  }),
  summary: summaryOf,
});

/** What the ledger keeps of the input: enough to feed mended rows back, and to know the same file again. */
function summaryOf(
  { source, onExisting, keepGoing, expires, defaults }: Typed,
  { rows, sha256 }: { readonly rows: number; readonly sha256: string },
) {
  return { source, onExisting, keepGoing, expires, defaults, rows, sha256 };
}

interface Typed {
  readonly source: string;
  readonly onExisting?: string | undefined;
  readonly keepGoing: boolean;
  readonly expires: number;
  readonly defaults?: Readonly<Record<string, readonly string[]>> | undefined;
}
