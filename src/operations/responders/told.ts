import type { Answering } from '../../domain/answer.ts';
import { deedAction } from '../../domain/answer.ts';
import { actionTexts } from '../../domain/responder-action.ts';
import { durationText, rfc3339 } from '../../domain/time.ts';
import type { AuthoredRow } from '../../store/responder-rows.ts';

/** Who changed something last, when and by which entry. */
export type Authored = Pick<AuthoredRow, 'version' | 'changed' | 'changed_at' | 'changed_by'>;

/** A responder as people and programs read it; `line` is null on all lines, and what is not kept has no author. */
export function told(responder: Answering, line: string | null, authored: Authored | undefined) {
  const { during, from, until } = responder.schedule;
  return {
    name: responder.name,
    kind: responder.kind,
    line,
    mode: responder.mode,
    words: responder.words,
    pattern: responder.pattern,
    reply: responder.reply,
    template: responder.template,
    actions: actionTexts(responder.deeds.map(deedAction)),
    /** The actions that are left undone, each with why. */
    skipped: responder.deeds.flatMap((deed) =>
      'skipped' in deed && deed.skipped !== undefined ? [`${actionTexts([deedAction(deed)])[0]}: ${deed.skipped}`] : [],
    ),
    during,
    from: from === undefined ? null : rfc3339(from),
    until: until === undefined ? null : rfc3339(until),
    cooldown: durationText(responder.cooldown),
    priority: responder.priority,
    quietWhenClaimed: responder.quietWhenClaimed,
    on: responder.isOn,
    version: authored?.version ?? null,
    changed: authored ? rfc3339(authored.changed_at) : null,
    by: authored?.changed_by ?? null,
    entry: authored?.changed ?? null,
  };
}

export type ResponderAnswer = ReturnType<typeof told>;
