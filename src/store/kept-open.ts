import type { Connection } from './connection.ts';
import { type Entrance, openStore, type Purpose, withStore } from './open.ts';
import { type OpenedStore, oneOver, type SharedStore } from './shared.ts';

/** A store that stays open while many operations are done, each in its own transaction. */
export interface KeptStore extends SharedStore {
  /** One transaction of some of them, each of which is forgotten alone where it fails. */
  readonly one: (workspace: string | null) => Promise<OpenedStore>;
  readonly close: () => Promise<void>;
}

/**
 * Keeps a store open from its first operation on. Readers have a connection that cannot write; on a server, writers let
 * others have their turn between two operations. A connection that failed is opened anew for the next.
 */
export function keepOpen(location: string, { patience, onStatement, env = {}, token }: Entrance): KeptStore {
  const open = new Map<string, Connection>();
  const dropped = async (key: string): Promise<void> => {
    const connection = open.get(key);
    open.delete(key);
    await connection?.close();
  };
  /** A connection in its transaction, with the name that it is kept under. */
  const entered = async (
    purpose: Exclude<Purpose, 'found'>,
    workspace: string | null,
  ): Promise<readonly [string, Connection]> => {
    const key = `${purpose === 'read' ? 'read' : 'write'} ${workspace ?? ''}`;
    const kept = open.get(key);
    await kept?.begin(purpose);
    const connection = kept ?? (await openStore(location, purpose, { patience, onStatement, env, token, workspace }));
    open.set(key, connection);
    return [key, connection];
  };
  const use: SharedStore['use'] = async (purpose, lent, workspace = null) => {
    // Whoever makes a store is alone with it.
    if (purpose === 'found')
      return withStore(location, purpose, { patience, onStatement, env, token, workspace }, lent);
    const [key, connection] = await entered(purpose, workspace);
    try {
      const result = await lent(connection);
      await connection.rollback();
      await connection.dialect.sweep(connection);
      await connection.yieldTurn?.();
      return result;
    } catch (error) {
      await connection.rollback();
      await dropped(key);
      throw error;
    }
  };
  return {
    sharing: () => 'each',
    use,
    one: async (workspace) => {
      const [key, connection] = await entered('write', workspace);
      let done = false;
      const commit = async () => {
        await connection.commit();
        done = true;
      };
      return oneOver({ ...connection, commit }, true, async () => (done ? undefined : dropped(key)), use);
    },
    close: async () => {
      for (const key of [...open.keys()]) await dropped(key);
    },
  };
}
