import { batchName } from '../domain/batch.ts';
import { entryWithDigest } from '../store/batches.ts';
import { canonical, sha256 } from '../store/ledger.ts';
import { decide } from './decide.ts';
import type { Sight } from './operation.ts';
import { workspaceItself } from './resource.ts';

/**
 * The batch that an operation was already with the same input, as the ledger keeps it; nothing where there is none, or
 * where whoever asks may not read the ledger.
 */
export async function doneBefore(
  { connection, workspace, actor }: Sight,
  operation: string,
  summary: unknown,
): Promise<{ readonly doneBefore: string } | undefined> {
  if (!decide(actor, 'audit.view', workspaceItself).allowed) return undefined;
  const entry = await entryWithDigest(connection, workspace.id, operation, sha256(canonical(summary)));
  return entry === undefined ? undefined : { doneBefore: batchName(entry) };
}
