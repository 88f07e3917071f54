import type { Connection } from './connection.ts';
import type { Heads } from './heads.ts';
import type { Head } from './ledger.ts';
import { voidTokens } from './void-tokens.ts';
import { databaseId, workspaceNames } from './workspaces.ts';

/** What a store says of itself once it is put back: of each workspace, how many open invitations lost their token. */
export interface Amended {
  readonly database: string;
  readonly heads: Heads;
  readonly workspaces: readonly { readonly workspace: string; readonly entry: number; readonly tokensVoided: number }[];
}

/** Makes invitation tokens of that time void, in every workspace; `headOf` says, or makes, the head of its ledger then. */
export async function amendedStore(
  connection: Connection,
  headOf: (workspaceId: number, tokensVoided: number) => Promise<Head>,
): Promise<Amended> {
  const heads: Record<number, Heads[string]> = {};
  const workspaces: Amended['workspaces'][number][] = [];
  for (const { id, slug } of await workspaceNames(connection)) {
    const tokensVoided = await voidTokens(connection, id);
    const head = await headOf(id, tokensVoided);
    heads[id] = head;
    workspaces.push({ workspace: slug, entry: head.number, tokensVoided });
  }
  return { database: await databaseId(connection), heads, workspaces };
}
