import type { Explanation } from '../../access/explain.ts';
import { type Delivery, type Done, run } from '../../access/gate.ts';
import type { Operation } from '../../access/operation.ts';
import type { Mode, Session, Shared } from '../../access/session.ts';
import { isAddress } from '../../domain/address.ts';

/** What a step needs of the outside: operations are run through the gate, all of them in one transaction. */
export interface Hand {
  /** Who takes the steps; null where a server says who is there, and in a file until somebody is named or founds. */
  actor: string | null;
  /** Whether nobody is named yet, and nobody vouches for anybody. */
  readonly isNobody: () => boolean;
  /** The present time of the steps, UTC milliseconds; what happened earlier is told with its own. */
  now: () => number;
  /** Asks a query, and reads its answer while it may still stream. */
  readonly ask: <I, A, T>(
    operation: Operation<I, A>,
    input: NoInfer<I>,
    read: (answer: A) => T | Promise<T>,
  ) => Promise<T>;
  /** Runs a change. */
  readonly take: <I, A>(operation: Operation<I, A>, input: NoInfer<I>) => Promise<Done<A>>;
  /** The decisions that stand against a change. */
  readonly refusals: <I, A>(operation: Operation<I, A>, input: NoInfer<I>) => Promise<readonly Explanation[]>;
}

/** A hand in the workspace of a document, whose commands share a transaction. */
export function handIn(session: Session, slug: string, shared: Shared): Hand {
  const going = (mode: Mode): Session => ({
    ...session,
    workspace: slug,
    as: hand.actor,
    mode,
    now: hand.now,
    shared,
    operationId: undefined,
    // All of it is committed once.
    beforeCommit: () => {},
  });
  const hand: Hand = {
    actor: session.as,
    now: session.now,
    isNobody: () => hand.actor === null && !isAddress(session.store),
    ask: async (operation, input, read) => {
      let found: { readonly value: Awaited<ReturnType<typeof read>> } | undefined;
      await run(
        operation,
        input,
        going('run'),
        taking(async ({ answer }) => {
          found = { value: await read(answer) };
        }),
      );
      if (found === undefined) throw new Error(`${operation.name} answered nothing`);
      return found.value;
    },
    take: async <I, A>(operation: Operation<I, A>, input: NoInfer<I>) => {
      let done: Done<A> | undefined;
      await run(
        operation,
        input,
        going('run'),
        taking<A>(async (came) => {
          // What streams is read from tables that are gone when the next step is taken.
          done = { ...came, answer: await readOut(came.answer) };
        }),
      );
      if (done === undefined) throw new Error(`${operation.name} came to nothing`);
      return done;
    },
    refusals: async (operation, input) => {
      let against: readonly Explanation[] = [];
      await run(operation, input, going('can-i'), {
        ...taking(async () => {}),
        judged: async ({ decisions }) => {
          against = decisions.filter(({ allowed }) => !allowed);
        },
      });
      return against;
    },
  };
  return hand;
}

const MOST_FAULTS = 100;

/** An answer whose faults no longer stream, as far as anybody reads them. */
async function readOut<A>(answer: A): Promise<A> {
  const { faults } = answer as { readonly faults?: AsyncIterable<unknown> };
  if (faults === undefined || !(Symbol.asyncIterator in faults)) return answer;
  const found: unknown[] = [];
  for await (const one of faults) if (found.push(one) >= MOST_FAULTS) break;
  return { ...answer, faults: found };
}

const taking = <A>(done: Delivery<A>['done']): Delivery<A> => ({
  done,
  judged: async () => {},
  repeated: async () => {},
});
