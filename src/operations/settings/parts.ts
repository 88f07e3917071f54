import type { Sight } from '../../access/operation.ts';
import { teamsMeant } from '../../access/teams.ts';
import { invalid } from '../../domain/errors.ts';
import {
  type Approval,
  type ApprovalRule,
  type Assignment,
  type AssignmentMode,
  DEFAULT_SETTINGS,
} from '../../domain/settings.ts';

/** How conversations are dealt out once a mode, a team or both are said; null takes either back. */
export async function assignmentFrom(
  sight: Sight,
  now: Assignment,
  mode: AssignmentMode | null | undefined,
  team: string | null | undefined,
): Promise<Assignment> {
  const named = typeof team === 'string' ? (await teamsMeant(sight, [team]))[0]?.id : undefined;
  const ends = mode === 'off' || mode === null || (mode === undefined && team === null);
  if (ends && named === undefined) return DEFAULT_SETTINGS.assignment;
  if (ends || (mode === undefined && now.mode === 'off')) {
    throw invalid('usage', 'to a team conversations are dealt out in some way', {
      hint: 'say how with --assignment round-robin or --assignment least-loaded',
    });
  }
  const to = team === null ? null : (named ?? now.team);
  if (to === null) {
    throw invalid('usage', 'conversations are dealt out to a team, and none is named', {
      hint: 'name one with --assignment-team TEAM',
    });
  }
  return { mode: mode ?? now.mode, team: to };
}

/** When blasts need approval once a rule, a number or both are said: a number alone says above how many. */
export function approvalFrom(
  now: Approval,
  said: ApprovalRule | null | undefined,
  above: number | undefined,
): Approval {
  const rule = said === undefined ? 'above' : (said ?? DEFAULT_SETTINGS.approval.rule);
  if (rule !== 'above' && above !== undefined) {
    throw invalid('usage', `--approval ${rule} is not above a number`, { hint: 'leave --approval-above out' });
  }
  if (rule !== 'above') return { rule, above: null };
  const number = above ?? now.above;
  if (number === null) {
    throw invalid('usage', 'approval above how many recipients?', { hint: 'say it with --approval-above N' });
  }
  return { rule, above: number };
}
