import { type Candidate, chosen } from '../domain/assignment.ts';
import type { Settings } from '../domain/settings.ts';
import { lastTurn, type TeamMate, teamMates, turnTaken } from '../store/assignment.ts';
import { actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import type { ChangePass } from './pass.ts';
import { subjectsOf } from './people.ts';
import type { Resource } from './resource.ts';
import type { Subject } from './subject.ts';

const CLAIM = actionFacts('conversations.claim');

/** Deals conversations out, one after the other. */
export interface Dealer {
  /** To whom a conversation goes; nobody where nothing is dealt out, or nobody of the team may claim it. */
  readonly next: (resource: Resource) => TeamMate | undefined;
  /** Remembers whose turn it was last. */
  readonly settle: () => Promise<void>;
}

const NOBODY: Dealer = { next: () => undefined, settle: async () => {} };

/** Whoever deals out by the workspace's settings: three statements and one to settle, however many conversations. */
export async function dealerOf(
  { connection, workspace }: ChangePass,
  { assignment: { mode, team } }: Pick<Settings, 'assignment'>,
): Promise<Dealer> {
  if (mode === 'off' || team === null) return NOBODY;
  const mates = await teamMates(connection, workspace.id, team);
  if (mates.length === 0) return NOBODY;
  const emails = mates.map(({ email }) => email);
  const subjects = await subjectsOf(connection, workspace, emails);
  let last = await lastTurn(connection, workspace.id, team);
  let taken: number | undefined;
  const dealt = new Map<number, number>();
  const candidate = ({ user_id: userId, email_key: emailKey, load }: TeamMate): Candidate => {
    return { userId, emailKey, load: load + (dealt.get(userId) ?? 0) };
  };
  return {
    next: (resource) => {
      const able = mates.filter((_, i) => verdict(subjects[i] as Subject, CLAIM, resource) === 'pass');
      const next = chosen(mode, able.map(candidate), last);
      if (next === undefined) return undefined;
      last = next.emailKey;
      taken = next.userId;
      dealt.set(taken, (dealt.get(taken) ?? 0) + 1);
      return mates.find(({ user_id }) => user_id === next.userId);
    },
    settle: async () => {
      if (taken !== undefined) await turnTaken(connection, workspace.id, team, taken);
    },
  };
}
