import type { Action } from '../../access/actions.ts';
import { contactQuestions, contactsInSight } from '../../access/contacts.ts';
import type { Ask, Asks, Sight } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import type { Targets } from '../../store/contact-targets.ts';
import { list, optional, text } from '../input.ts';
import { narrowing, wantedOf } from './wanted.ts';

/** Contacts that a change is about, as inputs say it: by name, or as a list of them is narrowed. */
export const targets = () => ({ contacts: optional(list(text())), ...narrowing() });

interface Said {
  readonly contacts?: readonly string[] | undefined;
  readonly where?: readonly string[] | undefined;
  readonly search?: string | undefined;
}

/** The questions about them: about each that was named, and of those that are narrowed about the workspace. */
export async function targetQuestions<N extends Action>(sight: Sight, needs: N, said: Said): Promise<Asks<N>> {
  if (!isNarrowed(said)) return contactQuestions(sight, needs, said.contacts ?? []);
  const ask: Ask<N> = { needs, on: workspaceItself };
  return [ask];
}

/** Which they are: those named, if the acting user may see them, or those within their reach. */
export async function targetsOf(sight: Sight, needs: Action, said: Said): Promise<Targets> {
  if (isNarrowed(said)) return { wanted: await wantedOf(sight, needs, said) };
  return { ids: (await contactsInSight(sight, needs, said.contacts ?? [])).map(({ id }) => id) };
}

function isNarrowed({ contacts = [], where = [], search }: Said): boolean {
  const narrowed = where.length > 0 || search !== undefined;
  if (narrowed && contacts.length > 0) {
    throw invalid('usage', 'name contacts, or say which with --where and the like, not both');
  }
  if (narrowed || contacts.length > 0) return narrowed;
  throw invalid('usage', 'which contacts?', {
    hint: 'name them by number or e-mail address, or say which: --where "tag = vip"',
  });
}
