import { type Failure, missing } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import { lineNames } from '../store/names.ts';
import type { LineRow } from '../store/subjects.ts';
import { type Action, actionFacts } from './actions.ts';
import { barred } from './barred.ts';
import { verdict } from './decide.ts';
import { unknownLine } from './inquiry.ts';
import { findLines, lineResource } from './line-names.ts';
import type { Ask, Sight } from './operation.ts';
import { narrowing, reach } from './reach.ts';
import { on } from './resource.ts';

/**
 * The question about one line that is looked at or changed. A line beyond the acting user's sight is missing, in the
 * same words as one that never was; to someone who may do this to no line nothing is looked up.
 */
export async function lineQuestion<N extends Action>(sight: Sight, needs: N, word: string): Promise<Ask<N>> {
  const [refused] = barred(sight.actor, [needs]);
  return refused ?? { needs, on: on({ line: lineResource(await lineInSight(sight, needs, word)) }) };
}

/** The line that a word means, if the acting user may see it or do with it what they want to. */
export async function lineInSight(sight: Sight, needs: Action, word: string): Promise<LineRow> {
  const [row] = await findLines(sight.connection, sight.workspace, [word]);
  if (row === undefined || !sees(sight, needs, row)) throw await lineMissing(sight, word);
  return row;
}

/** The lines that words mean, by the words, as far as the acting user may see them or do with them what they want to. */
export async function linesInSight(
  sight: Sight,
  needs: Action,
  words: readonly string[],
): Promise<ReadonlyMap<string, LineRow>> {
  const rows = await findLines(sight.connection, sight.workspace, words);
  return new Map(
    words.flatMap((word, i): [string, LineRow][] => {
      const row = rows[i];
      return row !== undefined && sees(sight, needs, row) ? [[word, row]] : [];
    }),
  );
}

const sees = ({ actor }: Sight, needs: Action, row: LineRow): boolean =>
  [needs, 'lines.view' as const].some((action) => {
    const outcome = verdict(actor, actionFacts(action), on({ line: { ...lineResource(row), state: 'active' } }));
    return outcome === 'pass';
  });

async function lineMissing({ connection, workspace, actor }: Sight, word: string): Promise<Failure> {
  const seen = reach(actor, 'lines.view', 'lines');
  const near =
    seen.to === 'none' ? undefined : nearest(word, await lineNames(connection, workspace.id, narrowing(seen)));
  return missing('unknown-line', `there is no line "${word}" in ${workspace.slug}`, {
    hint: near ? `did you mean "${near}"?` : `see them: switchboard lines list --workspace ${workspace.slug}`,
  });
}

/** The lines that these words mean, each once, whether active or removed; an unknown word is a usage error. */
export async function linesMeant(sight: Sight, words: readonly string[]): Promise<LineRow[]> {
  const rows = await findLines(sight.connection, sight.workspace, words);
  const unknown = rows.indexOf(undefined);
  if (unknown >= 0) throw await unknownLine(sight, words[unknown] as string);
  return [...new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : []))).values()];
}
