import { createHash } from 'node:crypto';
import { meanings } from '../../../access/combinations.ts';
import { uninterrupted } from '../../../access/interruption.ts';
import type { Sight } from '../../../access/operation.ts';
import { seesTeams } from '../../../access/teams.ts';
import { type Fault, fault } from '../../../domain/fault.ts';
import type { Invitee } from '../../../domain/roster.ts';
import type { RowBatch } from '../../../domain/row-batch.ts';
import { teamKey } from '../../../domain/team-name.ts';
import {
  type Combination,
  makeStage,
  type StagedRow,
  stageCombinations,
  stageRows,
} from '../../../store/roster-stage.ts';
import { stageCells, stageFaults } from '../../../store/staged-faults.ts';
import { activeLines } from '../../../store/subjects.ts';
import { teamsNow } from '../../../store/teams.ts';
import type { Columns } from './questions.ts';

/** What is known of a roster once it is staged. */
export interface StagedRoster {
  readonly rows: number;
  /** SHA-256 of its rows as they were understood. */
  readonly sha256: string;
  /** Then none of its rows is applied, not even the good ones. */
  readonly spoiled: boolean;
}

/** Lays a roster into the stage, batch by batch: memory does not grow with it. */
export async function stageRoster(
  { connection, workspace, actor, signal }: Sight,
  batches: AsyncIterable<RowBatch<Invitee>>,
  columns: Columns,
): Promise<StagedRoster> {
  await makeStage(connection);
  const lines = new Map<string, number>();
  for (const { id, address, name } of await activeLines(connection, workspace.id)) {
    if (name !== null) lines.set(name.toLowerCase(), id);
    lines.set(address.toLowerCase(), id);
  }
  const named = seesTeams(actor) ? await teamsNow(connection, workspace.id) : [];
  const teams = new Map(named.map((team) => [teamKey(team.name), team]));
  const fresh: Combination[] = [];
  const meaningOf = meanings(workspace, { lines, teams }, (meaning) => fresh.push(meaning));
  const digest = createHash('sha256');
  let rows = 0;
  let spoiled = false;
  for await (const batch of batches) {
    await uninterrupted(signal);
    const faults: Fault[] = [...batch.faults];
    const staged = batch.understood.map((invitee): StagedRow => {
      const meaning = meaningOf(invitee);
      for (const [field, code, message, parts] of meaning.faults) {
        faults.push(fault(invitee.line, code, message, { field, column: columns[field] ?? null, ...parts }));
      }
      const { line, key, email, name, status } = invitee;
      return [line, key, email, name, meaning.role?.name ?? null, status, meaning.id];
    });
    rows += batch.rows;
    spoiled ||= batch.spoiled;
    digest.update(JSON.stringify(batch.understood));
    await stageCombinations(connection, fresh.splice(0));
    await stageRows(connection, staged);
    await stageFaults(connection, faults);
    await stageCells(connection, batch.cells);
  }
  return { rows, sha256: digest.digest('hex'), spoiled };
}
