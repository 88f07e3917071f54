// What a document names and does not make: it may be in the workspace already, so it is doubted and not refused.
// Long, because each part is asked in turn.
import { builtInRoles, MODELS } from '../../access/roles.ts';
import { emailKey } from '../../domain/email.ts';
import { readActions } from '../../domain/responder-action.ts';
import { NO_ROLE_NAMES } from '../../domain/role-name.ts';
import type { SeedDocument } from '../../domain/seed.ts';
import { linesBeside } from './consents-said.ts';
import type { At, Findings } from './findings.ts';
import { addressKey, inlineContacts, type Known, known } from './known.ts';
import { meantBy } from './parts.ts';
import type { Clause } from './sense/filters.ts';

const named = ({ name }: { readonly name?: string | undefined }) => [name];

const addressesOf = ({ phone, email }: { readonly phone?: string; readonly email?: string }) => [phone, email];

/** Doubts about what a document names and does not make, where it makes others of the kind in parts that are `sound`. */
export function doubtNames(
  document: SeedDocument,
  sound: Partial<SeedDocument>,
  clauses: readonly Clause[],
  found: Findings,
): void {
  const { settings } = document;
  const inline = inlineContacts(document);
  const lines = known('line', sound.lines, ({ address, name }) => [address, name]);
  const teams = known('team', sound.teams, named);
  const products = known('product', sound.products, (name) => [name]);
  const people = sound.users && [...sound.users, { email: sound.workspace?.owner }];
  const members = known('member', people, ({ email }) => [email], addressKey);
  const lists = known('list', sound.lists, named);
  const contacts = known('contact', inlineContacts(sound), addressesOf, addressKey);
  const blasts = known('blast', sound.blasts, named);
  const templates = known('template', sound.templates, named);
  const model = sound.workspace?.model;
  const builtIn = (model === undefined ? MODELS : [model]).flatMap(builtInRoles);
  const own = document.roles === undefined ? [] : sound.roles;
  const roles = known('role', own && [...builtIn, ...own], named);

  const about = (which: Known | undefined, word: string | null | undefined, ...at: At): void => {
    if (which === undefined || word === undefined || word === null || which.has(word)) return;
    const message = `the document makes no ${which.what} “${word}”: it must be there already`;
    found.doubt(at, which.code, message, meantBy(word, which.names()));
  };
  const each = (which: Known | undefined, words: readonly string[] | undefined, ...at: At): void => {
    for (const [i, word] of (words ?? []).entries()) about(which, word, ...at, i);
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
  for (const line of linesBeside(document)) about(lines, line, 'contacts', 'consents', line);
  document.lists?.forEach((list, i) => {
    each(contacts, list.contacts, 'lists', i, 'contacts');
  });
  document.responders?.forEach((responder, i) => {
    about(lines, responder.line, 'responders', i, 'line');
    about(templates, responder.template, 'responders', i, 'template');
    responder.actions?.forEach((text, j) => {
      for (const action of readActions([text])) {
        if (action.does === 'list') about(lists, action.name, 'responders', i, 'actions', j);
        if (action.does === 'assign' && 'team' in action) about(teams, action.team, 'responders', i, 'actions', j);
        if (action.does === 'assign' && 'member' in action)
          about(members, action.member, 'responders', i, 'actions', j);
      }
    });
  });
  if (document.conversations?.length) about(products, 'conversations', 'conversations');
  // Whoever writes becomes a contact by that.
  const writers = new Set<string>();
  document.conversations?.forEach(({ line, contact, claimedBy, messages }, i) => {
    about(lines, line, 'conversations', i, 'line');
    if (messages?.[0]?.kind === 'in') writers.add(addressKey(contact));
    else if (!writers.has(addressKey(contact))) about(contacts, contact, 'conversations', i, 'contact');
    about(members, claimedBy, 'conversations', i, 'claimedBy');
    messages?.forEach(({ author }, j) => {
      // What answered by itself is a name that was, and no member.
      if (author !== undefined && emailKey(author) !== undefined)
        about(members, author, 'conversations', i, 'messages', j, 'author');
    });
  });
  const met =
    contacts &&
    known(
      'contact',
      [...(inlineContacts(sound) ?? []), ...[...writers].map((phone) => ({ phone }))],
      addressesOf,
      addressKey,
    );
  if (document.blasts?.length) about(products, 'blast', 'blasts');
  document.blasts?.forEach((blast, i) => {
    about(lines, blast.line, 'blasts', i, 'line');
    about(members, blast.author, 'blasts', i, 'author');
    each(lists, blast.lists, 'blasts', i, 'lists');
    each(lists, blast.exclude, 'blasts', i, 'exclude');
    each(met, blast.contacts, 'blasts', i, 'contacts');
  });
  document.expect?.forEach((expected, i) => {
    about(members, expected.member, 'expect', i, 'member');
    about(members, expected.user, 'expect', i, 'user');
    about(lines, expected.line, 'expect', i, 'line');
    about(products, expected.product, 'expect', i, 'product');
    about(met, expected.contact, 'expect', i, 'contact');
    about(blasts, expected.blast, 'expect', i, 'blast');
    about(roles, expected.role, 'expect', i, 'role');
  });
  for (const { at, condition } of clauses) {
    for (const { about: topic, which: line, values } of condition.flat()) {
      if (topic === 'consent') about(lines, line, ...at);
      const which = { list: lists, team: teams, assignee: members }[topic as string];
      for (const value of values) about(which, value, ...at);
    }
  }
}
