import { Unapplied } from '../../access/operation.ts';
import type { ChangePass } from '../../access/pass.ts';
import { membersNamed } from '../../access/people.ts';
import type { Subject } from '../../access/subject.ts';
import { teamNamed } from '../../access/teams.ts';

/** What became of somebody's place in a team. */
export interface TeamMove {
  readonly member: string;
  readonly change: 'joined' | 'left' | 'unchanged';
}

/** What a command made of a team's members. */
export interface TeamReport {
  readonly team: string;
  readonly changed: number;
  readonly unchanged: number;
  readonly members: readonly TeamMove[];
}

/** Has those members join or leave a team who do not stand so yet, and reports on all. */
export async function settled(
  pass: ChangePass,
  { team, members: emails }: { readonly team: string; readonly members: readonly string[] },
  move: 'joined' | 'left',
  moves: (subject: Subject, teamId: number) => boolean,
  write: (
    db: ChangePass['db'],
    workspaceId: number,
    entry: number,
    teamId: number,
    userIds: readonly number[],
  ) => Promise<void>,
): Promise<TeamReport | Unapplied<TeamReport>> {
  const { id, name } = await teamNamed(pass, team);
  const subjects = (await membersNamed(pass, emails)).map(({ subject }) => subject);
  const moving = subjects.filter((subject) => moves(subject, id));
  const members = subjects.map((subject): TeamMove => {
    return { member: subject.email, change: moving.includes(subject) ? move : 'unchanged' };
  });
  const report = { team: name, changed: moving.length, unchanged: subjects.length - moving.length, members };
  if (moving.length === 0) return new Unapplied(report, 'unchanged');
  const ids = moving.map(({ userId }) => userId);
  await write(pass.db, pass.workspace.id, pass.entry, id, ids);
  return report;
}
