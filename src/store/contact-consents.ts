// What is in force for the addresses of contacts, by the page: every line at once.
import type { Connection } from './connection.ts';

/** A consent in force on an active line, by the line's address. */
interface KnownConsent {
  readonly line: string;
  readonly kind: string;
  readonly address: string;
  readonly state: string;
}

const ACTIVE = `join line_activations a on a.workspace_id = l.workspace_id and a.line_id = l.id and a.until is null`;

/** How many consents are in force on active lines: for those who see every contact, to tell what belongs to none. */
export async function countConsents({ all }: Connection, workspaceId: number): Promise<number> {
  const [row] = await all<{ n: number }>(
    `select count(*) as n from consents c join lines l on l.workspace_id = c.workspace_id and l.id = c.line_id ${ACTIVE}
     where c.workspace_id = $1 and c.until is null`,
    [workspaceId],
  );
  return row?.n ?? 0;
}

/** What is in force at these addresses, line by line. */
export const consentsAt = (
  { all, dialect }: Connection,
  workspaceId: number,
  addresses: readonly string[],
): Promise<KnownConsent[]> =>
  all<KnownConsent>(
    `select l.address as line, l.kind, c.address, c.state from lines l ${ACTIVE}
     cross join consents c
     where l.workspace_id = $1 and c.workspace_id = l.workspace_id and c.line_id = l.id and c.until is null
       and c.address in ${dialect.texts('$2')} order by l.address, c.address`,
    [workspaceId, JSON.stringify(addresses)],
  );
