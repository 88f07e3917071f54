import { foldedName } from '../../../domain/contact-name.ts';
import type { SeedList } from '../../../domain/seed.ts';
import { addList } from '../../../operations/lists/add.ts';
import { editList } from '../../../operations/lists/edit.ts';
import { listLists } from '../../../operations/lists/list.ts';
import { removeList } from '../../../operations/lists/remove.ts';
import { showList } from '../../../operations/lists/show.ts';
import { inOrder } from '../in-order.ts';
import { isSegment } from '../segment.ts';
import type { Site } from '../site.ts';
import { differences, fresh, type Steps, same, step } from '../step.ts';

const namesThere = ({ hand }: Site): Promise<string[]> =>
  hand.ask(listLists, { search: undefined }, ({ lists }) => lists.map(({ name }) => name));

/** The lists that are filled by hand: contacts are put on them, and segments ask for them. */
export const listSteps = (site: Site): Steps => stepsOf(site, (list) => !isSegment(list));

/** The lists that a filter fills, those that others ask for first. */
export const segmentSteps = (site: Site): Steps => stepsOf(site, isSegment);

async function* stepsOf(site: Site, wanted: (list: SeedList) => boolean): Steps {
  const { document, hand, placeOf, prunes } = site;
  const lists = document.lists ?? [];
  if (!lists.some(wanted)) return;
  const names = await namesThere(site);
  const those = lists.filter(wanted);
  for (const list of inOrder(those, (one) => askedBy(one, those))) {
    const { name } = list;
    const said = { kind: 'lists', name, place: placeOf(['lists', lists.indexOf(list)]) } as const;
    const where = [...(list.where ?? [])];
    const { about = prunes ? null : undefined } = list;
    const wantsConsent = list.wantsConsent ?? (prunes ? false : undefined);
    const known = names.find((one) => foldedName(one) === foldedName(name));
    if (known === undefined) {
      const what = fresh({ where, about, wantsConsent });
      const input = { name, about: about ?? undefined, where, wantsConsent: wantsConsent ?? false };
      yield step({ ...said, change: 'make', what }, async () => addList, input);
      continue;
    }
    const now = await hand.ask(showList, { list: known, first: 0 }, (found) => found);
    const there = { name: known, about: now.about, wantsConsent: now.wantsConsent, where: now.where };
    const what = differences(there, { name, about, wantsConsent, where });
    if (what.length === 0) yield same('lists');
    else {
      const freezes = !isSegment(list) && now.kind === 'segment';
      const input = {
        list: known,
        name,
        about: about === null ? '' : about,
        wantsConsent,
        where: isSegment(list) ? where : undefined,
        freezes: freezes ? true : undefined,
      };
      yield step({ ...said, change: 'edit', what }, async () => editList, input);
    }
  }
}

/** The lists that the filter of one asks for. */
function askedBy({ where = [] }: SeedList, lists: readonly SeedList[]): SeedList[] {
  const text = foldedName(where.join('\n'));
  return lists.filter(({ name }) => text.includes(foldedName(name)));
}

/** Removes the others: segments first, which ask for lists. */
export async function* listsPruned(site: Site): Steps {
  const { lists } = site.document;
  if (lists === undefined) return;
  const said = new Set(lists.map(({ name }) => foldedName(name)));
  for (;;) {
    const there = await site.hand.ask(listLists, { search: undefined }, (answer) => answer.lists);
    const going = there.filter(({ name }) => !said.has(foldedName(name)));
    let free: string | undefined;
    for (const { name } of going) {
      const { usedBy } = await site.hand.ask(showList, { list: name, first: 0 }, (found) => found);
      if (usedBy.segments.length === 0) free = name;
      if (free !== undefined) break;
    }
    const next = free ?? going[0]?.name;
    if (next === undefined) return;
    yield step({ change: 'remove', kind: 'lists', name: next }, async () => removeList, { list: next });
  }
}
