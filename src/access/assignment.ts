import { type Candidate, chosen } from '../domain/assignment.ts';
import type { Settings } from '../domain/settings.ts';
import { lastTurn, type TeamMate, teamMates, turnTaken } from '../store/assignment.ts';
import { linesById } from '../store/subjects.ts';
import { actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import { lineResource } from './line-names.ts';
import type { ChangePass } from './pass.ts';
import { subjectsOf } from './people.ts';
import { type LineResource, on, type RecordResource } from './resource.ts';

const CLAIM = actionFacts('conversations.claim');

/** Deals out conversations one after the other, from memory. */
export interface Dealing {
  /**
   * Who gets a conversation on a line, whose turn it was with that, and who has one more to do from
   * now on; undefined where nobody of the team may claim it there. With its record only those who see it are asked for.
   */
  readonly next: (line: LineResource, record?: RecordResource | null) => TeamMate | undefined;
  /** Keeps whose turn it was last. */
  readonly keep: () => Promise<void>;
}

/** Begins to deal out conversations as the workspace has set it. Three statements, whatever the team. */
export async function dealing(
  { connection, workspace }: ChangePass,
  { assignment: { mode, team } }: Pick<Settings, 'assignment'>,
): Promise<Dealing> {
  if (mode === 'off' || team === null) return { next: () => undefined, keep: async () => {} };
  const mates = await teamMates(connection, workspace.id, team);
  const emails = mates.map(({ email }) => email);
  const subjects = emails.length === 0 ? [] : await subjectsOf(connection, workspace, emails);
  let last = await lastTurn(connection, workspace.id, team);
  let latest: Candidate | undefined;
  const loads = new Map(mates.map(({ user_id, load }) => [user_id, load]));
  return {
    next: (line, record = null) => {
      const able = mates.filter((_, i) => {
        const subject = subjects[i];
        return subject !== undefined && verdict(subject, CLAIM, on({ line, record })) === 'pass';
      });
      const candidates = able.map(({ user_id, email_key }) => {
        return { userId: user_id, emailKey: email_key, load: loads.get(user_id) ?? 0 };
      });
      const next = chosen(mode, candidates, last);
      if (next === undefined) return undefined;
      latest = next;
      last = next.emailKey;
      loads.set(next.userId, next.load + 1);
      return mates.find(({ user_id }) => user_id === next.userId);
    },
    keep: async () => {
      if (latest !== undefined) await turnTaken(connection, workspace.id, team, latest.userId);
    },
  };
}

/** The same for one conversation, by the id of its line: who gets it, whose turn is kept. Five statements. */
export async function nextAssignee(
  pass: ChangePass,
  settings: Pick<Settings, 'assignment'>,
  lineId: number,
  record: RecordResource | null = null,
): Promise<number | undefined> {
  const [line] = await linesById(pass.connection, pass.workspace.id, [lineId]);
  if (line === undefined) return undefined;
  const { next, keep } = await dealing(pass, settings);
  const assignee = next(lineResource(line), record);
  await keep();
  return assignee?.user_id;
}
