import { readFilter } from '../../access/contact-filter.ts';
import { contactQuestions } from '../../access/contacts.ts';
import { knownBody } from '../../access/message-body.ts';
import { templateMeant } from '../../access/named.ts';
import type { Ask, Reading, Sight } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { Audience } from '../../domain/blast.ts';
import { invalid } from '../../domain/errors.ts';

/** What a blast may be made of, as it is typed; what is absent stays as it is. */
export interface Typed {
  readonly body?: string | undefined;
  readonly template?: string | undefined;
  readonly lists?: readonly string[] | undefined;
  readonly contacts?: readonly string[] | undefined;
  readonly where?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** The questions about what a blast is made of: the contacts by name, the lists and the template. */
export async function partsAsked(
  sight: Sight,
  { contacts = [], lists = [], exclude = [], template }: Typed,
): Promise<Ask<'contacts.view' | 'lists.view' | 'templates.view'>[]> {
  return [
    ...(contacts.length > 0 ? await contactQuestions(sight, 'contacts.view', contacts) : []),
    ...(lists.length + exclude.length > 0 ? [{ needs: 'lists.view', on: workspaceItself } as const] : []),
    ...(template === undefined ? [] : [{ needs: 'templates.view', on: workspaceItself } as const]),
  ];
}

/** The text of a blast, every variable of which is known: what was typed, or what a template says now. */
export async function bodyTyped(pass: Reading, { body, template }: Typed): Promise<string | undefined> {
  if (body !== undefined && template !== undefined) {
    throw invalid('usage', 'the text is typed, and a template is named', {
      hint: 'say --body or --template, not both',
    });
  }
  const text = template === undefined ? body : (await templateMeant(pass, template)).body;
  if (text !== undefined) await knownBody(pass, text);
  return text;
}

/** An audience as it is kept: what was typed in place of what was there. */
export async function audienceTyped(pass: Reading, typed: Typed, before: Audience): Promise<Audience> {
  const audience = {
    lists: typed.lists ?? before.lists,
    contacts: typed.contacts ?? before.contacts,
    where: typed.where === undefined ? before.where : (await readFilter(pass, typed.where)).condition,
    exclude: typed.exclude ?? before.exclude,
  };
  if (audience.lists.length + audience.contacts.length + audience.where.length > 0) return audience;
  throw invalid('no-audience', 'nothing is said of whom it is for', {
    hint: 'say --list LIST, --contact CONTACT or --where FILTER, each as often as need be',
  });
}

/** Nobody yet. */
export const NOBODY: Audience = { lists: [], contacts: [], where: [], exclude: [] };
