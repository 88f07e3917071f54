// A store that is put back to an earlier state: every ledger in it tells of it, and the heads are remembered anew.
import type { Connection } from '../store/connection.ts';
import { type Heads, replaceHeads } from '../store/heads.ts';
import { headOf } from '../store/ledger.ts';
import { voidTokens } from '../store/void-tokens.ts';
import { databaseId, workspaceNames } from '../store/workspaces.ts';
import type { UpkeepTools } from './operation.ts';
import type { Session } from './session.ts';

/** A workspace whose ledger tells that it was put back: in which entry, and how many open invitations lost their token. */
interface PutBack {
  readonly workspace: string;
  readonly entry: number;
  readonly tokensVoided: number;
}

/** What a store says of itself once every ledger in it tells that it was put back. */
export interface Amended {
  readonly database: string;
  readonly heads: Heads;
  readonly workspaces: readonly PutBack[];
}

/** Has every ledger of a copy tell that it is put back, and makes invitation tokens of that time void. */
export async function amended(connection: Connection, input: unknown, { enter }: UpkeepTools): Promise<Amended> {
  const heads: Record<number, Heads[string]> = {};
  const workspaces: PutBack[] = [];
  for (const { id, slug } of await workspaceNames(connection)) {
    const tokensVoided = await voidTokens(connection, id);
    const { number: entries } = await headOf(connection, id);
    const head = await enter(connection, id, { input, counts: { entries, tokensVoided } });
    heads[id] = head;
    workspaces.push({ workspace: slug, entry: head.number, tokensVoided });
  }
  return { database: await databaseId(connection), heads, workspaces };
}

/** Remembers the heads of a store that went back because somebody wanted it to. */
export function rememberAnew({ heads: folder, store, note }: Session, { database, heads }: Amended): void {
  if (folder === null) return;
  try {
    replaceHeads(folder, database, store, heads);
  } catch (error) {
    note(`the heads of the ledgers could not be remembered in ${folder}: ${(error as Error).message}`);
  }
}
