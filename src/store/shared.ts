import type { Connection } from './connection.ts';
import { type Entrance, openStore, type Purpose, withStore } from './open.ts';

/**
 * How operations share a store: in `one` transaction, none of them done before all are; `each` in its own while the store
 * stays open; or no more, once it is `over`: then each has a store of its own again.
 */
type Sharing = 'one' | 'each' | 'over';

/** A store that stays open for many operations. */
export interface SharedStore {
  /** Lends it to one operation. What that laid into temporary tables is gone after. */
  readonly use: <T>(
    purpose: Purpose,
    use: (connection: Connection) => Promise<T>,
    workspace?: string | null,
  ) => Promise<T>;
  readonly sharing: () => Sharing;
}

/** One transaction of many operations, for whoever began it. */
export interface OpenedStore extends SharedStore {
  /** The connection under it, in its transaction. */
  readonly connection: Connection;
  readonly commit: () => Promise<void>;
  /** Forgets everything, and closes it. */
  readonly giveUp: () => Promise<void>;
}

/**
 * Opens a store for many operations as one transaction; `founds` makes it where there is none. Where it `survives`, what a
 * failed operation did is forgotten alone, and the others go on.
 */
export async function openShared(
  location: string,
  entrance: Entrance,
  founds: boolean,
  survives = false,
): Promise<OpenedStore> {
  const connection = await openStore(location, founds ? 'found' : 'write', entrance);
  return oneOver(connection, survives, connection.close, (purpose, use) => withStore(location, purpose, entrance, use));
}

/** One transaction that a connection is in, for many operations; `alone` is what each of them has once that is over. */
export function oneOver(
  connection: Connection,
  survives: boolean,
  close: () => Promise<void>,
  alone: SharedStore['use'],
): OpenedStore {
  let over = false;
  const end = async (how: () => Promise<void>) => {
    if (over) return;
    over = true;
    try {
      await how();
    } finally {
      await connection.rollback();
      await close();
    }
  };
  return {
    connection,
    sharing: () => (over ? 'over' : 'one'),
    commit: () => end(connection.commit),
    giveUp: () => end(connection.rollback),
    use: async (purpose, use) => {
      if (over) return alone(purpose, use);
      const lent = lending(connection);
      if (survives) await connection.run('savepoint before');
      try {
        const result = await use(lent.connection);
        if (!over) await lent.cleared();
        if (!over && survives) await connection.run('release savepoint before');
        return result;
      } catch (error) {
        if (!over && survives) {
          await connection.run('rollback to savepoint before');
          await connection.run('release savepoint before');
        }
        // A server takes no more statements after one that failed: what failed is what is told.
        if (!over) await (survives ? connection.dialect.sweep(connection) : lent.cleared()).catch(() => {});
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
