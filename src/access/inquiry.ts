import { type Failure, invalid } from '../domain/errors.ts';
import { listed, nearest } from '../domain/words.ts';
import { lineNames, productNames } from '../store/names.ts';
import { ACTIONS, type ActionFacts, actionsOf, CATALOGUE_PRODUCTS, findAction, MODULES } from './actions.ts';
import { findLines, lineResource } from './line-names.ts';
import type { Sight } from './operation.ts';
import { isLastHolder, keyOf, personOf, roleNamed, subjectsOf } from './people.ts';
import { narrowing, reach } from './reach.ts';
import { recordAsked } from './records-asked.ts';
import { type LineResource, on, type PersonResource, type Resource } from './resource.ts';
import type { Subject } from './subject.ts';

/** A question about somebody's access as it is typed: every part is still a word. */
export interface Inquiry {
  readonly member: string;
  readonly action: string;
  readonly line?: string | undefined;
  readonly product?: string | undefined;
  readonly contact?: string | undefined;
  readonly conversation?: string | undefined;
  readonly blast?: string | undefined;
  /** The person who would be acted upon, and the role that would be given. */
  readonly user?: string | undefined;
  readonly role?: string | undefined;
}

/** The same once everything that the words name is found. */
export interface Posed {
  readonly subject: Subject;
  readonly action: ActionFacts;
  readonly resource: Resource;
}

/** What it takes to ask about a member: everyone may ask about themself. */
export const leaveToAsk = ({ email }: Subject, member: string): 'profile.view' | 'access.view' =>
  keyOf(member) === keyOf(email) ? 'profile.view' : 'access.view';

/** Finds what a question names. An unknown word is a usage error naming the nearest; an unknown person is a stranger. */
export async function posed(sight: Sight, asked: Inquiry): Promise<Posed> {
  const { connection, workspace } = sight;
  const action = actionNamed(asked.action);
  const role = asked.role === undefined ? null : roleNamed(workspace, asked.role);
  const product = asked.product === undefined ? null : await productNamed(sight, asked.product);
  const line = asked.line === undefined ? null : await lineAsked(sight, asked.line);
  const emails = asked.user === undefined ? [asked.member] : [asked.member, asked.user];
  const [subject, acted] = (await subjectsOf(connection, workspace, emails)) as [Subject, Subject | undefined];
  const person: PersonResource | null = acted ? personOf(acted, await isLastHolder(connection, acted)) : null;
  const record = await recordAsked(sight, asked);
  return { subject, action, resource: on({ product, person, role, ...record, ...(line && { line }) }) };
}

/** The action of that name; an unknown word names the nearest, or what there is to choose from. */
export function actionNamed(name: string): ActionFacts {
  const action = findAction(name);
  if (action !== undefined) return action;
  const near = nearest(name, ACTIONS);
  const module = MODULES.find((known) => name.startsWith(`${known}.`));
  const known = module ? `${module} has ${listed(actionsOf(module))}` : `the modules are ${listed(MODULES)}`;
  throw invalid('unknown-action', `there is no action "${name}"`, { hint: near ? `did you mean "${near}"?` : known });
}

/** A product that is activated, or was, or that an action of the catalogue belongs to. */
export async function productNamed({ connection, workspace }: Sight, name: string): Promise<string> {
  if (workspace.products.has(name) || CATALOGUE_PRODUCTS.includes(name)) return name;
  const known = [...new Set([...CATALOGUE_PRODUCTS, ...(await productNames(connection, workspace.id))])];
  if (known.includes(name)) return name;
  const near = nearest(name, known);
  throw invalid('unknown-product', `there is no product "${name}" in ${workspace.slug}`, {
    hint: near ? `did you mean "${near}"?` : `they are ${listed(known)}`,
  });
}

/** A line that is there or was. */
async function lineAsked(sight: Sight, name: string): Promise<LineResource> {
  const [row] = await findLines(sight.connection, sight.workspace, [name]);
  if (row === undefined) throw await unknownLine(sight, name);
  return lineResource(row);
}

/** What is wrong with a word that means no line: of the lines, only one that the acting user may see is named as the nearest. */
export async function unknownLine({ connection, workspace, actor }: Sight, name: string): Promise<Failure> {
  const seen = reach(actor, 'lines.view', 'lines');
  const known = seen.to === 'none' ? [] : await lineNames(connection, workspace.id, narrowing(seen));
  const near = nearest(name, known);
  return invalid('unknown-line', `there is no line "${name}" in ${workspace.slug}`, {
    hint: near ? `did you mean "${near}"?` : 'see them: switchboard lines list',
  });
}
