import { missing } from '../domain/errors.ts';
import { type BlastRow, blastsNamed } from '../store/records.ts';
import { type LineRow, linesById } from '../store/subjects.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import { type Decision, decide } from './decide.ts';
import { lineResource } from './line-names.ts';
import type { Ask, Sight } from './operation.ts';
import { seesRecord } from './record-sight.ts';
import { on, type RecordResource, type Resource } from './resource.ts';
import type { Subject } from './subject.ts';

/** A blast as the gates see it, beside its line. */
export const blastRecord = ({ name, author }: BlastRow): RecordResource => ({
  name,
  kind: 'blast',
  assignee: 0,
  team: 0,
  author,
});

/** A blast with what the gates ask about it. */
export interface SeenBlast extends BlastRow {
  readonly resource: Resource;
}

/** The question about one blast that is looked at or changed. */
export async function blastQuestion<N extends Action>(sight: Sight, needs: N, name: string): Promise<Ask<N>> {
  const [refused] = barred(sight.actor, [needs]);
  return refused ?? { needs, on: (await blastInSight(sight, needs, name)).resource };
}

/** What its author may do with a blast now: asked again whenever something of it is to go out. */
export const authorsRight = (author: Subject, row: BlastRow, line: LineRow | undefined): Decision =>
  decide(author, 'blasts.send', on({ record: blastRecord(row), line: line === undefined ? null : lineResource(line) }));

/** The blast of that name, if the acting user may see it. */
export async function blastInSight(sight: Sight, needs: Action, name: string): Promise<SeenBlast> {
  const [found] = await blastsMeant(sight, [name]);
  if (found !== undefined && seesRecord(sight.actor, found.resource, needs)) return found;
  throw missing('unknown-blast', `there is no blast "${name}" in ${sight.workspace.slug}`, {
    hint: 'see them: switchboard blasts list',
  });
}

/** The blasts of these names, in the order asked: two statements, however many. */
export async function blastsMeant(
  { connection, workspace }: Sight,
  names: readonly string[],
): Promise<(SeenBlast | undefined)[]> {
  const rows = await blastsNamed(connection, workspace.id, names);
  const known = await linesById(connection, workspace.id, [...new Set(rows.map((row) => row.line_id))]);
  const lines = new Map(known.map((row) => [row.id, lineResource(row)]));
  const seen = rows.map((row) => ({
    ...row,
    resource: on({ line: lines.get(row.line_id) ?? null, record: blastRecord(row) }),
  }));
  return names.map((name) => seen.find((row) => row.name === name));
}
