// What is so when messages come in, looked up once for all of them: it changes as they are taken in, one by one, and is
// written at the end. Long, because it is one picture.
import { contactName } from '../../../access/contacts.ts';
import type { ChangePass } from '../../../access/pass.ts';
import type { Answering } from '../../../domain/answer.ts';
import { businessHours, isWithin } from '../../../domain/business-hours.ts';
import { zoneOf } from '../../../domain/quiet-hours.ts';
import type { Sender } from '../../../domain/sender.ts';
import type { Settings } from '../../../domain/settings.ts';
import { consentOf } from '../../../store/consent.ts';
import { type ContactVariables, variablesOf } from '../../../store/contact-variables.ts';
import { lastContact } from '../../../store/contacts.ts';
import { holdersOf } from '../../../store/holders.ts';
import { knownMessages, lastAnswers, lastConversation } from '../../../store/inbound.ts';
import { type ContactRow, contactsNamed, conversationsOf } from '../../../store/records.ts';
import { respondersOn } from '../../../store/responders.ts';
import type { LineRow } from '../../../store/subjects.ts';
import type { Message } from './message.ts';

/** Somebody who wrote, as they stand now. */
export interface Writer extends Omit<ContactRow, 'assignee' | 'team_id'> {
  readonly isNew: boolean;
  readonly firstName: string | null;
  readonly lastName: string | null;
  assignee: number | null;
  team_id: number | null;
  isReassigned: boolean;
}

/** A conversation as it stands now. */
export interface Thread {
  readonly id: number;
  readonly line: LineRow;
  readonly writer: Writer;
  readonly isNew: boolean;
  state: 'open' | 'claimed' | 'ended';
  claimedBy: number | null;
  holder: string | null;
  opened: number | null;
  latest: number;
  isTouched: boolean;
}

/** A consent as it stands now; `isSet` where it was set meanwhile. */
export interface Standing {
  readonly lineId: number;
  readonly address: string;
  state: string;
  word: string | null;
  origin: 'message' | 'responder';
  at: number;
  isSet: boolean;
}

/** The picture, and how to find one's way in it. */
export interface World {
  readonly keys: Map<string, string>;
  readonly writers: Map<string, Writer>;
  readonly threads: Map<string, Thread>;
  readonly consents: Map<string, Standing>;
  readonly answers: Map<string, number>;
  readonly variables: ReadonlyMap<number, ContactVariables>;
  readonly responders: ReadonlyMap<number, readonly Answering[]>;
  readonly isOpen: (line: LineRow, at: number) => boolean;
  /** The next number of a contact, and of a conversation. */
  readonly next: { contact: number; conversation: number };
}

/** Looks up what is so of the lines and people of these messages: a constant number of statements, and a few for each line. */
export async function worldOf(
  { connection, workspace }: ChangePass,
  messages: readonly Message[],
  settings: Settings,
): Promise<World> {
  const ids = messages.flatMap(({ id }) => (id === null ? [] : [id]));
  const known = await knownMessages(connection, workspace.id, ids);
  const senders = [...new Map(messages.map(({ sender }) => [sender.key, sender])).values()];
  const rows = await contactsNamed(
    connection,
    workspace.id,
    senders.map(({ key }) => key),
  );
  const writers = new Map(senders.flatMap((sender) => writerAmong(rows, sender)));
  const contactIds = [...writers.values()].map(({ id }) => id);
  const lines = new Map(messages.map(({ line }) => [line.id, line]));
  const conversations = await conversationsOf(connection, workspace.id, contactIds);
  const holders = await holdersOf(connection, workspace.id, conversations);
  const byId = new Map([...writers.values()].map((writer) => [writer.id, writer]));
  const threads = conversations.flatMap((row): [string, Thread][] => {
    const [line, writer] = [lines.get(row.line_id), byId.get(row.id)];
    if (line === undefined || writer === undefined) return [];
    const { conversation_id: id, claimed_by: claimedBy } = row;
    const state = row.state as Thread['state'];
    const holder = holders.get(claimedBy) ?? null;
    const now = { state, claimedBy, holder, opened: null, latest: 0, isTouched: false };
    return [[`${line.id} ${writer.id}`, { id, line, writer, isNew: false, ...now }]];
  });
  const addresses = new Set([
    ...senders.map(({ key }) => key),
    ...rows.flatMap(({ phone, email_key }) => [phone ?? [], email_key ?? []].flat()),
  ]);
  const consents = new Map<string, Standing>();
  const responders = new Map<number, readonly Answering[]>();
  for (const lineId of lines.keys()) {
    for (const { address, state, word, at } of await consentOf(connection, workspace.id, lineId, [...addresses])) {
      consents.set(`${lineId} ${address}`, { lineId, address, state, word, origin: 'message', at, isSet: false });
    }
    responders.set(lineId, await respondersOn(connection, workspace.id, lineId));
  }
  const answers = await lastAnswers(connection, workspace.id, contactIds);
  const hours = businessHours(settings.businessHours);
  return {
    keys: new Map(known.map((row) => [row.message_key, `${row.line}/${contactName(row)}`])),
    writers,
    threads: new Map(threads),
    consents,
    answers: new Map(answers.map((row) => [`${row.responder_id} ${row.contact_id}`, row.at])),
    variables: await variablesOf(connection, workspace.id, contactIds),
    responders,
    isOpen: ({ address }, at) => {
      const phone = address.startsWith('+') ? address : null;
      return isWithin(hours, at, zoneOf({ phone, timeZone: null }, settings.timeZone).zone);
    },
    next: {
      contact: (await lastContact(connection, workspace.id)) + 1,
      conversation: 1 + (await lastConversation(connection, workspace.id)),
    },
  };
}

/** The contact who wrote: of several with one e-mail address the one that is known by it alone, else the oldest. */
function writerAmong(rows: readonly ContactRow[], sender: Sender): [string, Writer][] {
  const mine = rows.filter(({ phone, email_key }) =>
    sender.phone === null ? email_key === sender.emailKey : phone === sender.phone,
  );
  const row = mine.find(({ phone }) => phone === null) ?? mine[0];
  if (row === undefined) return [];
  return [[sender.key, { ...row, isNew: false, firstName: null, lastName: null, isReassigned: false }]];
}
