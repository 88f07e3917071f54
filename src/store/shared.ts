import type { Connection } from './connection.ts';
import { type Entrance, openStore, type Purpose, withStore } from './open.ts';

/** A store that stays open for many operations, as one transaction: none of them is done before all are. */
export interface SharedStore {
  /** Lends it to one operation. What that does stays open; what it laid into temporary tables is gone after. */
  readonly use: <T>(purpose: Purpose, use: (connection: Connection) => Promise<T>) => Promise<T>;
  /** Whether it was given up: from then on each operation has a store of its own again. */
  readonly isOver: () => boolean;
}

/** The same, for whoever began it. */
export interface OpenedStore extends SharedStore {
  /** The connection under it, in its transaction. */
  readonly connection: Connection;
  readonly commit: () => Promise<void>;
  /** Forgets everything, and closes it. */
  readonly giveUp: () => Promise<void>;
}

/** Opens a store for many operations as one transaction; `founds` makes it where there is none. */
export async function openShared(location: string, entrance: Entrance, founds: boolean): Promise<OpenedStore> {
  const connection = await openStore(location, founds ? 'found' : 'write', entrance);
  let over = false;
  const end = async (how: () => Promise<void>) => {
    if (over) return;
    over = true;
    try {
      await how();
    } finally {
      await connection.rollback();
      await connection.close();
    }
  };
  return {
    connection,
    isOver: () => over,
    commit: () => end(connection.commit),
    giveUp: () => end(connection.rollback),
    use: async (purpose, use) => {
      if (over) return withStore(location, purpose, entrance, use);
      const lent = lending(connection);
      try {
        const result = await use(lent.connection);
        if (!over) await lent.cleared();
        return result;
      } catch (error) {
        // A server takes no more statements after one that failed: what failed is what is told.
        if (!over) await lent.cleared().catch(() => {});
        throw error;
      }
    },
  };
}

/** A connection whose transaction is somebody else's: it neither begins nor ends. */
function lending(connection: Connection): {
  readonly connection: Connection;
  readonly cleared: () => Promise<void>;
} {
  let marked = false;
  const nothing = async () => {};
  return {
    connection: Object.assign(Object.create(connection) as Connection, {
      begin: nothing,
      commit: nothing,
      rollback: nothing,
      close: nothing,
      mark: async () => {
        if (marked) await connection.run('release savepoint mark');
        marked = true;
        await connection.mark();
      },
    }),
    cleared: async () => {
      if (marked) await connection.run('release savepoint mark');
      await connection.dialect.sweep(connection);
    },
  };
}
