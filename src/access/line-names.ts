import { e164 } from '../domain/phone.ts';
import type { Connection } from '../store/connection.ts';
import { type LineRow, linesNamed } from '../store/subjects.ts';
import type { LineResource } from './resource.ts';
import type { Workspace } from './subject.ts';

/** A line as the gates see it. */
export const lineResource = (row: LineRow): LineResource => ({
  id: row.id,
  name: row.address,
  state: row.active === null ? 'removed' : 'active',
  since: row.active ?? row.removed ?? 0,
  kind: row.kind,
});

/**
 * The lines that each of these addresses or names means, in the order asked; undefined where there never was one.
 * Numbers may be written with blanks and the like; names of active lines are unique but for their case.
 */
export async function findLines(
  connection: Connection,
  workspace: Workspace,
  names: readonly string[],
): Promise<(LineRow | undefined)[]> {
  if (names.length === 0) return [];
  const wanted = names.map((name) => [e164(name) ?? name, name.toLowerCase()] as const);
  const rows = await linesNamed(connection, workspace.id, [...new Set([...wanted.flat(), ...names])]);
  const byAddress = new Map(rows.map((row) => [row.address, row]));
  // The last one wins: active lines stand behind removed ones.
  const inOrder = [...rows].sort((a, b) => Number(a.active !== null) - Number(b.active !== null));
  const byName = new Map(inOrder.map((row) => [row.name?.toLowerCase(), row]));
  return wanted.map(([address, name]) => byAddress.get(address) ?? byName.get(name));
}
