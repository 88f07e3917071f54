// What would turn a no into a yes: the question is asked again with each candidate change applied.
import { actionFacts } from './actions.ts';
import { type Change, changesFor, type Invitation, ROLES } from './changes.ts';
import { type Decision, verdict } from './decide.ts';
import { compile, type Subject } from './subject.ts';
import { resourceIn, subjectIn, type World, worldOf } from './world.ts';

/** A way from no to yes: commands ready to run, the codes they clear, and whether a person may run them all. */
export interface Way {
  readonly command: string;
  readonly opens: readonly string[];
  /** Nobody but the member themself can go it. */
  readonly own: boolean;
  readonly mayBeRunBy: (person: Subject) => boolean;
}

const SHOWN = 3;
const TOGETHER = 4;

/** The smallest ways to a yes: single commands where one is enough, else the fewest that are together. */
export function waysToYes(subject: Subject, decision: Decision, invitation: Invitation): readonly Way[] {
  const world = worldOf(subject, decision.resource);
  const opens = decision.steps.flatMap((step) => step.code ?? []);
  const changes = changesFor(subject, decision, invitation).sort((a, b) => a.turn - b.turn);
  const leads = (way: readonly Change[]): boolean => {
    const after = way.reduce(changed, world);
    return verdict(subjectIn(after), actionFacts(decision.action), resourceIn(after)) === 'pass';
  };
  for (let size = 1; size <= Math.min(TOGETHER, changes.length); size++) {
    const found = subsets(changes, size).filter(leads);
    if (found.length > 0) return smallest(found).map((way) => wayOf(way, world, opens));
  }
  return [];
}

/** A world after a change. While the workspace is archived, nothing but its restoring changes it. */
function changed(world: World, change: Change): World {
  const after = change.apply(world);
  return after.workspace.state === 'archived' ? world : after;
}

/** The lightest ways first; those that change a role only where no others are left. */
function smallest(ways: readonly (readonly Change[])[]): readonly (readonly Change[])[] {
  const weightOf = (way: readonly Change[]): number => way.reduce((sum, { weight }) => sum + weight, 0);
  const sorted = [...ways].sort((a, b) => weightOf(a) - weightOf(b));
  const modest = sorted.filter((way) => weightOf(way) < ROLES);
  return (modest.length > 0 ? modest : sorted).slice(0, SHOWN);
}

const wayOf = (changes: readonly Change[], world: World, opens: readonly string[]): Way => ({
  command: changes.map((change) => change.command).join(' && '),
  opens,
  own: changes.every((change) => change.own === true),
  mayBeRunBy: (person) => mayRun(person, changes, world),
});

/** Whether a person may run one command after the other, each in the world that those before it left. */
function mayRun(person: Subject, [change, ...more]: readonly Change[], world: World): boolean {
  if (change === undefined) return true;
  const facts = person.userId === world.facts.userId ? world.facts : person;
  const actor = compile(world.workspace, facts);
  const may = change.asks(world).every((ask) => verdict(actor, actionFacts(ask.needs), ask.on) === 'pass');
  return may && mayRun(person, more, change.apply(world));
}

/** All subsets of one size, in order of their members' order. */
function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}
