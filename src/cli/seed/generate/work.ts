import { type Chance, chanceOf } from '../../../domain/chance.ts';
import { addressedBy } from '../../../domain/line-kinds.ts';
import type { SeedBlast, SeedContact, SeedConversation, SeedMessage, SeedResponder } from '../../../domain/seed.ts';
import { rfc3339 } from '../../../domain/time.ts';
import type { Asked } from './asked.ts';
import { contactsMade, type MadeContact } from './contacts.ts';
import { type Cast, numbered } from './people.ts';
import {
  ANSWERS,
  BLAST_BODIES,
  BLASTS,
  CATEGORIES,
  LISTS,
  NOTES,
  QUESTIONS,
  RESPONDERS,
  SEGMENTS,
  THANKS,
} from './words.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What answers by itself: on the first line, and what is said of situations on all of them. */
export const respondersMade = ({ lines }: Cast): readonly SeedResponder[] =>
  RESPONDERS.map((one) => ({ ...one, line: one.kind === 'keyword' ? (lines[0]?.address ?? null) : null }));

/** Conversations with contacts that are spread over all of them: the contacts are drawn again, so that none is kept. */
export function* conversationsMade(asked: Asked, cast: Cast): Generator<SeedConversation> {
  const { contacts, conversations } = asked;
  const chance = chanceOf(`${asked.seed} conversations`);
  let made = 0;
  let at = 0;
  if (conversations === 0) return;
  for (const contact of contactsMade(asked, cast)) {
    // Whoever the next line does not reach is passed over for whoever comes next.
    if (at++ < Math.floor((made * contacts) / conversations)) continue;
    const line = lineFor(contact, cast, chance);
    if (line === undefined) continue;
    yield conversationDrawn(line, (contact.phone ?? contact.email) as string, asked, cast, chance);
    if (++made >= conversations) return;
  }
}

/** A line over which a contact can be reached. */
export function lineFor(contact: MadeContact, { lines }: Cast, chance: Chance): string | undefined {
  const by = contact.phone === undefined ? 'email' : 'phone';
  const fitting = lines.filter(({ kind }) => addressedBy(kind) === by);
  return fitting.length === 0 ? undefined : chance.one(fitting).address;
}

function conversationDrawn(line: string, contact: string, asked: Asked, cast: Cast, chance: Chance): SeedConversation {
  const able = cast.working.filter(({ lines }) => lines === 'all' || lines.includes(line));
  const member = chance.one(able)?.email ?? cast.owner;
  const messages: SeedMessage[] = [];
  let at = asked.now - (1 + chance.below(30)) * DAY + chance.below(600) * MINUTE;
  const say = (kind: SeedMessage['kind'], body: string): void => {
    messages.push({ at: rfc3339(at), kind, body, ...(kind === 'in' ? {} : { author: member }) });
    at += (1 + chance.below(20)) * MINUTE;
  };
  for (let turns = 1 + chance.below(3); turns > 0; turns--) {
    say('in', chance.one(QUESTIONS));
    if (chance.percent(85)) say('reply', chance.one(ANSWERS));
  }
  if (chance.percent(40)) say('in', chance.one(THANKS));
  if (chance.percent(10)) say('note', chance.one(NOTES));
  const state = chance.weighed(STATES);
  return {
    line,
    contact,
    state,
    ...(state === 'claimed' ? { claimedBy: member } : {}),
    ...(state === 'ended' ? { category: chance.one(CATEGORIES) } : {}),
    messages,
  };
}

const STATES = [
  ['ended', 50],
  ['open', 30],
  ['claimed', 20],
] as const;

/**
 * Blasts on the lines that carry them: drafts, and some that are due on one of the days to come. What is due has a recipient
 * for certain: the first of the contacts who can be one.
 */
export function blastsMade(
  { seed, now, blasts }: Asked,
  { lines, sending }: Cast,
  contacts: Iterable<MadeContact & Pick<SeedContact, 'consents'>>,
): readonly SeedBlast[] {
  const recipient = blasts === 0 ? undefined : firstRecipient(contacts);
  const chance = chanceOf(`${seed} blasts`);
  const carrying = lines.filter(({ kind }) => addressedBy(kind) === 'phone');
  const lists = [...LISTS.slice(0, -1), ...SEGMENTS].map(({ name }) => name);
  return Array.from({ length: blasts }, (_, i): SeedBlast => {
    const line = chance.one(carrying).address;
    const drawn = chance.weighed(BLAST_STATES);
    const state = recipient === undefined ? 'draft' : drawn;
    const due = Math.floor(now / DAY) * DAY + (2 + chance.below(20)) * DAY + 17 * 60 * MINUTE;
    return {
      name: numbered(BLASTS, i),
      line,
      author: chance.one(sending),
      body: chance.one(BLAST_BODIES),
      lists: chance.some(lists, 1 + chance.below(2)),
      ...(state === 'scheduled' && recipient !== undefined ? { contacts: [recipient] } : {}),
      ...(chance.percent(40) ? { exclude: [SUPPRESSED] } : {}),
      state,
      ...(state === 'scheduled' ? { at: rfc3339(due) } : {}),
    };
  });
}

const SUPPRESSED = (LISTS.at(-1) as { name: string }).name;

/** The number of the first contact whom no blast leaves out. */
function firstRecipient(contacts: Iterable<MadeContact & Pick<SeedContact, 'consents'>>): string | undefined {
  for (const { phone, lists = [], consents = {} } of contacts) {
    const isOut = lists.includes(SUPPRESSED) || Object.values(consents).includes('opted-out');
    if (phone !== undefined && !isOut) return phone;
  }
  return undefined;
}

const BLAST_STATES = [
  ['draft', 60],
  ['scheduled', 40],
] as const;
