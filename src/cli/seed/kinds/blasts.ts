import { foldedName } from '../../../domain/contact-name.ts';
import { emailKey } from '../../../domain/email.ts';
import { conflict } from '../../../domain/errors.ts';
import type { SeedBlast } from '../../../domain/seed.ts';
import { cancelBlast } from '../../../operations/blasts/cancel.ts';
import { createBlast } from '../../../operations/blasts/create.ts';
import { editBlast } from '../../../operations/blasts/edit.ts';
import { listBlasts } from '../../../operations/blasts/list.ts';
import { showBlast } from '../../../operations/blasts/show.ts';
import { all, type Site } from '../site.ts';
import { differences, fresh, type Steps, same, sorted, standing, step } from '../step.ts';
import { DRAFT, isBeyond, isSettled, isStopped, onward } from './blasts-onward.ts';

const blastsThere = ({ hand }: Site) =>
  hand.ask(listBlasts, { states: undefined, lines: undefined, mine: false }, (answer) => all(answer.blasts));

/** Writes the blasts that are not there, and rewrites drafts; what is scheduled is sent off, what went out stays. */
export async function* blastSteps(site: Site): Steps {
  const { blasts } = site.document;
  if (blasts === undefined) return;
  const { hand, placeOf } = site;
  const there = await blastsThere(site);
  for (const [i, said] of blasts.entries()) {
    const about = { kind: 'blasts', name: said.name, place: placeOf(['blasts', i]) } as const;
    const known = there.find(({ name }) => foldedName(name) === foldedName(said.name));
    const { name, line, body, rate } = said;
    if (known === undefined) {
      const what = fresh({ line, body, ...audienceOf(said), rate });
      yield step({ ...about, change: 'make', what }, async () => createBlast, {
        name,
        line,
        body,
        rate,
        template: undefined,
        author: said.author,
        ...audienceOf(said),
      });
      yield* onward(site, said, DRAFT, about);
      continue;
    }
    const now = await hand.ask(showBlast, { blast: known.name }, (found) => found);
    refuseOtherAuthor(said, now.author, about.place);
    const told = { body, ...inSets(audienceOf(said)), rate };
    const what = differences({ body: now.body, ...inSets(now.audience), rate: now.rate }, told);
    if (what.length === 0) {
      if (isSettled(said, now)) yield isStopped(said, now) ? standing('blasts', stoppedSays(now)) : same('blasts');
      yield* onward(site, said, now, about);
    } else {
      if (now.state !== 'draft') what.push({ what: 'state', from: now.state, to: 'draft' });
      const input = { blast: known.name, body, rate, template: undefined, ...audienceOf(said) };
      yield step({ ...about, change: 'edit', what }, async () => editBlast, input);
      yield* onward(site, said, DRAFT, about);
    }
  }
}

/** Whom it is for, as far as that is said. */
const audienceOf = ({ lists, contacts, where, exclude }: SeedBlast) => ({
  lists: lists && [...lists],
  contacts: contacts && [...contacts],
  where: where && [...where],
  exclude: exclude && [...exclude],
});

type Audience = Partial<Readonly<Record<'lists' | 'contacts' | 'exclude', readonly string[] | undefined>>>;

/** In whatever order they were typed, they are the same. */
const inSets = <A extends Audience>(audience: A): A => {
  const { lists, contacts, exclude } = audience;
  return {
    ...audience,
    ...(lists && { lists: sorted(lists) }),
    ...(contacts && { contacts: sorted(contacts) }),
    ...(exclude && { exclude: sorted(exclude) }),
  };
};

const stoppedSays = ({ name, state }: { readonly name: string; readonly state: string }): string =>
  `the blast "${name}" is ${state}, and stays so: a document does not take it up again`;

function refuseOtherAuthor({ name, author }: SeedBlast, there: string, place: string | null): void {
  if (author === undefined || emailKey(author) === emailKey(there)) return;
  throw conflict('other-author', `"${name}" is ${there}'s, and stays so`, {
    hint: 'leave out author:, or say another name for a blast of theirs',
    details: { place },
  });
}

/** Cancels the others, of which nothing has gone out yet or no more would: a blast is never removed. */
export async function* blastsPruned(site: Site): Steps {
  const { blasts } = site.document;
  if (blasts === undefined) return;
  const said = new Set(blasts.map(({ name }) => foldedName(name)));
  for (const { name, state } of await blastsThere(site)) {
    if (said.has(foldedName(name)) || isBeyond(state)) continue;
    const what = [{ what: 'state', from: state, to: 'cancelled' }];
    yield step({ change: 'edit', kind: 'blasts', name, what }, async () => cancelBlast, { blast: name });
  }
}
