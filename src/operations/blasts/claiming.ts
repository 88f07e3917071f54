import type { ChangePass } from '../../access/pass.ts';
import { filled, parseBody } from '../../domain/message-body.ts';
import { rateOf } from '../../domain/pace.ts';
import { segmentsOf } from '../../domain/segments.ts';
import { areaIn, opensFor, windowOf } from '../../domain/sending-hours.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Parcel } from '../../domain/transport.ts';
import {
  type ClaimedRow,
  claimedMessages,
  claimMessages,
  type DueRow,
  type Outcome,
  tellOutcomes,
} from '../../store/blast-messages.ts';
import { settingsOf } from '../../store/settings.ts';
import type { LineRow } from '../../store/subjects.ts';

/** What was taken in hand: the parcels that go out now, and how many were taken, those held back among them. */
export interface Claimed {
  readonly parcels: readonly Parcel[];
  readonly taken: number;
  readonly rate: number;
}

/** A runner takes no more in hand than it hands over in so many seconds. */
const SECONDS = 30;

/**
 * Takes the next messages of a blast in hand. What has changed since they were frozen counts: who opted out or was removed
 * gets nothing, and where quiet hours have begun meanwhile a message waits for their end. Where `isOut` the rows are the
 * way out: what is taken in hand is handed over with it.
 */
export async function claimed(
  pass: ChangePass,
  blast: DueRow,
  line: LineRow,
  most: number,
  isOut: boolean,
): Promise<Claimed> {
  const { connection, workspace, now } = pass;
  const settings = await settingsOf(connection, workspace.id);
  const rate = blast.rate ?? rateOf(line);
  const atOnce = isOut ? most : Math.min(most, Math.max(1, Math.floor(rate * SECONDS)));
  const taken = await claimMessages(connection, workspace.id, blast.id, now, atOnce);
  const rows = await claimedMessages(connection, workspace.id, blast.id, line.id);
  const said = uniformText(blast.body);
  const parcels: Parcel[] = [];
  const told: Outcome[] = [];
  for (const row of rows) {
    const held = heldBack(row, line, now, settings);
    if (held !== undefined) {
      told.push(held);
      continue;
    }
    const body = row.body ?? said();
    const segments = row.segments ?? segmentsOf(body).segments;
    const { key, attempt } = row;
    parcels.push({ key, attempt, from: line.address, to: row.address, body, segments });
    if (isOut) told.push({ key, attempt, state: 'handed', outcome: 'outbox', at: now, due: null, segments, back: 0 });
  }
  await tellOutcomes(connection, workspace.id, told);
  return { parcels, taken, rate };
}

/** The text that all read, made once. */
function uniformText(body: string): () => string {
  let text: string | undefined;
  return () => (text ??= filled(parseBody(body), new Map()).text);
}

function heldBack(row: ClaimedRow, { kind }: LineRow, now: number, settings: Settings): Outcome | undefined {
  const { key, attempt } = row;
  const untried = { key, attempt, at: now, due: null, segments: null, back: 1 } as const;
  if (row.contact === null) return { ...untried, state: 'gone', outcome: 'the contact was removed' };
  if (row.consent === 'opted-out') return { ...untried, state: 'opted-out', outcome: 'opted out' };
  if (kind === 'email') return undefined;
  const place = { zone: row.zone ?? '', area: areaIn(row.address) };
  const due = opensFor(place, now, settings.timeZone, windowOf(settings.quietHours));
  if (due <= now) return undefined;
  if (due === Number.POSITIVE_INFINITY)
    return { ...untried, state: 'failed', outcome: 'no hour is left to write to them' };
  return { ...untried, state: 'waiting', outcome: 'held until quiet hours are over', due };
}
