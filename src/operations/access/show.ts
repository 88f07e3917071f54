import { ACTIONS, actionFacts } from '../../access/actions.ts';
import { type Author, authorsFor, becauseOf, endedFor } from '../../access/authors.ts';
import { basisOf, entriesIn } from '../../access/basis.ts';
import { codeOf, decide } from '../../access/decide.ts';
import { leaveToAsk } from '../../access/inquiry.ts';
import { query } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { scopeOf } from '../../access/scope.ts';
import type { Subject } from '../../access/subject.ts';
import type { Connection } from '../../store/connection.ts';
import { linesById } from '../../store/subjects.ts';
import { teamsNow } from '../../store/teams.ts';
import { email } from '../input.ts';

/** A member's effective access: what they hold, who made it so, and every action with how far it reaches and why. */
export const showAccess = query({
  name: 'access show',
  needs: ['profile.view', 'access.view'],
  input: { member: email() },
  asks: ({ member }, { actor }) => [{ needs: leaveToAsk(actor, member), on: workspaceItself }],
  does: async (pass, input) => {
    const [found] = await membersNamed(pass, [input.member]);
    if (found === undefined) throw new Error('a member who is neither there nor missing');
    const { subject } = found;
    const { role, membership, visibility } = subject;
    const decisions = ACTIONS.map((action) => decide(subject, action, workspaceItself));
    const ended = await endedFor(pass, subject, decisions);
    const bases = decisions.map((decision) => {
      const deciding = decision.steps.find(({ gate, outcome }) =>
        decision.allowed ? gate === 'role' : outcome === 'fail',
      );
      return deciding && basisOf(subject, decision, deciding, ended);
    });
    const since = membership?.since ?? 0;
    const own = role && pass.workspace.roles.get(role.name);
    const held = await heldBy(pass.connection, subject);
    const entries = [since, ...Object.values(held).flatMap((pairs) => pairs.map(([, entry]) => entry))];
    const authorOf = await authorsFor(pass, [...entries, ...bases.flatMap(entriesIn), ...(own ? [own.since] : [])]);
    return {
      member: subject.email,
      role: membership?.role ?? '',
      status: subject.standing,
      ...begun(since, authorOf),
      /** Who made the role what it is, where it is the workspace's own. */
      roleDefined: own === undefined ? null : begun(own.since, authorOf),
      visibility,
      reach: { lines: role?.lines ?? 'none', products: role?.products ?? 'none' },
      manages: role?.manages ?? [],
      managesCustom: role?.managesCustom ?? false,
      restrictions: held.restrictions.map(([name, entry]) => ({ name, ...begun(entry, authorOf) })),
      lines: held.lines.map(([line, entry]) => ({ line, ...begun(entry, authorOf) })),
      products: held.products.map(([product, entry]) => ({ product, ...begun(entry, authorOf) })),
      teams: held.teams.map(([team, entry]) => ({ team, ...begun(entry, authorOf) })),
      actions: decisions.map((decision, i) => {
        const because = becauseOf(bases[i], authorOf);
        return {
          action: decision.action,
          allowed: decision.allowed,
          scope: scopeOf(subject, actionFacts(decision.action)),
          ...(decision.allowed ? {} : { code: codeOf(decision) }),
          ...(because && { because }),
        };
      }),
    };
  },
});

/** When something began, by whom, and by which entry. */
const begun = (entry: number, authorOf: (entry: number) => Author | undefined) => {
  const { at = null, by = null } = authorOf(entry) ?? {};
  return { since: at, by, entry };
};

type Held = readonly (readonly [name: string, entry: number])[];

/** What a member holds, by name, each with the entry that made it so. */
async function heldBy(
  connection: Connection,
  subject: Subject,
): Promise<Record<'restrictions' | 'lines' | 'products' | 'teams', Held>> {
  const ids = [...subject.lines.keys()];
  const lines = ids.length === 0 ? [] : await linesById(connection, subject.workspace.id, ids);
  const teams = subject.teams.size === 0 ? [] : await teamsNow(connection, subject.workspace.id);
  const own = teams.filter(({ id }) => subject.teams.has(id));
  return {
    restrictions: sorted(subject.restrictions),
    lines: sorted(lines.map(({ id, address }) => [address, subject.lines.get(id) ?? 0])),
    products: sorted(subject.products),
    teams: sorted(own.map(({ id, name }) => [name, subject.teams.get(id) ?? 0])),
  };
}

const sorted = (pairs: Iterable<readonly [string, number]>): Held => [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
