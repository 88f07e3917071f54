// What a document names and does not make: it may be in the workspace already, so it is doubted and not refused.
// Long, because each part is asked in turn.
import { builtInRoles, MODELS } from '../../access/roles.ts';
import { foldedName } from '../../domain/contact-name.ts';
import { emailKey } from '../../domain/email.ts';
import { once } from '../../domain/once.ts';
import { readActions } from '../../domain/responder-action.ts';
import { NO_ROLE_NAMES } from '../../domain/role-name.ts';
import { inFile, type SeedDocument, type SeedPart } from '../../domain/seed.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';
import { faultAt, meantBy, type Parts, placeIn, type Step } from './parts.ts';

/** The words that name what a document makes, found when they are first asked for. */
interface Known {
  readonly code: string;
  readonly what: string;
  readonly names: () => readonly string[];
  readonly keys: () => ReadonlySet<string>;
}

/** What some items of a document are called; nothing where it leaves that part to the workspace. */
function known<T>(
  what: string,
  items: readonly T[] | undefined,
  namesOf: (item: T) => readonly (string | null | undefined)[],
  keyOf = foldedName,
): Known | undefined {
  if (items === undefined) return undefined;
  const names = once(() => items.flatMap(namesOf).filter((name) => typeof name === 'string'));
  return { code: `unknown-${what}`, what, names, keys: once(() => new Set(names().map(keyOf))) };
}

const named = ({ name }: { readonly name?: string | undefined }) => [name];

const inlineContacts = ({ contacts }: Partial<SeedDocument>) =>
  contacts === undefined || inFile(contacts) ? undefined : contacts;

const addressKey = (word: string): string => emailKey(word) ?? foldedName(word);

/** Doubts about what a document names and does not make, where it makes others of the kind in parts that are `sound`. */
export function doubtsAbout(document: SeedDocument, sound: Partial<SeedDocument>, parts: Parts): SeedFault[] {
  const doubts: SeedFault[] = [];
  const { settings } = document;
  const inline = inlineContacts(document);
  const lines = known('line', sound.lines, ({ address, name }) => [address, name]);
  const teams = known('team', sound.teams, named);
  const products = known('product', sound.products, (name) => [name]);
  const people = sound.users && [...sound.users, { email: sound.workspace?.owner }];
  const members = known('member', people, ({ email }) => [email], addressKey);
  const lists = known('list', sound.lists, named);
  const contacts = known('contact', inlineContacts(sound), ({ phone, email }) => [phone, email], addressKey);
  const blasts = known('blast', sound.blasts, named);
  const model = sound.workspace?.model;
  const builtIn = (model === undefined ? MODELS : [model]).flatMap(builtInRoles);
  const own = document.roles === undefined ? [] : sound.roles;
  const roles = known('role', own && [...builtIn, ...own], named);

  const about = (
    which: Known | undefined,
    word: string | null | undefined,
    part: SeedPart,
    ...at: readonly Step[]
  ): void => {
    if (which === undefined || word === undefined || word === null) return;
    const key = which === members || which === contacts ? addressKey(word) : foldedName(word);
    if (which.keys().has(key)) return;
    const place = placeIn(parts, part, ...at);
    if (place)
      doubts.push(
        faultAt(
          place,
          which.code,
          `the document makes no ${which.what} “${word}”: it must be there already`,
          meantBy(word, which.names()),
        ),
      );
  };
  const each = (
    which: Known | undefined,
    words: readonly string[] | undefined,
    part: SeedPart,
    ...at: readonly Step[]
  ): void => {
    for (const [i, word] of (words ?? []).entries()) about(which, word, part, ...at, i);
  };

  about(teams, settings?.assignment?.team, 'settings', 'assignment', 'team');
  document.roles?.forEach(({ from, manages = [] }, i) => {
    about(roles, from, 'roles', i, 'from');
    manages.forEach((role, j) => {
      if (!NO_ROLE_NAMES.includes(role)) about(roles, role, 'roles', i, 'manages', j);
    });
  });
  document.teams?.forEach((team, i) => {
    each(members, team.members, 'teams', i, 'members');
  });
  document.users?.forEach((user, i) => {
    about(roles, user.role, 'users', i, 'role');
    each(lines, user.lines, 'users', i, 'lines');
    each(products, user.products, 'users', i, 'products');
    each(teams, user.teams, 'users', i, 'teams');
  });
  inline?.forEach((contact, i) => {
    about(members, contact.assignee, 'contacts', i, 'assignee');
    about(teams, contact.team, 'contacts', i, 'team');
    each(lists, contact.lists, 'contacts', i, 'lists');
    for (const line of Object.keys(contact.consents ?? {})) about(lines, line, 'contacts', i, 'consents', line);
  });
  document.lists?.forEach((list, i) => {
    each(contacts, list.contacts, 'lists', i, 'contacts');
  });
  document.responders?.forEach((responder, i) => {
    about(lines, responder.line, 'responders', i, 'line');
    responder.actions?.forEach((text, j) => {
      for (const action of readActions([text])) {
        if (action.does === 'list') about(lists, action.name, 'responders', i, 'actions', j);
        if (action.does === 'assign' && 'team' in action) about(teams, action.team, 'responders', i, 'actions', j);
        if (action.does === 'assign' && 'member' in action)
          about(members, action.member, 'responders', i, 'actions', j);
      }
    });
  });
  document.conversations?.forEach(({ line, claimedBy, messages }, i) => {
    about(lines, line, 'conversations', i, 'line');
    about(members, claimedBy, 'conversations', i, 'claimedBy');
    messages?.forEach(({ author }, j) => {
      // What answered by itself is a name that was, and no member.
      if (author !== undefined && emailKey(author) !== undefined)
        about(members, author, 'conversations', i, 'messages', j, 'author');
    });
  });
  document.blasts?.forEach((blast, i) => {
    about(lines, blast.line, 'blasts', i, 'line');
    about(members, blast.author, 'blasts', i, 'author');
    each(lists, blast.lists, 'blasts', i, 'lists');
    each(lists, blast.exclude, 'blasts', i, 'exclude');
    each(contacts, blast.contacts, 'blasts', i, 'contacts');
  });
  document.expect?.forEach((expected, i) => {
    about(members, expected.member, 'expect', i, 'member');
    about(members, expected.user, 'expect', i, 'user');
    about(lines, expected.line, 'expect', i, 'line');
    about(contacts, expected.contact, 'expect', i, 'contact');
    about(blasts, expected.blast, 'expect', i, 'blast');
    about(roles, expected.role, 'expect', i, 'role');
  });
  return doubts;
}
