// A blast weighed: whom it reaches and whom not, when, what each reads, what that costs. Long, because previewing a blast
// and sending it must say the same.
import { audienceParts } from '../../access/blast-audience.ts';
import type { Reading } from '../../access/operation.ts';
import type { AudienceCount, Exclusion } from '../../domain/blast.ts';
import { parseBody, variablesOf } from '../../domain/message-body.ts';
import { type Addressed, type Cost, costing } from '../../domain/message-cost.ts';
import { opensFor, windowOf } from '../../domain/sending-hours.ts';
import type { Settings } from '../../domain/settings.ts';
import {
  type AudienceParts,
  type AudienceRow,
  countAudience,
  firstMissing,
  type Opening,
  readAudience,
  type Words,
} from '../../store/blast-audience.ts';
import { type BlastDetail, fieldNames } from '../../store/blasts.ts';
import { settingsOf } from '../../store/settings.ts';

/** A blast weighed as it would be sent at a time: to whom, when, saying what. Times are UTC milliseconds. */
export interface Weighed {
  readonly settings: Settings;
  readonly parts: AudienceParts;
  readonly words: Words;
  readonly count: AudienceCount;
  readonly openings: readonly Opening[];
  /** How many are held until their hours begin, and when the first and the last of them may be written to. */
  readonly held: { readonly people: number; readonly first: number; readonly last: number } | null;
  readonly cost: Cost;
  /** Whether all read the same. */
  readonly isUniform: boolean;
  /** The recipient with the longest text, and the first. */
  readonly longest: Addressed | null;
  readonly first: Addressed | null;
  readonly missing: { readonly people: number; readonly first: readonly string[] } | null;
}

/** Weighs a blast: the audience is counted in one statement, and read in another where texts differ. */
export async function weighed(sight: Reading, blast: BlastDetail, at: number): Promise<Weighed> {
  const { connection, db, workspace } = sight;
  const settings = await settingsOf(connection, workspace.id);
  const parts = await audienceParts(sight, blast);
  const body = parseBody(blast.body);
  const isUniform = variablesOf(body).length === 0;
  const words = { body, fields: isUniform ? [] : await fieldNames(db, workspace.id) };
  const rows = await countAudience(connection, parts, words);
  const opens = openingOf(settings, parts, at);
  const count = counted(rows, opens);
  const places = rows.filter(({ reason }) => reason === null).map((row) => ({ ...row, due: opens(row) }));
  const reached = places.filter(({ due }) => due !== Number.POSITIVE_INFINITY);
  const late = reached.filter(({ due }) => due > at);
  const dues = late.map(({ due }) => due);
  const misses = reached.reduce((sum, row) => sum + row.misses, 0);
  const missing = misses === 0 ? [] : await firstMissing(connection, parts, words);
  return {
    settings,
    parts,
    words,
    count,
    openings: reached.map(({ zone, area, due }) => ({ zone: zone ?? '', area: area ?? '', due })),
    held:
      late.length === 0
        ? null
        : {
            people: late.reduce((sum, { people }) => sum + people, 0),
            first: Math.min(...dues),
            last: Math.max(...dues),
          },
    isUniform,
    missing: misses === 0 ? null : { people: misses, first: missing.map(({ address }) => address) },
    ...(await priced(sight, parts, words, count.recipients, isUniform, opens)),
  };
}

type Opens = (place: Pick<AudienceRow, 'zone' | 'area'>) => number;

/** When those of a zone and an area may be written to. Quiet hours are for numbers; mail waits for nobody's morning. */
function openingOf(settings: Settings, { addressed }: AudienceParts, at: number): Opens {
  const own = windowOf(settings.quietHours);
  const known = new Map<string, number>();
  return ({ zone, area }) => {
    if (addressed === 'email') return at;
    const key = `${zone}\n${area}`;
    const due = known.get(key) ?? opensFor({ zone: zone ?? '', area: area ?? '' }, at, settings.timeZone, own);
    known.set(key, due);
    return due;
  };
}

/** The counts of an audience, which add up: whoever was named several times is a duplicate of themself. */
function counted(rows: readonly AudienceRow[], opens: Opens): AudienceCount {
  const people = (reason: Exclusion | null) =>
    rows.filter((row) => row.reason === reason).reduce((sum, row) => sum + row.people, 0);
  const candidates = rows.reduce((sum, { times }) => sum + times, 0);
  const distinct = rows.reduce((sum, row) => sum + row.people, 0);
  const noWindow = rows
    .filter((row) => row.reason === null && opens(row) === Number.POSITIVE_INFINITY)
    .reduce((sum, row) => sum + row.people, 0);
  return {
    candidates,
    duplicates: candidates - distinct + people('duplicate'),
    optedOut: people('opted-out'),
    noConsent: people('no-consent'),
    noNumber: people('no-number'),
    invalidNumber: people('invalid-number'),
    excluded: people('excluded'),
    noWindow,
    recipients: people(null) - noWindow,
  };
}

/** What the texts cost. Where all read the same one of them is read, else every one, as they come. */
async function priced(
  { connection }: Reading,
  parts: AudienceParts,
  words: Words,
  recipients: number,
  isUniform: boolean,
  opens: Opens,
): Promise<Pick<Weighed, 'cost' | 'longest' | 'first'>> {
  const sums = costing();
  let first: Addressed | null = null;
  for await (const reader of readAudience(connection, parts, words, isUniform ? 1 : undefined)) {
    if (opens(reader) === Number.POSITIVE_INFINITY) continue;
    first ??= reader;
    sums.add(reader, isUniform ? recipients : 1);
  }
  return { cost: sums.cost(), longest: sums.longest ?? null, first };
}
