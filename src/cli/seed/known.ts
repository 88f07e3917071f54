import { foldedName } from '../../domain/contact-name.ts';
import { emailKey } from '../../domain/email.ts';
import { once } from '../../domain/once.ts';
import { inFile, type SeedContact, type SeedDocument, type SeedLine } from '../../domain/seed.ts';

/** The words that name what a document makes, found when they are first asked for. */
export interface Known {
  readonly code: string;
  readonly what: string;
  readonly names: () => readonly string[];
  readonly has: (word: string) => boolean;
}

/** What some items of a document are called; nothing where it leaves that part to the workspace. */
export function known<T>(
  what: string,
  items: readonly T[] | undefined,
  namesOf: (item: T) => readonly (string | null | undefined)[],
  keyOf = foldedName,
): Known | undefined {
  if (items === undefined) return undefined;
  const names = once(() => items.flatMap(namesOf).filter((name) => typeof name === 'string'));
  const keys = once(() => new Set(names().map(keyOf)));
  return { code: `unknown-${what}`, what, names, has: (word) => keys().has(keyOf(word)) };
}

/** A word for a person, as people are compared. */
export const addressKey = (word: string): string => emailKey(word) ?? foldedName(word);

/** The contacts that stand in a document itself. */
export const inlineContacts = ({ contacts }: Partial<SeedDocument>): readonly SeedContact[] | undefined =>
  contacts === undefined || inFile(contacts) ? undefined : contacts;

/** The line that a word names among those that a document makes: by its address, or its name in any letter case. */
export function lineNamed({ lines = [] }: Partial<SeedDocument>): (word: string) => SeedLine | undefined {
  const byWord = once(() => {
    const named = lines.flatMap((line) => (line.name ? [[foldedName(line.name), line] as const] : []));
    return new Map([...named, ...lines.map((line) => [foldedName(line.address), line] as const)]);
  });
  return (word) => byWord().get(foldedName(word));
}

/** The kind of a line: what is a phone number carries text messages where nothing else is said. */
export const lineKind = ({ kind = 'sms' }: SeedLine): string => kind;

/** The same word for all words that mean the same line. */
export function lineKeys(document: Partial<SeedDocument>): (word: string) => string {
  const named = lineNamed(document);
  return (word) => named(word)?.address ?? foldedName(word);
}

/** The same word for the number and the address of a contact that a document makes. */
export function contactKeys(document: Partial<SeedDocument>): (word: string) => string {
  const numbers = once(() => {
    const both = (inlineContacts(document) ?? []).flatMap(({ phone, email }) =>
      phone && email ? [[addressKey(email), phone] as const] : [],
    );
    return new Map(both);
  });
  return (word) => numbers().get(addressKey(word)) ?? addressKey(word);
}

/** Whether a document says of somebody that they are suspended. */
export function suspendedIn({ users = [] }: Partial<SeedDocument>): (email: string) => boolean {
  const suspended = new Set(users.flatMap(({ email, status }) => (status === 'suspended' ? addressKey(email) : [])));
  return (email) => suspended.has(addressKey(email));
}
