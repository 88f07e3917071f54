import { columnKey } from '../../domain/contact-columns.ts';
import { foldedName } from '../../domain/contact-name.ts';
import { emailKey } from '../../domain/email.ts';
import { inFile, type SeedContact, type SeedDocument, type SeedPart } from '../../domain/seed.ts';
import { seedPlaceText } from '../../domain/seed-fault.ts';
import { teamKey } from '../../domain/team-name.ts';
import type { Findings } from './findings.ts';
import { contactKeys, lineKeys } from './known.ts';
import type { Step } from './parts.ts';

/** What makes an item of a part the one that it is: a key, and where in the item it stands. */
type Keyed = readonly (readonly [key: string, at: readonly Step[]])[];

const by = (key: string | undefined, ...at: readonly Step[]): Keyed => (key === undefined ? [] : [[key, at]]);

/** Contacts are many: what is the same for all of them is there once. */
const [BY_PHONE, BY_EMAIL] = [['phone'], ['email']] as const;

function keysOfContact({ phone, email }: SeedContact): Keyed {
  const key = email === undefined ? undefined : emailKey(email);
  if (phone === undefined || key === undefined) return phone === undefined ? by(key, 'email') : [[phone, BY_PHONE]];
  return [
    [phone, BY_PHONE],
    [key, BY_EMAIL],
  ];
}

/** The words that mean the same line or contact as one. */
interface Named {
  readonly line: (word: string) => string;
  readonly contact: (word: string) => string;
}

type Items = { readonly [P in SeedPart]?: (item: never, named: Named) => Keyed };

const KEYS = {
  roles: ({ name }: { name: string }) => by(name.replaceAll(/[ _-]/g, ''), 'name'),
  lines: ({ address, name }: { address: string; name?: string | null }) => [
    ...by(address, 'address'),
    ...by(name === undefined || name === null || name === address ? undefined : foldedName(name), 'name'),
  ],
  products: (name: string) => by(name),
  teams: ({ name }: { name: string }) => by(teamKey(name), 'name'),
  users: ({ email }: { email: string }) => by(emailKey(email), 'email'),
  fields: ({ name }: { name: string }) => by(columnKey(name), 'name'),
  contacts: keysOfContact,
  lists: ({ name }: { name: string }) => by(foldedName(name), 'name'),
  templates: ({ name }: { name: string }) => by(foldedName(name), 'name'),
  responders: ({ name, kind, line }: { name?: string; kind: string; line?: string | null }, named) =>
    ['keyword', 'welcome', 'away'].includes(kind)
      ? by(foldedName(name ?? ''), 'name')
      : by(`${kind} ${line == null ? '' : named.line(line)}`, 'kind'),
  conversations: ({ line, contact }: { line: string; contact: string }, named) =>
    by(`${named.line(line)}/${named.contact(contact)}`, 'contact'),
  blasts: ({ name }: { name: string }) => by(foldedName(name), 'name'),
} satisfies Items;

/** Notes what a document makes twice: each fault names the place of the first. */
export function faultTwice(document: SeedDocument, found: Findings): void {
  const named = { line: lineKeys(document), contact: contactKeys(document) };
  for (const [part, keysOf] of Object.entries(KEYS) as [SeedPart, (item: unknown, named: Named) => Keyed][]) {
    const said = document[part];
    if (said === undefined || (part === 'contacts' && inFile(document.contacts ?? []))) continue;
    const seen = new Map<string, { readonly i: number; readonly at: readonly Step[] }>();
    (said as readonly unknown[]).forEach((item, i) => {
      for (const [key, at] of keysOf(item, named)) {
        const first = seen.get(key);
        if (first === undefined) seen.set(key, { i, at });
        if (first === undefined || first.i === i) continue;
        const there = found.placeOf([part, first.i, ...first.at]);
        if (there === undefined) continue;
        const message = `the same is made at ${seedPlaceText(there)} (${there.path}) already`;
        found.fault([part, i, ...at], 'duplicate', message, 'keep one of the two');
      }
    });
  }
}
