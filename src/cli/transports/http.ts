// Handing messages over by HTTP, one POST each, in the shape of the common SMS API. Long, because what may be tried again
// and what may not is decided here.
import { setTimeout as pause } from 'node:timers/promises';
import type { Parcel, Told, Way } from '../../domain/transport.ts';
import type { Gateway } from './gateway.ts';
import type { Journal } from './journal.ts';
import { pacing } from './pacing.ts';

/** How a gateway is posted to. `neverTwice`: nothing of which it is not sure that it was not taken is posted again. */
export interface Posting extends Gateway {
  readonly neverTwice: boolean;
  readonly atOnce: number;
  readonly journal: Journal;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly signal: AbortSignal;
}

const TRIES = 6;
const LONGEST = 30_000;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;
/** What was not taken is due again after so long. */
const LATER = 60_000;

/** What one POST came to: `sure` says that the gateway did not take the message. */
type Came =
  | { readonly is: 'handed' | 'failed'; readonly says: string }
  | { readonly is: 'again'; readonly says: string; readonly sure: boolean; readonly after: number | null };

/** Posts parcels to a gateway. It is asked again only under the same key, with longer and longer pauses. */
export const httpTransport =
  (posting: Posting): Way['hand'] =>
  async (parcels, pace) => {
    const told: Told[] = [];
    posting.journal.clear();
    const turns = pacing(pace, posting.signal);
    const waiting = parcels.values();
    const worker = async () => {
      for (const parcel of waiting) {
        const one = await handed(parcel, posting, turns);
        posting.journal.tells(one);
        told.push(one);
      }
    };
    await Promise.all(Array.from({ length: Math.min(posting.atOnce, parcels.length) }, worker));
    return told;
  };

async function handed(parcel: Parcel, posting: Posting, turns: ReturnType<typeof pacing>): Promise<Told> {
  const { now, chance, neverTwice } = posting;
  const tell = (state: Told['state'], outcome: string | null, more: Partial<Told> = {}): Told => {
    const { key, attempt, segments } = parcel;
    return { key, attempt, state, outcome, at: now(), due: null, segments, back: 0, ...more };
  };
  let doubt: string | undefined;
  for (let tries = 1; ; tries++) {
    if (!(await turns.next(parcel.segments))) {
      if (doubt !== undefined) return tell('uncertain', doubt);
      return tell('waiting', null, { back: tries === 1 ? 1 : 0 });
    }
    if (tries === 1) posting.journal.begins(parcel);
    const came = await posted(parcel, posting);
    if (came.is !== 'again') return tell(came.is, came.says);
    if (!came.sure) doubt = came.says;
    if (doubt !== undefined && neverTwice) return tell('uncertain', doubt);
    const wait = came.after ?? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
    if (came.after !== null) turns.rest(wait);
    if (tries === TRIES || wait > LONGEST_PAUSE) {
      return doubt === undefined
        ? tell('waiting', came.says, { due: now() + Math.max(wait, LATER) })
        : tell('uncertain', doubt);
    }
    await pause(wait * (0.5 + chance() / 2), undefined, { signal: posting.signal }).catch(() => {});
  }
}

/** Errors of a connection that never came about: nothing was said over it. */
const UNHEARD = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/**
 * Answers by which a server says that it did not do what it was asked (RFC 9110 §15.6.1, §15.6.4; RFC 6585 §4; RFC 8470
 * §5.2). Of 502 and 504 the gateway behind it may know better.
 */
const NOT_TAKEN = new Set([425, 429, 500, 503]);

async function posted({ key, from, to, body }: Parcel, { url, authorization }: Posting): Promise<Came> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      // Only the gateway that was named is talked to.
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': key,
        ...(authorization === null ? {} : { authorization }),
      },
      body: new URLSearchParams({ To: to, From: from, Body: body }),
      signal: AbortSignal.timeout(LONGEST),
    });
    const text = await answer.text().catch(() => '');
    const says = `${answer.status} ${text.slice(0, SAID)}`.trim();
    if (answer.ok) return { is: 'handed', says };
    const after = afterOf(answer);
    if (NOT_TAKEN.has(answer.status)) return { is: 'again', says, sure: true, after };
    const doubtful = answer.status >= 500 || answer.status === 408 || answer.status === 409;
    return doubtful ? { is: 'again', says, sure: false, after } : { is: 'failed', says };
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    // What has no code never came to a connection: a port that is barred, say.
    const code = cause?.code ?? name;
    const sure = UNHEARD.test(code) || (name === 'TypeError' && cause?.code === undefined);
    return { is: 'again', says: code, sure, after: null };
  }
}

/** Of what a gateway says so much is kept. */
const SAID = 200;

/** What `Retry-After` asks for, in milliseconds: seconds, or a date. */
function afterOf(answer: Response): number | null {
  const said = answer.headers.get('retry-after');
  if (said === null) return null;
  const seconds = Number(said);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
