import { rfc3339 } from '../domain/time.ts';
import { authorsOf, endingsOf } from '../store/provenance.ts';
import type { Basis, Ended } from './basis.ts';
import type { Decision } from './decide.ts';
import type { Sight } from './operation.ts';
import { idPairs, textPairs } from './people.ts';
import type { Subject } from './subject.ts';

/** Who wrote an entry, and when (RFC 3339). */
export interface Author {
  readonly by: string;
  readonly at: string;
}

/** A fact with its author and the ledger entry that made it so. */
export interface Because extends Author {
  readonly fact: string;
  readonly entry: number;
  /** A fact on which this one rests: what a role of the workspace's own allows. */
  readonly also?: Because;
}

/** The codes that say that something is not there; if it ever was, the fact that decided is the one that ended it. */
const GONE = new Set(['member.stranger', 'line.not-granted', 'product.not-granted', 'product.not-activated']);

/** What was taken from a subject, where a decision asks for it. One statement. */
export async function endedFor(
  { connection }: Sight,
  subject: Subject,
  decisions: readonly Decision[],
): Promise<Ended> {
  const gone = decisions.some(({ steps }) => steps.some(({ code }) => code !== undefined && GONE.has(code)));
  if (!gone) return { membership: null, lines: new Map(), products: new Map(), activations: new Map() };
  const row = await endingsOf(connection, subject.workspace.id, subject.userId);
  return {
    membership: row.membership,
    lines: idPairs(row.lines),
    products: textPairs(row.products),
    activations: textPairs(row.activations),
  };
}

/** The authors of entries, in one statement; the way to ask for each. A stranger is told of nobody. */
export async function authorsFor(
  { connection, workspace, actor }: Sight,
  entries: Iterable<number>,
): Promise<(entry: number) => Author | undefined> {
  const wanted = actor.standing === 'stranger' ? [] : [...new Set(entries)];
  const rows = wanted.length === 0 ? [] : await authorsOf(connection, workspace.id, wanted);
  const authors = new Map(rows.map((row) => [row.number, { by: row.actor, at: rfc3339(row.at) }]));
  return (entry) => authors.get(entry);
}

/** A fact with its author, where both are known. */
export function becauseOf(
  basis: Basis | undefined,
  authorOf: (entry: number) => Author | undefined,
): Because | undefined {
  const author = basis && authorOf(basis.entry);
  if (basis === undefined || author === undefined) return undefined;
  const also = becauseOf(basis.also, authorOf);
  return { fact: basis.fact, ...author, entry: basis.entry, ...(also && { also }) };
}
