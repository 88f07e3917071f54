import { chanceOf } from '../../../domain/chance.ts';
import { EXPORTED } from '../../../domain/contact-columns.ts';
import { Paged } from '../../../domain/paged.ts';
import { rfc3339 } from '../../../domain/time.ts';
import { keepYoungSpaceSmall } from '../../young-space.ts';
import type { Asked } from './asked.ts';
import { numbersDrawn } from './numbers.ts';
import { type Cast, personDrawn } from './people.ts';
import { CITIES, FIELDS, LISTS, TAGS } from './words.ts';

/** The columns of contacts, as a file of contacts has them. */
const COLUMNS = [...EXPORTED, ...FIELDS.map(({ name }) => name)] as const;

/** A contact that nobody is, under the names of the columns. */
export type MadeContact = {
  readonly [K in (typeof COLUMNS)[number]]: (K extends 'tags' | 'lists' ? readonly string[] : string) | undefined;
};

const DOMAINS = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example', 'inbox.example'];
const COUNTS = [
  [0, 70],
  [1, 24],
  [2, 6],
] as const;
const DAY = 24 * 60 * 60 * 1000;
/** So many stand in a page; as often it is seen to that they take no more room than they need. */
const PAGE = 2000;

/** Draws the contacts one by one, the same each time. Where all numbers for fiction are given, an address is all they have. */
export function* contactsMade(asked: Asked, { working, teams }: Cast): Generator<MadeContact> {
  const chance = chanceOf(`${asked.seed} contacts`);
  const numbers = numbersDrawn(chanceOf(`${asked.seed} numbers`));
  const names = { lists: LISTS.map(({ name }) => name), teams: teams.map(({ name }) => name) };
  for (let i = 1; i <= asked.contacts; i++) {
    if (i % PAGE === 0) keepYoungSpaceSmall();
    const { first, last, ascii } = personDrawn(chance);
    const number = chance.percent(88) ? numbers() : undefined;
    const hasAddress = number === undefined || chance.percent(55);
    const born = asked.now - (18 * 365 + chance.below(60 * 365)) * DAY;
    yield {
      phone: number?.phone,
      email: hasAddress ? `${ascii}${i}@${chance.one(DOMAINS)}` : undefined,
      first_name: first,
      last_name: last,
      tags: full(chance.some(TAGS, chance.weighed(COUNTS))),
      lists: full(chance.some(names.lists, chance.weighed(COUNTS))),
      assignee: chance.percent(30) ? chance.one(working)?.email : undefined,
      team: chance.percent(15) ? chance.one(names.teams) : undefined,
      time_zone: number?.zone ?? undefined,
      plan: chance.weighed(PLANS),
      orders: chance.percent(60) ? String(chance.below(chance.below(40) + 1)) : undefined,
      birthday: chance.percent(40) ? rfc3339(born).slice(0, 10) : undefined,
      newsletter: chance.percent(50) ? chance.one(['yes', 'no']) : undefined,
      city: chance.percent(70) ? chance.one(CITIES) : undefined,
    };
  }
}

const PLANS = [
  [undefined, 20],
  ['free', 50],
  ['silver', 20],
  ['gold', 10],
] as const;

const full = (items: readonly string[]): readonly string[] | undefined => (items.length === 0 ? undefined : items);

/** The contacts as the rows of a file, many at a time; each is told to `seen`. */
export function contactRows(asked: Asked, cast: Cast, seen: (contact: MadeContact) => void): Paged {
  return new Paged(COLUMNS, async function* () {
    let page: (readonly unknown[])[] = [];
    for (const contact of contactsMade(asked, cast)) {
      seen(contact);
      page.push(COLUMNS.map((column) => contact[column]));
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
    yield page;
  });
}
