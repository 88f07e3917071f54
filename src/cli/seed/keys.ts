import { columnKey } from '../../domain/contact-columns.ts';
import { foldedName } from '../../domain/contact-name.ts';
import { emailKey } from '../../domain/email.ts';
import { inFile, type SeedContact, type SeedDocument, type SeedPart } from '../../domain/seed.ts';
import { type SeedFault, seedPlaceText } from '../../domain/seed-fault.ts';
import { teamKey } from '../../domain/team-name.ts';
import { faultAt, type Parts, placeIn, type Step } from './parts.ts';

/** What makes an item of a part the one that it is: a key, and where in the item it stands. */
type Keyed = readonly (readonly [key: string, at: readonly Step[]])[];

const by = (key: string | undefined, ...at: readonly Step[]): Keyed => (key === undefined ? [] : [[key, at]]);

/** Contacts are many: what is the same for all of them is there once. */
const [BY_PHONE, BY_EMAIL] = [['phone'], ['email']] as const;

function contactKeys({ phone, email }: SeedContact): Keyed {
  const key = email === undefined ? undefined : emailKey(email);
  if (phone === undefined || key === undefined) return phone === undefined ? by(key, 'email') : [[phone, BY_PHONE]];
  return [
    [phone, BY_PHONE],
    [key, BY_EMAIL],
  ];
}

type Items = { readonly [P in SeedPart]?: (item: never) => Keyed };

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
  contacts: contactKeys,
  lists: ({ name }: { name: string }) => by(foldedName(name), 'name'),
  templates: ({ name }: { name: string }) => by(foldedName(name), 'name'),
  responders: ({ name, kind, line }: { name?: string; kind: string; line?: string | null }) =>
    ['keyword', 'welcome', 'away'].includes(kind)
      ? by(foldedName(name ?? ''), 'name')
      : by(`${kind} ${line ?? ''}`, 'kind'),
  conversations: ({ line, contact }: { line: string; contact: string }) => by(`${line}/${contact}`, 'contact'),
  blasts: ({ name }: { name: string }) => by(foldedName(name), 'name'),
} satisfies Items;

/** Faults for what a document makes twice: each names the place of the first. */
export function faultTwice(document: SeedDocument, parts: Parts): SeedFault[] {
  const faults: SeedFault[] = [];
  for (const [part, keysOf] of Object.entries(KEYS) as [SeedPart, (item: unknown) => Keyed][]) {
    const said = document[part];
    if (said === undefined || (part === 'contacts' && inFile(document.contacts ?? []))) continue;
    const seen = new Map<string, { readonly i: number; readonly at: readonly Step[] }>();
    (said as readonly unknown[]).forEach((item, i) => {
      for (const [key, at] of keysOf(item)) {
        const first = seen.get(key);
        if (first === undefined) seen.set(key, { i, at });
        if (first === undefined || first.i === i) continue;
        const here = placeIn(parts, part, i, ...at);
        const there = placeIn(parts, part, first.i, ...first.at);
        if (here !== undefined && there !== undefined) {
          const message = `the same is made at ${seedPlaceText(there)} (${there.path}) already`;
          faults.push(faultAt(here, 'duplicate', message, 'keep one of the two'));
        }
      }
    });
  }
  return faults;
}
