import { foldedName } from '../../../domain/contact-name.ts';
import { emailKey } from '../../../domain/email.ts';
import { e164 } from '../../../domain/phone.ts';
import { listContacts } from '../../../operations/contacts/list.ts';
import { fillList } from '../../../operations/lists/fill.ts';
import { isSegment } from '../segment.ts';
import { all, type Site } from '../site.ts';
import { atOnce, type Steps, sorted, step } from '../step.ts';
import { rowsSaid } from './contacts-pruned.ts';

/** Puts the contacts on lists that lists name; where others are pruned, those that nobody names are taken off. */
export async function* listMemberSteps(site: Site): Steps {
  const { document, hand, placeOf, prunes } = site;
  if (document.lists === undefined || document.lists.every(isSegment)) return;
  const onLists = prunes ? await namedOnLists(site) : undefined;
  for (const [i, list] of document.lists.entries()) {
    // Where nothing is said of who is on it, they stay.
    if (isSegment(list) || (list.contacts === undefined && onLists === undefined)) continue;
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
    for (const some of atOnce(joining)) {
      const what = [{ what: 'joins', from: null, to: some }];
      yield step({ ...said, what, rows: some.length }, async () => fillList, {
        ...filling,
        removes: false,
        contacts: [...some],
      });
    }
    if (!prunes) continue;
    const kept = new Set([...wanted, ...(onLists?.get(foldedName(name)) ?? [])]);
    const going = there.filter(
      ({ phone, email }) => ![phone, email && wordOf(email)].some((word) => word && kept.has(word)),
    );
    for (const some of atOnce(sorted(going.map(({ phone, email }) => phone ?? email ?? '')))) {
      const what = [{ what: 'leaves', from: some, to: null }];
      yield step({ ...said, what, rows: some.length }, async () => fillList, {
        ...filling,
        removes: true,
        contacts: [...some],
      });
    }
  }
}

/** The contacts of the document by the lists that they name, where it says that: by their numbers and addresses. */
async function namedOnLists(site: Site): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const said = await rowsSaid(site);
  if (said?.says('lists') !== true) return undefined;
  const named = new Map<string, string[]>();
  for (const { phone, emailKey: email, lists } of said.rows.values()) {
    const words = [phone, email].filter((word) => word !== null);
    for (const list of lists ?? []) {
      const onIt = named.get(foldedName(list)) ?? [];
      named.set(foldedName(list), onIt);
      onIt.push(...words);
    }
  }
  return named;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '\\"')}"`;

const wordOf = (typed: string): string => e164(typed) ?? emailKey(typed) ?? typed;
