import { businessHours, isWithin } from '../domain/business-hours.ts';
import { isTextKind } from '../domain/line-kinds.ts';
import { lineZone } from '../domain/line-zone.ts';
import type { Situation } from '../domain/responder.ts';
import type { Connection } from './connection.ts';
import { settingsOf } from './settings.ts';

/** A message that comes in, or is thought to: `contactId` is null for somebody who never wrote. */
export interface Incoming {
  readonly lineId: number;
  readonly contactId: number | null;
  readonly at: number;
  readonly text: string;
  readonly isAutomatic: boolean;
}

/** A situation with the zone by whose clocks the line's hours go. */
export interface PlacedSituation extends Situation {
  readonly zone: string;
}

/**
 * What is so when a message comes in, before it is kept: a contact without a conversation on the line writes for the first
 * time. Hours are the workspace's, by the clocks of where the line's number lies, else by the workspace's own.
 */
export async function situationOf(
  connection: Connection,
  workspaceId: number,
  { lineId, contactId, at, text, isAutomatic }: Incoming,
): Promise<PlacedSituation> {
  const { all } = connection;
  const settings = await settingsOf(connection, workspaceId);
  const [line] = await all<{ kind: string; address: string; conversation: number | null; claimed_by: number | null }>(
    `select l.kind, l.address, v.id as conversation, v.claimed_by from lines l
     left join conversations v on v.workspace_id = l.workspace_id and v.line_id = l.id
       and v.contact_id = cast($3 as integer)
     where l.workspace_id = $1 and l.id = $2`,
    [workspaceId, lineId, contactId],
  );
  const answers = await all<{ responder_id: number; at: number }>(
    `select a.responder_id, a.at from responder_answers a
     where a.workspace_id = $1 and a.contact_id = cast($2 as integer)`,
    [workspaceId, contactId],
  );
  const last = new Map(answers.map((answer) => [answer.responder_id, answer.at]));
  const zone = lineZone(line?.address ?? null, settings.timeZone);
  return {
    text,
    at,
    isFirstContact: line?.conversation == null,
    isClaimed: line?.claimed_by != null,
    isAutomatic,
    isOpen: isWithin(businessHours(settings.businessHours), at, zone),
    lastAnswered: (responder) => last.get(responder),
    yesOptsIn: settings.yesOptsIn,
    lineIsText: isTextKind(line?.kind ?? ''),
    zone,
  };
}
