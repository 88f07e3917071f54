import type { Answering } from '../domain/answer.ts';
import { COMPLIANCE_KINDS, complianceName, usualReply } from '../domain/compliance-reply.ts';
import { isTextKind } from '../domain/line-kinds.ts';
import { escaped } from '../domain/message-body.ts';
import type { ComplianceKind } from '../domain/opt-words.ts';
import { type ResponderKind, usualCooldown } from '../domain/responder.ts';
import type { Connection } from './connection.ts';
import { answering, keptDeeds, type ResponderRow, ROW } from './kept-responder.ts';
import { namesOf } from './responder-names.ts';
import { settingsOf } from './settings.ts';

/** What the workspace's away message is called among responders. */
export const AWAY_NAME = 'away message of the workspace';

/** The number by which the answers of the workspace's away message are remembered. */
const AWAY_MESSAGE = 0;

/**
 * Everything that could answer on a line (null: on all lines): the line's responders and those of all lines, the
 * compliance answers that every text line has from its creation, and the workspace's away message.
 */
export async function respondersOn(
  connection: Connection,
  workspaceId: number,
  lineId: number | null,
): Promise<readonly Answering[]> {
  const { all } = connection;
  const [place] = await all<{ workspace: string; address: string | null; kind: string | null }>(
    `select w.name as workspace, l.address, l.kind from workspaces w
     left join lines l on l.workspace_id = w.id and l.id = cast($2 as integer) where w.id = $1`,
    [workspaceId, lineId],
  );
  const rows = await all<ResponderRow>(
    `select ${ROW} from responders r
     where r.workspace_id = $1 and (r.line_id is null or r.line_id = cast($2 as integer)) order by r.id`,
    [workspaceId, lineId],
  );
  const { awayMessage } = await settingsOf(connection, workspaceId);
  const names = await namesOf(connection, workspaceId, rows.flatMap(keptDeeds));
  const added = rows.filter(({ kind }) => !isComplianceKind(kind)).map((row) => answering(row, names));
  const isText = place?.kind == null || isTextKind(place.kind);
  return [
    ...(isText ? COMPLIANCE_KINDS.map((kind) => compliance(kind, rows, { lineId, ...place })) : []),
    ...added,
    ...(awayMessage === null ? [] : [awayAnswer(awayMessage)]),
  ];
}

const isComplianceKind = (kind: ResponderKind): kind is ComplianceKind => COMPLIANCE_KINDS.some((one) => one === kind);

/** A compliance answer: in the words of its line, else in those of all lines, else in the usual ones. It never cools down or is off. */
function compliance(
  kind: ComplianceKind,
  rows: readonly ResponderRow[],
  on: { readonly lineId: number | null; readonly workspace?: string; readonly address?: string | null },
): Answering {
  const worded = (line: number | null) =>
    rows.find((row) => row.kind === kind && row.line_id === line && row.reply !== null);
  const row = worded(on.lineId) ?? worded(null);
  return {
    ...PLAIN,
    id: row?.id ?? COMPLIANCE_KINDS.indexOf(kind) - COMPLIANCE_KINDS.length,
    name: complianceName(kind, on.address ?? null),
    kind,
    line: on.lineId,
    reply: row?.reply ?? escaped(usualReply(kind, on.workspace ?? '')),
    deeds: kind === 'help' ? [] : [{ does: 'consent', state: kind === 'opt-out' ? 'opted-out' : 'opted-in' }],
  };
}

/** Goes last among those that answer outside business hours. */
const awayAnswer = (message: string): Answering => ({
  ...PLAIN,
  id: AWAY_MESSAGE,
  name: AWAY_NAME,
  kind: 'away',
  line: null,
  reply: message,
  schedule: { during: 'outside-hours' },
  cooldown: usualCooldown('away'),
  priority: Number.MIN_SAFE_INTEGER,
  deeds: [],
});

const PLAIN = {
  mode: null,
  words: [],
  pattern: null,
  schedule: { during: 'always' },
  cooldown: 0,
  priority: 0,
  quietWhenClaimed: false,
  isOn: true,
  since: 0,
  template: null,
} satisfies Partial<Answering>;
