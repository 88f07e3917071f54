import { begins, type Piece } from './contact-filter.ts';

export const CONTACT_SORTS = ['name', 'phone', 'email', 'added'] as const;
export type ContactSort = (typeof CONTACT_SORTS)[number];

/** What is searched for: the beginning of a number, of an e-mail address, or of a name or an address. */
export interface Search {
  readonly by: 'phone' | 'email' | 'name';
  readonly prefix: string;
}

/** One way through an index: the contacts on it, the key they stand by there; ties stand by id. */
export interface Road {
  readonly key: string;
  readonly where: string;
  readonly values: readonly unknown[];
}

const plain = (key: string, where = '1 = 1'): Road => ({ key, where, values: [] });

/** In each order those come last that have nothing to be sorted by. */
const SORTING: Readonly<Record<ContactSort, readonly Road[]>> = {
  name: [plain('c.name_key', "c.name_key > ''"), plain('c.name_key', "c.name_key = ''")],
  phone: [plain('c.phone', 'c.phone is not null'), plain('c.email_key', 'c.phone is null')],
  email: [
    plain('c.email_key', 'c.email_key is not null'),
    plain('c.phone', 'c.phone is not null and c.email_key is null'),
  ],
  added: [plain('c.id')],
};

const COLUMN = { phone: 'c.phone', email: 'c.email_key', name: 'c.name_key' } as const;

/** The condition that a contact's column begins with what is searched, `$FROM` being its first value. */
function found(by: Search['by'], prefix: string): Piece {
  const values: unknown[] = [];
  return { text: begins(COLUMN[by], prefix, (value) => `$FROM${values.push(value)}`), values };
}

/** The roads on which a search, or else an order, finds contacts; an order that is asked for narrows to what is found. */
export function roadsOf(search: Search | undefined, sort: ContactSort | undefined): readonly Road[] {
  if (search === undefined) return SORTING[sort ?? 'name'];
  const first = found(search.by, search.prefix);
  const second = search.by === 'name' && !search.prefix.includes(' ') ? found('email', search.prefix) : undefined;
  if (sort !== undefined) {
    const either = second ? `(${first.text} or ${later(second.text, first.values.length)})` : first.text;
    const values = [...first.values, ...(second?.values ?? [])];
    return SORTING[sort].map(({ key, where }) => ({ key, where: `${where} and ${either}`, values }));
  }
  const road = { key: COLUMN[search.by], where: first.text, values: first.values };
  if (second === undefined) return [road];
  const notFirst = `${second.text} and not (${later(first.text, second.values.length)})`;
  return [road, { key: COLUMN.email, where: notFirst, values: [...second.values, ...first.values] }];
}

const later = (text: string, by: number): string => text.replace(/\$FROM(\d+)/g, (_, n) => `$FROM${Number(n) + by}`);
/** A road's condition with its values numbered from `from` on. */
export const numbered = (text: string, from: number): string =>
  text.replace(/\$FROM(\d+)/g, (_, n) => `$${Number(n) + from - 1}`);
