// A run of blasts: the operation takes a chunk in hand and lets go of the store, what is here hands it over, and so on.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cancelled, invalid } from '../../domain/errors.ts';
import type { Told, Way } from '../../domain/transport.ts';
import { nearest } from '../../domain/words.ts';
import type { Progress, Step } from '../../operations/blasts/run.ts';
import type { Face, Given } from '../face.ts';
import { xdg } from '../folders.ts';
import type { Surroundings } from '../surroundings.ts';
import { gatewayOf } from './gateway.ts';
import { httpTransport } from './http.ts';
import { type Journal, journalIn } from './journal.ts';
import { writeOut } from './outbox.ts';
import { isGone, runnerName } from './runner.ts';

/** What a run of the operation is given. */
export interface RunInput {
  readonly blast?: string | undefined;
  readonly way: Way;
  readonly told: readonly Told[];
  readonly limit?: number | undefined;
  readonly retryUncertain: boolean;
  readonly untilDone: boolean;
}

const WAYS = ['outbox', 'http'] as const;
const AT_ONCE = 16;
const CHUNKS = { outbox: 5000, http: 1000 } as const;
const LONGEST_WAIT = 60_000;
/** Nothing is begun any more so long after a chunk was taken in hand: long before somebody else takes it up. */
const CHUNK_TIME = 60_000;

/** What was typed, as the first run of the operation takes it. */
export function gatherRun(given: Given, around: Surroundings): RunInput {
  const typed = given.text('transport') ?? 'outbox';
  const name = WAYS.find((way) => way === typed);
  if (name === undefined) {
    const near = nearest(typed, WAYS);
    throw invalid('unknown-transport', `there is no transport "${typed}"`, {
      hint: near ? `did you mean "${near}"?` : 'it is outbox or http',
    });
  }
  const stray = name === 'http' ? given.text('out') && '--out' : given.text('url') && '--url';
  if (stray)
    throw invalid('usage', `${stray} says nothing to the transport ${name}`, {
      hint: 'leave it out, or choose the other --transport',
    });
  if (given.flag('retryUncertain') && given.args[0] === undefined) {
    throw invalid('usage', 'what is in doubt is handed over again of one blast only', { hint: 'name the blast' });
  }
  return {
    blast: given.args[0],
    way: name === 'http' ? httpWay(given, around) : outboxWay(given, around),
    told: [],
    limit: given.number('limit', 1),
    retryUncertain: given.flag('retryUncertain'),
    untilDone: given.flag('untilDone'),
  };
}

const folderOf = ({ env }: Surroundings): string =>
  join(xdg(env, 'XDG_STATE_HOME', '.local', 'state'), 'switchboard', 'runs');

const runnerOf = (around: Surroundings) => {
  const host = around.host();
  return { runner: runnerName(host, around.random, folderOf(around)), isGone: isGone(host) };
};

function outboxWay(given: Given, around: Surroundings): Way {
  const out = given.text('out');
  return {
    name: 'outbox',
    ...runnerOf(around),
    neverTwice: true,
    leftBy: () => undefined,
    chunk: CHUNKS.outbox,
    hand: async (parcels) => {
      if (out !== undefined) await writeOut(out, parcels, around);
      return [];
    },
  };
}

function httpWay(given: Given, around: Surroundings): Way {
  const { now, random, signal, env } = around;
  const neverTwice = !given.flag('idempotentGateway');
  const atOnce = given.number('atOnce', 1) ?? AT_ONCE;
  const chance = () => ((random(2)[0] ?? 0) * 256 + (random(1)[0] ?? 0)) / 65_536;
  const runner = runnerOf(around);
  const doubt = neverTwice ? 'uncertain' : 'waiting';
  const journal = journalIn({ folder: folderOf(around), runner: runner.runner, doubt });
  const hand = httpTransport({
    ...gatewayOf(given.text('url'), env),
    ...{ neverTwice, atOnce, journal, now, chance, signal },
  });
  const way: Way = {
    name: 'http',
    ...runner,
    neverTwice,
    leftBy: (other) => journal.leftBy(other),
    chunk: CHUNKS.http,
    hand,
  };
  JOURNALS.set(way, journal);
  return way;
}

const JOURNALS = new WeakMap<Way, Journal>();

/** How far the blasts of a run have come, by name. */
const SO_FAR = new WeakMap<Way, Map<string, Progress>>();

/** Hands over what was taken in hand, and goes on as long as something is due. */
export const goesOn: NonNullable<Face<RunInput, Step>['goesOn']> = async ({ answer, rehearsal }, input, around) => {
  const { way } = input;
  const soFar = SO_FAR.get(way) ?? new Map<string, Progress>();
  SO_FAR.set(way, soFar);
  for (const one of answer.blasts) soFar.set(one.name, one);
  const { messages = [], taken, rate = 1, isMore, due } = answer;
  const { succeeded } = answer;
  const ends = { ends: { blasts: [...soFar.values()], taken, succeeded, isMore, due } };
  if (rehearsal) return ends;
  for (const runner of succeeded) JOURNALS.get(way)?.forgets(runner);
  const unhear = around.listen();
  try {
    const told = messages.length === 0 ? [] : await way.hand(messages, { rate, milliseconds: CHUNK_TIME });
    const isStopped = around.signal.aborted;
    if (isStopped && told.length === 0) throw interrupted();
    const left = input.limit === undefined ? undefined : input.limit - messages.length;
    const next = { ...input, told, limit: isStopped ? 0 : left, retryUncertain: false };
    if (told.length > 0) return { with: next };
    JOURNALS.get(way)?.forgets(way.runner);
    if (left !== undefined && left <= 0) return ends;
    if (isMore) return { with: next };
    if (!input.untilDone || due === null || around.context.now !== null) return ends;
    await pause(Math.min(LONGEST_WAIT, Math.max(0, Date.parse(due) - around.now())), undefined, {
      signal: around.signal,
    }).catch(() => {});
    if (around.signal.aborted) throw interrupted();
    return { with: next };
  } finally {
    unhear();
  }
};

const interrupted = () =>
  cancelled('interrupted', 'interrupted: what became of the messages in hand is kept, the others wait', {
    hint: 'go on with: switchboard blasts run',
  });
