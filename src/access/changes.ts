// The single commands that could turn a no into a yes: what each would do to the world, and who may run it.
import { e164 } from '../domain/phone.ts';
import { shellWord } from '../domain/shell-word.ts';
import { type ActionFacts, actionFacts } from './actions.ts';
import { rolesOf } from './custom-roles.ts';
import type { Decision } from './decide.ts';
import { productOf } from './gates.ts';
import type { Ask } from './operation.ts';
import { ALL_LINES, type LineResource, on, type Resource, workspaceItself } from './resource.ts';
import { type Role, topRole } from './roles.ts';
import { holds, without } from './sets.ts';
import type { Subject } from './subject.ts';
import { activated, granting, having, holding, lacking, personIn, telling, type World } from './world.ts';

/** One command, tried on a world. */
export interface Change {
  readonly command: string;
  /** How much it changes: smaller ones are proposed first, and roles (from `ROLES` on) only where nothing smaller will do. */
  readonly weight: number;
  /** When it is run, where several are needed: things are made before they are given, members before they are changed. */
  readonly turn: number;
  readonly apply: (world: World) => World;
  readonly asks: (world: World) => readonly Pick<Ask, 'needs' | 'on'>[];
  /** Only the member themself runs it. */
  readonly own?: true;
}

/** The weight of the least change of a role. */
export const ROLES = 100;

/** Whether an invited person can accept as things stand. */
export type Invitation = 'holds' | 'ended' | 'none';

/** What the changes are about, and how their commands are written. */
interface About {
  readonly subject: Subject;
  readonly action: ActionFacts;
  readonly invitation: Invitation;
  readonly who: string;
  readonly resource: Resource;
  readonly product: string | null;
  readonly command: (words: string) => string;
}

/** Every single change that could matter to a decision that was a no. */
export function changesFor(subject: Subject, { action, resource }: Decision, invitation: Invitation): Change[] {
  const facts = actionFacts(action);
  const about: About = {
    subject,
    action: facts,
    invitation,
    who: shellWord(subject.email),
    resource,
    product: productOf(facts, resource),
    command: (words) => `switchboard ${words} --workspace ${subject.workspace.slug}`,
  };
  return [
    ...openings(about),
    ...standings(about),
    ...unrestrictions(about),
    ...grants(about),
    ...joinings(about),
    ...(subject.membership === undefined ? invitations(about) : roles(about)),
  ];
}

/** Opening what is closed to everyone: the workspace, the product, the line. */
function openings({ subject: { workspace }, resource: { line }, product, command }: About): Change[] {
  const changes: Change[] = [];
  if (workspace.state === 'archived') {
    changes.push({
      command: `switchboard workspaces restore ${workspace.slug}`,
      weight: 30,
      turn: 0,
      apply: (world) => ({ ...world, workspace: { ...world.workspace, state: 'active' } }),
      asks: () => [{ needs: 'workspace.archive', on: on({ restores: true }) }],
    });
  }
  if (product !== null && !workspace.products.has(product)) {
    changes.push({
      command: command(`products activate ${shellWord(product)}`),
      weight: 20,
      turn: 1,
      apply: (world) => ({
        ...world,
        workspace: { ...world.workspace, products: having(world.workspace.products, product) },
      }),
      asks: () => [{ needs: 'products.activate', on: workspaceItself }],
    });
  }
  if (line?.state === 'removed') {
    changes.push({
      command: command(`lines add ${shellWord(line.name)}${kindOf(line)}`),
      weight: 20,
      turn: 1,
      apply: (world) => ({ ...world, resource: { ...world.resource, line: { ...line, state: 'active' } } }),
      asks: () => [{ needs: 'lines.add', on: workspaceItself }],
    });
  }
  return changes;
}

/** Becoming an active member: by accepting the invitation, sent again where it no longer holds, or by being let in again. */
function standings({ subject, invitation, who, command }: About): Change[] {
  const accept = command(`users accept --as ${who}`);
  if (subject.standing === 'invited' && invitation === 'holds') {
    return [{ command: accept, weight: 1, turn: 2, apply: activated, asks: () => [], own: true }];
  }
  if (subject.standing === 'invited') {
    const asks: Change['asks'] = () => [
      { needs: 'users.invite', on: on({ role: subject.role ?? null }) },
      ...[...subject.lines.keys()].map((id) => ({
        needs: 'grants.lines' as const,
        on: on({ line: { id, ...SOME_LINE } }),
      })),
      ...[...subject.products.keys()].map((product) => ({ needs: 'grants.products' as const, on: on({ product }) })),
      ...[...subject.teams.keys()].map((id) => ({ needs: 'teams.edit' as const, on: on({ team: { id, name: '' } }) })),
    ];
    return [{ command: `${command(`users resend ${who}`)} && ${accept}`, weight: 2, turn: 2, apply: activated, asks }];
  }
  if (subject.standing !== 'suspended') return [];
  const asks: Change['asks'] = (world) => [{ needs: 'users.suspend', on: on({ person: personIn(world) }) }];
  return [{ command: command(`users reactivate ${who}`), weight: 5, turn: 2, apply: activated, asks }];
}

/** A line that is held is an active one; which one does not matter to who may grant it. */
const SOME_LINE = { name: '', state: 'active', since: 0 } as const;

/** Lifting a restriction. */
const unrestrictions = ({ subject, who, command }: About): Change[] =>
  [...subject.restrictions.keys()].map((name) => ({
    command: command(`users unrestrict ${who} ${name}`),
    weight: 3,
    turn: 4,
    apply: telling((facts) => ({ ...facts, restrictions: lacking(facts.restrictions, name) })),
    asks: (world) => [{ needs: 'users.edit', on: on({ person: personIn(world) }) }],
  }));

/** Granting what is missing: the line, the product, or both in one command. */
function grants({ subject, who, resource, product, command }: About): Change[] {
  const asked = lineToGrant(resource.line);
  const line = subject.role?.lines === 'granted' && !subject.lines.has(asked?.id ?? 0) ? asked : null;
  const given =
    subject.role?.products === 'granted' && product !== null && !subject.products.has(product) ? product : null;
  if (line === null && given === null) return [];
  return [
    {
      command: command(`grants add ${who}${flagsFor(line, given)}`),
      weight: 2,
      turn: 5,
      apply: telling((facts) => granting(facts, line, given)),
      asks: (world) => asksToGrant(line, given, { person: personIn(world) }),
    },
  ];
}

/** Joining the team that the contact is assigned to. */
function joinings({ subject, who, resource: { record }, command }: About): Change[] {
  const { team: id = 0, teamName } = record ?? {};
  if (id === 0 || !teamName || subject.membership === undefined || subject.teams.has(id)) return [];
  return [
    {
      command: command(`teams join ${shellWord(teamName)} ${who}`),
      weight: 2,
      turn: 5,
      apply: telling((facts) => ({ ...facts, teams: having(facts.teams, id) })),
      asks: (world) => [{ needs: 'teams.edit', on: on({ person: personIn(world), team: { id, name: teamName } }) }],
    },
  ];
}

/** Another role for a member. To take the top role away, so that something else is gained, is no remedy. */
function roles(about: About): Change[] {
  const { subject, who, command } = about;
  if (subject.role === topRole(subject.workspace.model)) return [];
  return helpful(about)
    .filter((role) => role !== subject.role)
    .map((role) => ({
      command: command(`users set-role ${who} ${shellWord(role.name)}`),
      weight: ROLES + gained(subject, role),
      turn: 3,
      apply: telling((facts) => holding(facts, role, facts.membership?.status ?? 'active')),
      asks: (world) => [{ needs: 'roles.assign', on: on({ person: personIn(world), role }) }],
    }));
}

/** A first role for a stranger, with the grants that a narrow one needs, and their acceptance. */
function invitations(about: About): Change[] {
  const { subject, who, resource, product, command } = about;
  return helpful(about).map((role) => {
    const line = role.lines === 'granted' ? lineToGrant(resource.line) : null;
    const given = role.products === 'granted' ? product : null;
    const invite = command(`users invite ${who} --role ${shellWord(role.name)}${flagsFor(line, given)}`);
    return {
      command: `${invite} && ${command(`users accept --as ${who}`)}`,
      weight: ROLES + gained(subject, role),
      turn: 3,
      apply: telling((facts) => granting(holding(facts, role, 'active'), line, given)),
      asks: () => [{ needs: 'users.invite', on: on({ role }) }, ...asksToGrant(line, given, {})],
    };
  });
}

/** So many roles are tried, those first that would add least: a workspace may have any number of its own. */
const TRIED = 12;

/** The roles that allow what is asked about. */
const helpful = ({ subject, action }: About): readonly Role[] =>
  rolesOf(subject.workspace)
    .filter((role) => holds(role.actions, action.index))
    .sort((one, other) => gained(subject, one) - gained(subject, other))
    .slice(0, TRIED);

/** A number says what it is; other addresses need their kind. */
const kindOf = ({ name, kind }: LineResource): string =>
  kind === undefined || e164(name) !== undefined ? '' : ` --kind ${kind}`;

/** All lines at once are granted to nobody. */
const lineToGrant = (line: LineResource | null): LineResource | null => (line === ALL_LINES ? null : line);

const flagsFor = (line: LineResource | null, product: string | null): string =>
  `${line ? ` --lines ${shellWord(line.name)}` : ''}${product ? ` --products ${shellWord(product)}` : ''}`;

const asksToGrant = (
  line: LineResource | null,
  product: string | null,
  to: Partial<Resource>,
): readonly Pick<Ask, 'needs' | 'on'>[] => [
  ...(line ? [{ needs: 'grants.lines' as const, on: on({ ...to, line: { ...line, state: 'active' } }) }] : []),
  ...(product ? [{ needs: 'grants.products' as const, on: on({ ...to, product }) }] : []),
];

/** How many actions a role would add to what a person may do. */
const gained = ({ effective }: Subject, role: Role): number =>
  without(role.actions, effective).reduce((sum, word) => sum + bitsIn(word), 0);

const bitsIn = (word: number): number => word.toString(2).replaceAll('0', '').length;
