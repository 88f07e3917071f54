import { isBeyondMaking } from '../../../domain/blast.ts';
import { foldedName } from '../../../domain/contact-name.ts';
import { conflict } from '../../../domain/errors.ts';
import type { SeedBlast } from '../../../domain/seed.ts';
import { approveBlast } from '../../../operations/blasts/approve.ts';
import { cancelBlast } from '../../../operations/blasts/cancel.ts';
import { createBlast } from '../../../operations/blasts/create.ts';
import { editBlast } from '../../../operations/blasts/edit.ts';
import { listBlasts } from '../../../operations/blasts/list.ts';
import { pauseBlast } from '../../../operations/blasts/pause.ts';
import { sendBlast } from '../../../operations/blasts/send.ts';
import { showBlast } from '../../../operations/blasts/show.ts';
import { all, type Site } from '../site.ts';
import { differences, fresh, type Steps, same, step } from '../step.ts';

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
      yield* onward(site, said, 'draft', about);
      continue;
    }
    const now = await hand.ask(showBlast, { blast: known.name }, (found) => found);
    const what = differences({ body: now.body, ...now.audience, rate: now.rate }, { body, ...audienceOf(said), rate });
    if (what.length === 0) yield same('blasts');
    else {
      const input = { blast: known.name, body, rate, template: undefined, ...audienceOf(said) };
      yield step({ ...about, change: 'edit', what }, async () => editBlast, input);
    }
    yield* onward(site, said, what.length === 0 ? now.state : 'draft', about);
  }
}

const audienceOf = ({ lists = [], contacts = [], where = [], exclude = [] }: SeedBlast) => ({
  lists: [...lists],
  contacts: [...contacts],
  where: [...where],
  exclude: [...exclude],
});

type About = { readonly kind: 'blasts'; readonly name: string; readonly place: string | null };

/** Takes a blast on to the state that is said of it, where commands lead there without anything going out. */
async function* onward(site: Site, { name, state = 'draft', at }: SeedBlast, now: string, about: About): Steps {
  if (state === now || state === 'draft' || isBeyond(now)) return;
  const moved = (to: string) => ({ ...about, change: 'edit', what: [{ what: 'state', from: now, to }] }) as const;
  if (['pending', 'approved', 'scheduled', 'paused'].includes(state) && now === 'draft') {
    yield step(moved(state === 'pending' ? 'pending' : 'scheduled'), async () => sendBlast, { blast: name, at });
  }
  const after = await site.hand.ask(showBlast, { blast: name }, (found) => found.state);
  if (after === 'pending' && state !== 'pending') {
    yield step(moved('approved'), async () => approveBlast, { blast: name, reject: false, note: undefined });
    if (state !== 'approved') yield step(moved('scheduled'), async () => sendBlast, { blast: name, at });
  }
  if (state === 'paused') yield step(moved('paused'), async () => pauseBlast, { blast: name });
  if (state === 'cancelled') yield step(moved('cancelled'), async () => cancelBlast, { blast: name });
  if (isBeyondMaking(state)) {
    throw conflict('cannot-become', `no document makes the blast "${name}" ${state}`, {
      hint: 'say state: draft, scheduled, paused or cancelled',
      details: { place: about.place },
    });
  }
}

/** What went out, or is over, a document does not take back. */
const isBeyond = (state: string): boolean => ['sending', 'completed', 'cancelled', 'failed'].includes(state);

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
