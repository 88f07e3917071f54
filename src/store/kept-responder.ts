import type { Answering } from '../domain/answer.ts';
import type { ResponderKind, Schedule } from '../domain/responder.ts';
import type { Conduct } from '../domain/responder-draft.ts';
import type { Mode } from '../domain/responder-mode.ts';
import { deedsOf, type KeptDeed, type Names } from './responder-names.ts';

/** A responder as it is kept. */
export interface ResponderRow {
  readonly id: number;
  readonly line_id: number | null;
  readonly name: string;
  readonly kind: ResponderKind;
  readonly mode: Mode | null;
  readonly words: string;
  readonly pattern: string | null;
  readonly reply: string | null;
  readonly actions: string;
  readonly schedule: string;
  readonly cooldown: number;
  readonly priority: number;
  readonly quiet_when_claimed: number;
  readonly is_on: number;
  readonly version: number;
  readonly made: number;
}

/** The columns of a responder (`r` in the statement). */
export const ROW = `r.id, r.line_id, r.name, r.kind, r.mode, r.words, r.pattern, r.reply, r.actions, r.schedule, r.cooldown,
  r.priority, r.quiet_when_claimed, r.is_on, r.version, r.made`;

/** What is kept of a responder. */
export interface ResponderParts extends Conduct {
  readonly name: string;
  readonly line: number | null;
  readonly reply: string | null;
  readonly kept: readonly KeptDeed[];
}

/** What a row does, as it is kept. */
export const keptDeeds = ({ actions }: Pick<ResponderRow, 'actions'>): readonly KeptDeed[] =>
  JSON.parse(actions) as readonly KeptDeed[];

/** A row as what is kept of a responder. */
export const partsOf = (row: ResponderRow): ResponderParts => ({
  name: row.name,
  kind: row.kind,
  line: row.line_id,
  mode: row.mode,
  words: JSON.parse(row.words) as readonly string[],
  pattern: row.pattern,
  schedule: JSON.parse(row.schedule) as Schedule,
  cooldown: row.cooldown,
  priority: row.priority,
  quietWhenClaimed: row.quiet_when_claimed === 1,
  isOn: row.is_on === 1,
  reply: row.reply,
  kept: keptDeeds(row),
});

/** A row with what it names looked up. */
export function answering(row: ResponderRow, names: Names): Answering {
  const { kept, reply, ...conduct } = partsOf(row);
  const from = kept.find((deed) => deed.does === 'template');
  const template = from && names('template', from.id);
  return {
    ...conduct,
    id: row.id,
    since: row.made,
    reply: reply ?? template?.body ?? null,
    template: template?.name ?? null,
    deeds: deedsOf(kept, names),
  };
}
