import { foldedName } from '../domain/contact-name.ts';
import { missing } from '../domain/errors.ts';
import { complianceNamed } from '../domain/responder-draft.ts';
import { nearest } from '../domain/words.ts';
import { namedSo } from '../domain/work-name.ts';
import type { ResponderRow } from '../store/kept-responder.ts';
import { responderNames, responderRows } from '../store/responder-rows.ts';
import { AWAY_NAME } from '../store/responders.ts';
import { linesById } from '../store/subjects.ts';
import { type Action, actionFacts } from './actions.ts';
import { barred } from './barred.ts';
import { verdict } from './decide.ts';
import { lineResource } from './line-names.ts';
import { lineInSight, lineQuestion } from './lines.ts';
import type { Ask, Sight } from './operation.ts';
import { reachOf } from './reach.ts';
import { ALL_LINES, type LineResource, on, type Resource } from './resource.ts';

type Needs = Extract<Action, `responders.${string}`>;

/** Where a responder is to stand: on the line of that name, or on all lines, which is for those who reach all of them. */
export const placeQuestion = async <N extends Needs>(sight: Sight, needs: N, line: string | null): Promise<Ask<N>> =>
  line === null ? { needs, on: placeOf(needs, null) } : lineQuestion(sight, needs, line);

/** What is on all lines is seen by everyone who sees any; changing it takes whoever reaches all of them. */
const placeOf = (needs: Needs, line: LineResource | null): Resource =>
  on({ line: line ?? (needs === 'responders.view' ? null : ALL_LINES) });

/** A responder that a name means: a row of the store, or a compliance answer, which has one only where it was worded. */
export interface Meant {
  /** The line it stands on; null for all lines. */
  readonly line: LineResource | null;
  readonly row: ResponderRow | undefined;
  readonly compliance: ReturnType<typeof complianceNamed>;
}

/** The question about one responder; to someone who may do this to none nothing is looked up. */
export async function responderQuestion<N extends Needs>(sight: Sight, needs: N, name: string): Promise<Ask<N>> {
  const [refused] = barred(sight.actor, [needs]);
  return refused ?? { needs, on: placeOf(needs, (await responderInSight(sight, needs, name)).line) };
}

/** The responder that a name means, if the acting user may see it; one on a line beyond their sight is missing like one that never was. */
export async function responderInSight(sight: Sight, needs: Needs, name: string): Promise<Meant> {
  const { connection, workspace, actor } = sight;
  const compliance = complianceNamed(name);
  const named = compliance?.line ? await lineInSight(sight, needs, compliance.line) : undefined;
  const key = compliance ? `${named ? `${named.address}/` : ''}${compliance.kind}` : name;
  const row = namedSo(await responderRows(connection, workspace.id), key);
  if (compliance) return { line: named ? lineResource(named) : null, row, compliance };
  const [found] = row?.line_id == null ? [] : await linesById(connection, workspace.id, [row.line_id]);
  const line = found === undefined ? null : lineResource(found);
  if (row !== undefined && (row.line_id === null || (line !== null && sees(sight, needs, line))))
    return { line, row, compliance };
  if (foldedName(name) === AWAY_NAME)
    throw missing('unknown-responder', 'the away message is a setting of the workspace', {
      hint: 'see it: switchboard settings show',
    });
  const near = nearest(name, await responderNames(connection, workspace.id, reachOf(actor, 'responders.view')));
  throw missing('unknown-responder', `there is no responder "${name}" in ${workspace.slug}`, {
    hint: near ? `did you mean "${near}"?` : 'see them: switchboard responders list',
  });
}

/** A line that was removed keeps its responders, and refuses what is done to them in its own words. */
const sees = ({ actor }: Sight, needs: Needs, line: LineResource): boolean =>
  [needs, 'responders.view' as const].some(
    (action) => verdict(actor, actionFacts(action), on({ line: { ...line, state: 'active' } })) === 'pass',
  );
