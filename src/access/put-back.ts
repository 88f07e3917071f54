// A store that is put back to an earlier state: every ledger in it tells of it, and the heads are remembered anew.
import { type Amended, amendedStore } from '../store/amended.ts';
import type { Connection } from '../store/connection.ts';
import { replaceHeads } from '../store/heads.ts';
import { headOf } from '../store/ledger.ts';
import type { UpkeepTools } from './operation.ts';
import type { Session } from './session.ts';

/** Has every ledger of a copy tell that it is put back, and makes invitation tokens of that time void. */
export const amended = (connection: Connection, input: unknown, { enter }: UpkeepTools): Promise<Amended> =>
  amendedStore(connection, async (workspaceId, tokensVoided) => {
    const { number: entries } = await headOf(connection, workspaceId);
    return enter(connection, workspaceId, { input, counts: { entries, tokensVoided } });
  });

/** Remembers the heads of a store that went back because somebody wanted it to. */
export function rememberAnew({ heads: folder, store, note }: Session, { database, heads }: Amended): void {
  if (folder === null) return;
  try {
    replaceHeads(folder, database, store, heads);
  } catch (error) {
    note(`the heads of the ledgers could not be remembered in ${folder}: ${(error as Error).message}`);
  }
}
