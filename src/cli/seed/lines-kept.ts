import { lineAddress } from '../../domain/line-address.ts';
import { lineKind } from '../../domain/line-kinds.ts';
import type { SeedLine } from '../../domain/seed.ts';
import type { Findings } from './findings.ts';

/** The lines of a document by their addresses as they are kept; what is wrong with one leaves a hole. */
export async function linesKept(
  lines: readonly SeedLine[],
  country: string | null,
  found: Findings,
): Promise<readonly SeedLine[]> {
  const kept: SeedLine[] = [];
  for (const i of lines.keys()) {
    const line = lines[i];
    if (line === undefined) continue;
    const kind = line.kind === undefined ? undefined : lineKind(line.kind);
    try {
      kept[i] = { ...line, address: (await lineAddress(line.address, kind, country ?? undefined)).address };
    } catch (error) {
      found.failed(['lines', i, 'address'], error);
    }
  }
  return kept;
}
