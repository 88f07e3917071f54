import { basename } from 'node:path';
import { type UpkeepTools, upkeep } from '../../access/operation.ts';
import { putBack } from '../../store/backup.ts';
import type { Connection } from '../../store/connection.ts';
import { type Heads, replaceHeads } from '../../store/heads.ts';
import { headOf } from '../../store/ledger.ts';
import { mustBeFile } from '../../store/server.ts';
import { voidTokens } from '../../store/void-tokens.ts';
import { databaseId, workspaceNames } from '../../store/workspaces.ts';
import { text } from '../input.ts';

/** Puts a backup in the place of the database and keeps what was there; invitation tokens of the backup are void. */
export const dbRestore = upkeep({
  name: 'db restore',
  needs: ['workspace.edit'],
  input: { from: text(4096) },
  touches: ({ from }) => [from],
  mends: true,
  fits: ({ store }) => mustBeFile(store, 'db restore'),
  does: async (tools, { from }) => {
    const { session, rehearsal } = tools;
    let amended: Amended | undefined;
    const amend = async (connection: Connection) => {
      amended = await told(connection, basename(from), tools);
    };
    const { patience, heads } = session;
    const kept = await putBack(session.store, { from, at: session.now(), rehearsal, patience, amend });
    if (amended !== undefined && heads !== null && !rehearsal) {
      try {
        replaceHeads(heads, amended.database, session.store, amended.heads);
      } catch (error) {
        session.note(`the heads of the ledgers could not be remembered in ${heads}: ${(error as Error).message}`);
      }
    }
    return { restored: session.store, from, kept, workspaces: amended?.workspaces ?? [] };
  },
});

/** What the copy says of itself once every ledger in it tells of the restoring. */
interface Amended {
  readonly database: string;
  readonly heads: Heads;
  readonly workspaces: readonly { readonly workspace: string; readonly entry: number; readonly tokensVoided: number }[];
}

async function told(connection: Connection, from: string, { enter }: UpkeepTools): Promise<Amended> {
  const heads: Record<number, Heads[string]> = {};
  const workspaces: Amended['workspaces'][number][] = [];
  for (const { id, slug } of await workspaceNames(connection)) {
    const tokensVoided = await voidTokens(connection, id);
    const { number: entries } = await headOf(connection, id);
    const head = await enter(connection, id, { input: { from }, counts: { entries, tokensVoided } });
    heads[id] = head;
    workspaces.push({ workspace: slug, entry: head.number, tokensVoided });
  }
  return { database: await databaseId(connection), heads, workspaces };
}
