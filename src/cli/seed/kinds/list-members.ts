import { foldedName } from '../../../domain/contact-name.ts';
import { emailKey } from '../../../domain/email.ts';
import { e164 } from '../../../domain/phone.ts';
import { inFile } from '../../../domain/seed.ts';
import { listContacts } from '../../../operations/contacts/list.ts';
import { fillList } from '../../../operations/lists/fill.ts';
import { all, type Site } from '../site.ts';
import { type Steps, sorted, step } from '../step.ts';
import { isSegment } from './lists.ts';

/** Puts the contacts on lists that lists name; where others are pruned, those that nobody names are taken off. */
export async function* listMemberSteps(site: Site): Steps {
  const { document, hand, placeOf, prunes } = site;
  const { contacts } = document;
  for (const [i, list] of (document.lists ?? []).entries()) {
    if (isSegment(list) || (list.contacts === undefined && !prunes)) continue;
    const { name } = list;
    const where = [`list = ${quoted(name)}`];
    const input = { where, search: undefined, sort: undefined, limit: 0, after: undefined, beside: undefined };
    const there = await hand.ask(listContacts, input, async (found) =>
      (await all(found.contacts)).map(({ phone, email }) => ({ phone, email })),
    );
    const wanted = (list.contacts ?? []).map(wordOf);
    const words = new Set(there.flatMap(({ phone, email }) => [phone, email && wordOf(email)]));
    const said = { change: 'edit', kind: 'lists', name, place: placeOf(['lists', i, 'contacts']) } as const;
    const filling = {
      list: name,
      where: [],
      rows: undefined,
      source: 'seed',
      column: undefined,
      keepGoing: false,
      rejects: undefined,
    };
    const joining = sorted(wanted).filter((word) => !words.has(word));
    for (const some of pages(joining)) {
      const what = [{ what: 'joins', from: null, to: some }];
      yield step({ ...said, what, rows: some.length }, async () => fillList, {
        ...filling,
        removes: false,
        contacts: some,
      });
    }
    // What stands in a file is read by the import alone: who is on a list there stays on it.
    if (!prunes || (contacts !== undefined && inFile(contacts))) continue;
    const onIt = (contacts ?? []).filter(({ lists }) => lists?.some((word) => foldedName(word) === foldedName(name)));
    const kept = new Set([
      ...wanted,
      ...onIt.flatMap(({ phone, email }) => [phone, email].flatMap((word) => (word ? [wordOf(word)] : []))),
    ]);
    const going = there.filter(
      ({ phone, email }) => ![phone, email && wordOf(email)].some((word) => word && kept.has(word)),
    );
    for (const some of pages(sorted(going.map(({ phone, email }) => phone ?? email ?? '')))) {
      const what = [{ what: 'leaves', from: some, to: null }];
      yield step({ ...said, what, rows: some.length }, async () => fillList, {
        ...filling,
        removes: true,
        contacts: some,
      });
    }
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '\\"')}"`;

const wordOf = (typed: string): string => e164(typed) ?? emailKey(typed) ?? typed;

const MOST = 1_000;

function* pages<T>(words: readonly T[]): Generator<T[]> {
  for (let from = 0; from < words.length; from += MOST) yield words.slice(from, from + MOST);
}
