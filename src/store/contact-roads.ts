import { prefixEnd } from '../domain/prefix.ts';

export const CONTACT_SORTS = ['name', 'phone', 'email', 'added'] as const;
export type ContactSort = (typeof CONTACT_SORTS)[number];

/** What is searched for: the beginning of a number, of an e-mail address, or of a name or an address. */
export interface Search {
  readonly by: 'phone' | 'email' | 'name';
  readonly prefix: string;
}

/**
 * One way through an index: the contacts on it, by the key that they stand by there; ties stand by id. `least` is where
 * it begins. Values are called `$FROM1`, `$FROM2`, … until it is known what number the first one has.
 */
export interface Road {
  readonly key: string;
  readonly least: string;
  readonly where: string;
  readonly values: readonly unknown[];
}

/** Where a page begins: behind the contact with this key and id, on this road. */
export interface ContactCursor {
  readonly road: number;
  readonly key: string | number;
  readonly id: number;
}

/** A road from a contact on. It has one lower bound alone: of two, an index may take the lesser. */
export function begunRoad({ key, least, where, values }: Road, { key: at, id }: ContactCursor): Road {
  const [first, second] = [`$FROM${values.length + 1}`, `$FROM${values.length + 2}`];
  const behind = `(${key}, c.id) > (${first}, ${second})`;
  // The least of a search is a value, which gives way to where the contact stands.
  if (least.includes('$FROM'))
    return { key, least, where: `${where} and ${behind}`, values: [at, ...values.slice(1), at, id] };
  return {
    key,
    least,
    where: `${key} >= ${first} and ${behind} and ${where.replace(least, '1 = 1')}`,
    values: [...values, at, id],
  };
}

const plain = (key: string, least = '1 = 1', where = '1 = 1'): Road => ({
  key,
  least,
  where: `${least} and ${where}`,
  values: [],
});

/** In each order those come last that have nothing to be sorted by. */
const SORTING: Readonly<Record<ContactSort, readonly Road[]>> = {
  name: [plain('c.name_key', "c.name_key > ''"), plain('c.name_key', '1 = 1', "c.name_key <= ''")],
  phone: [plain('c.phone', 'c.phone is not null'), plain('c.email_key', '1 = 1', 'c.phone is null')],
  email: [
    plain('c.email_key', 'c.email_key is not null'),
    plain('c.phone', 'c.phone is not null', 'c.email_key is null'),
  ],
  added: [plain('c.id')],
};

const COLUMN = { phone: 'c.phone', email: 'c.email_key', name: 'c.name_key' } as const;

interface Found {
  readonly least: string;
  readonly most: string;
  readonly values: readonly string[];
}

/** Where in its column what is searched begins and ends, as far as it does; its values are numbered from `first` on. */
function found(by: Search['by'], prefix: string, first = 1): Found {
  const end = prefixEnd(prefix);
  return {
    least: `${COLUMN[by]} >= $FROM${first}`,
    most: end === undefined ? '1 = 1' : `${COLUMN[by]} < $FROM${first + 1}`,
    values: end === undefined ? [prefix] : [prefix, end],
  };
}

/** The roads on which a search, or else an order, finds contacts; an order that is asked for narrows to what is found. */
export function roadsOf(search: Search | undefined, sort: ContactSort | undefined): readonly Road[] {
  if (search === undefined) return SORTING[sort ?? 'name'];
  const { by, prefix } = search;
  const named = found(by, prefix);
  const alsoByEmail = by === 'name' && !prefix.includes(' ');
  if (sort !== undefined) {
    const other = alsoByEmail ? found('email', prefix, named.values.length + 1) : undefined;
    const either = `(${named.least} and ${named.most}${other ? ` or ${other.least} and ${other.most}` : ''})`;
    const values = [...named.values, ...(other?.values ?? [])];
    return SORTING[sort].map((road) => ({ ...road, where: `${road.where} and ${either}`, values }));
  }
  const where = `${named.least} and ${named.most}`;
  const road = { key: COLUMN[by], least: named.least, where, values: named.values };
  if (!alsoByEmail) return [road];
  const mailed = found('email', prefix);
  const first = found('name', prefix, mailed.values.length + 1);
  const others = `${mailed.least} and ${mailed.most} and not (${first.least} and ${first.most})`;
  return [road, { key: COLUMN.email, least: mailed.least, where: others, values: [...mailed.values, ...first.values] }];
}

/** A road's condition with its values numbered from `from` on. */
export const numbered = (text: string, from: number): string =>
  text.replace(/\$FROM(\d+)/g, (_, n) => `$${Number(n) + from - 1}`);
