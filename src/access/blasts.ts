import { missing } from '../domain/errors.ts';
import { type BlastRow, blastNamed } from '../store/records.ts';
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
  const { connection, workspace, actor } = sight;
  const row = await blastNamed(connection, workspace.id, name);
  if (row !== undefined) {
    const [line] = await linesById(connection, workspace.id, [row.line_id]);
    const seen = line === undefined ? null : lineResource(line);
    const resource = on({ record: blastRecord(row), line: seen });
    // A blast does not vanish with its line: that the line is gone is said once the gate is asked.
    const open = on({ record: resource.record, line: seen && { ...seen, state: 'active' } });
    if (seesRecord(actor, needs, open)) return { ...row, resource };
  }
  throw missing('unknown-blast', `there is no blast "${name}" in ${workspace.slug}`, {
    hint: 'see them: switchboard blasts list',
  });
}
