import { type Action, actionFacts } from '../../access/actions.ts';
import { decide } from '../../access/decide.ts';
import { reach, reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { Subject, Workspace } from '../../access/subject.ts';
import type { SEED_PARTS } from '../../domain/seed.ts';

/** The parts of a document that a workspace holds; what is expected of it is not kept. */
export type Held = Exclude<(typeof SEED_PARTS)[number], 'expect'>;

/** Everything that an export may ask for. */
export const NEEDS = [
  ...(['workspace.view', 'settings.view', 'away.view', 'assignment.view', 'roles.view', 'lines.view'] as const),
  ...(['products.view', 'teams.view', 'users.view', 'grants.view', 'fields.view', 'contacts.export'] as const),
  ...(['lists.view', 'templates.view', 'responders.view', 'conversations.view', 'blasts.view'] as const),
] as const satisfies readonly [Action, ...Action[]];
type Need = (typeof NEEDS)[number];

/** What it takes to write each part down whole. What names contacts by the thousand is an export of contacts, too. */
const RIGHTS: Readonly<Record<Held, readonly Need[]>> = {
  workspace: ['workspace.view'],
  settings: ['settings.view', 'away.view', 'assignment.view'],
  roles: ['roles.view'],
  lines: ['lines.view'],
  products: ['products.view'],
  teams: ['teams.view'],
  users: ['users.view', 'grants.view', 'teams.view'],
  fields: ['fields.view'],
  contacts: ['contacts.export'],
  lists: ['lists.view'],
  templates: ['templates.view'],
  responders: ['responders.view'],
  conversations: ['conversations.view', 'contacts.export'],
  blasts: ['blasts.view'],
};

export const HELD = Object.keys(RIGHTS) as readonly Held[];

/** Whether there may be something of a part: what belongs to a product is not shown while that is not activated. */
export const isShown = (part: Held, { products }: Pick<Workspace, 'products'>): boolean =>
  RIGHTS[part].every((action) => {
    const { product } = actionFacts(action);
    return product === null || product === undefined || products.has(product);
  });

/** The products that a part belongs to. */
export const productsOf = (part: Held): readonly string[] =>
  RIGHTS[part].flatMap((action) => actionFacts(action).product ?? []);

/** The rights for some parts, each once. */
export const rightsFor = (parts: readonly Held[]): readonly Need[] => [
  ...new Set<Need>(['workspace.view', ...parts.flatMap((part) => RIGHTS[part])]),
];

/** The rights for a part that somebody lacks. */
export const lacking = (actor: Subject, part: Held): readonly Need[] =>
  RIGHTS[part].filter((action) => !decide(actor, action, workspaceItself).allowed);

/** Whether somebody sees some of a part alone: the lines that they hold, the contacts that are theirs, their own blasts. */
export function isNarrowed(actor: Subject, part: Held): boolean {
  if (part === 'lines' || part === 'products') return reach(actor, `${part}.view`, part).to !== 'all';
  const [action] = RIGHTS[part];
  if (!['contacts', 'responders', 'conversations', 'blasts'].includes(part) || action === undefined) return false;
  const reached = reachOf(actor, action);
  if (reached === 'nothing') return false;
  const { lines, contacts, author } = reached;
  if (lines !== null) return true;
  if (part === 'blasts') return author !== null;
  return part !== 'responders' && contacts !== null;
}
