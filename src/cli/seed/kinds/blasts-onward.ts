import { isBeyondMaking } from '../../../domain/blast.ts';
import { emailKey } from '../../../domain/email.ts';
import { conflict } from '../../../domain/errors.ts';
import type { SeedBlast } from '../../../domain/seed.ts';
import { instant } from '../../../domain/time.ts';
import { approveBlast } from '../../../operations/blasts/approve.ts';
import { cancelBlast } from '../../../operations/blasts/cancel.ts';
import { editBlast } from '../../../operations/blasts/edit.ts';
import { pauseBlast } from '../../../operations/blasts/pause.ts';
import { sendBlast } from '../../../operations/blasts/send.ts';
import { showBlast } from '../../../operations/blasts/show.ts';
import type { Site } from '../site.ts';
import { type Steps, standing, step } from '../step.ts';
import { actorOf } from './actor.ts';

type About = { readonly kind: 'blasts'; readonly name: string; readonly place: string | null };

/** How far a blast is, and when it is due. */
interface Stage {
  readonly state: string;
  readonly scheduled: string | null;
}

/** A blast that was just written. */
export const DRAFT: Stage = { state: 'draft', scheduled: null };

/** What went out, or is over, a document does not take back. */
export const isBeyond = (state: string): boolean => ['sending', 'completed', 'cancelled', 'failed'].includes(state);

const WAY = ['draft', 'pending', 'approved', 'scheduled', 'paused'];
const isBefore = (state: string, other: string): boolean => WAY.indexOf(state) < WAY.indexOf(other);

/** Whether somebody stopped a blast, or said no to it, that is to go on: a document does not take it up again. */
export const isStopped = ({ state = 'cancelled' }: SeedBlast, now: Stage): boolean =>
  state !== 'cancelled' && state !== now.state && ['rejected', 'paused', 'cancelled', 'failed'].includes(now.state);

/** Whether a blast is as far as is said of it, or no document takes it there. */
export function isSettled(said: SeedBlast, now: Stage): boolean {
  if (isBeyond(now.state) || isStopped(said, now)) return true;
  const { state = now.state, at } = said;
  return state === now.state && (at === undefined || now.scheduled === null || instant(at) === instant(now.scheduled));
}

/** Takes a blast to the state that is said of it, back or on, where commands lead there without anything going out. */
export async function* onward(site: Site, said: SeedBlast, now: Stage, about: About): Steps {
  if (isSettled(said, now)) return;
  const { hand } = site;
  const { name, body, at, state = now.state } = said;
  if (isBeyondMaking(state)) {
    throw conflict('cannot-become', `no document makes the blast "${name}" ${state}`, {
      hint: 'say state: draft, scheduled, paused or cancelled',
      details: { place: about.place },
    });
  }
  let from = now.state;
  const shown = () => hand.ask(showBlast, { blast: name }, (found) => found);
  const reached = async () => (await shown()).state;
  const moved = (to: string) => ({ ...about, change: 'edit', what: [{ what: 'state', from, to }] }) as const;
  if (state === 'cancelled') return yield step(moved(state), async () => cancelBlast, { blast: name });
  if (isBefore(state, from)) {
    yield step(moved('draft'), async () => editBlast, { blast: name, body, template: undefined });
    from = await reached();
  }
  if (from === 'draft' && state !== 'draft') {
    yield* sent(site, said, now, { ...about, from, forApproval: isBefore(state, 'scheduled') });
    from = await reached();
  }
  if (from === 'pending' && isBefore(from, state)) {
    const { author } = await shown();
    if (emailKey(author) === emailKey(await actorOf(site))) return yield standing('blasts', ownSays(name, author));
    yield step(moved('approved'), async () => approveBlast, { blast: name, reject: false, note: undefined });
    from = await reached();
  }
  const isLate = (from === 'scheduled' || from === 'paused') && from === now.state && at !== undefined;
  if ((from === 'approved' && isBefore(from, state)) || isLate) {
    yield* sent(site, said, now, { ...about, from, forApproval: false });
    from = await reached();
  }
  if (state === 'paused' && from !== 'paused') yield step(moved(state), async () => pauseBlast, { blast: name });
}

const ownSays = (name: string, author: string): string =>
  `the blast "${name}" is pending: it is ${author}'s, and somebody else approves it`;

/** Sends a blast. What is to be held was due at its time, were that past: it is held before anything goes out. */
async function* sent(
  { hand }: Site,
  { name, at, state }: SeedBlast,
  { scheduled }: Stage,
  { from, forApproval, ...about }: About & { readonly from: string; readonly forApproval: boolean },
): Steps {
  const present = hand.now;
  if (state === 'paused' && at !== undefined) hand.now = () => Math.min(present(), instant(at));
  const input = { blast: name, at: forApproval ? undefined : at, forApproval };
  const due = at === undefined || scheduled === null ? [] : [{ what: 'scheduled', from: scheduled, to: at }];
  try {
    yield step(
      { ...about, change: 'edit' },
      async () => sendBlast,
      input,
      (answer) => {
        const what = answer.state === from ? due : [{ what: 'state', from, to: answer.state }];
        return [{ change: 'edit', rows: 1, name, what }];
      },
    );
  } finally {
    hand.now = present;
  }
}
