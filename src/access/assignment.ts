import { chosen } from '../domain/assignment.ts';
import type { Settings } from '../domain/settings.ts';
import { lastTurn, teamMates, turnTaken } from '../store/assignment.ts';
import { linesById } from '../store/subjects.ts';
import { actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import { lineResource } from './line-names.ts';
import type { ChangePass } from './pass.ts';
import { subjectsOf } from './people.ts';
import { on, type RecordResource } from './resource.ts';

const CLAIM = actionFacts('conversations.claim');

/**
 * The user id of whoever a conversation on a line is dealt out to, whose turn is taken with that; undefined where nothing
 * is dealt out, or nobody of the team may claim there. With the conversation's record, only those who see it are asked
 * for. Five statements, whatever the team.
 */
export async function nextAssignee(
  { connection, workspace }: ChangePass,
  { assignment: { mode, team } }: Pick<Settings, 'assignment'>,
  lineId: number,
  record: RecordResource | null = null,
): Promise<number | undefined> {
  if (mode === 'off' || team === null) return undefined;
  const mates = await teamMates(connection, workspace.id, team);
  const [row] = await linesById(connection, workspace.id, [lineId]);
  if (row === undefined || mates.length === 0) return undefined;
  const emails = mates.map(({ email }) => email);
  const resource = on({ line: lineResource(row), record });
  const able = (await subjectsOf(connection, workspace, emails)).map(
    (subject) => verdict(subject, CLAIM, resource) === 'pass',
  );
  const candidates = mates
    .filter((_, i) => able[i])
    .map(({ user_id, email_key, load }) => ({ userId: user_id, emailKey: email_key, load }));
  const next = chosen(mode, candidates, await lastTurn(connection, workspace.id, team));
  if (next !== undefined) await turnTaken(connection, workspace.id, team, next.userId);
  return next?.userId;
}
