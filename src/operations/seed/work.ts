// Lists, templates, responders, conversations and blasts as a document says them: long, because each has its own words.
import type { QueryPass } from '../../access/pass.ts';
import { reachOf } from '../../access/reach.ts';
import { deedAction } from '../../domain/answer.ts';
import { type BlastState, isBeyondMaking } from '../../domain/blast.ts';
import { type Condition, whereTexts } from '../../domain/contact-filter.ts';
import { isCompliance } from '../../domain/responder.ts';
import { actionTexts } from '../../domain/responder-action.ts';
import type {
  SeedBlast,
  SeedConversation,
  SeedList,
  SeedMessage,
  SeedResponder,
  SeedSchedule,
  SeedTemplate,
} from '../../domain/seed.ts';
import { durationText, rfc3339 } from '../../domain/time.ts';
import { audienceOf, blastsQuery } from '../../store/blasts.ts';
import { conversationPages, type ExportedConversation, type ExportedMessage } from '../../store/conversation-export.ts';
import { holdersOf, partedAmong } from '../../store/holders.ts';
import { answering, keptDeeds } from '../../store/kept-responder.ts';
import { listsOf } from '../../store/lists.ts';
import { namesOf } from '../../store/responder-names.ts';
import { respondersReached } from '../../store/responder-rows.ts';
import { templatesOf } from '../../store/templates.ts';
import { adrift } from './adrift.ts';
import { byKey, inOrder, said, unlessEmpty } from './natural.ts';

/** The lists; who is on one by hand is said with the contacts. `lost` are segments that could not be made any more. */
export async function listsSaid(pass: QueryPass) {
  const rows = byKey(await listsOf(pass.connection, pass.workspace.id), ({ name }) => name);
  const conditionOf = ({ filter }: (typeof rows)[number]) => JSON.parse(filter ?? '[]') as Condition;
  const lost = await adrift(
    pass,
    rows.map((row) => ({ name: row.name, condition: conditionOf(row) })),
  );
  const kept = rows.filter(({ name }) => !lost.has(name));
  const lists = kept.map((row) =>
    said<SeedList>({
      name: row.name,
      about: row.about ?? undefined,
      where: row.filter === null ? undefined : whereTexts(conditionOf(row)),
      wantsConsent: row.wants_consent === 1 ? true : undefined,
    }),
  );
  return { lists, lost: [...lost] };
}

/** The templates. */
export async function templatesSaid({ connection, workspace }: QueryPass): Promise<readonly SeedTemplate[]> {
  const templates = await templatesOf(connection, workspace.id);
  return byKey(templates, ({ name }) => name).map(({ name, body }) => ({ name, body }));
}

/**
 * The responders within reach, and the compliance answers that somebody worded. Where templates are not in the document their
 * texts are written out, which `written` counts.
 */
export async function respondersSaid({ connection, workspace, actor }: QueryPass, hasTemplates: boolean) {
  const rows = await respondersReached(connection, workspace.id, reachOf(actor, 'responders.view'));
  const names = await namesOf(connection, workspace.id, rows.flatMap(keptDeeds));
  const counted = { written: 0, skipped: 0 };
  const found = rows.flatMap((row): SeedResponder[] => {
    const one = answering(row, names);
    const { address: line } = row;
    if (isCompliance(one)) return one.reply === null ? [] : [{ line, kind: one.kind, reply: one.reply }];
    const template = hasTemplates ? (one.template ?? undefined) : undefined;
    if (one.template !== null && template === undefined) counted.written++;
    const deeds = one.deeds.filter((deed) => !('skipped' in deed) || deed.skipped === undefined);
    counted.skipped += one.deeds.length - deeds.length;
    const { during, from, until } = one.schedule;
    return [
      said<SeedResponder>({
        name: one.name,
        line,
        kind: one.kind,
        mode: one.mode ?? undefined,
        words: unlessEmpty(one.words),
        pattern: one.pattern ?? undefined,
        reply: template === undefined ? (one.reply ?? undefined) : undefined,
        template,
        actions: unlessEmpty(actionTexts(deeds.map(deedAction))),
        schedule: said<SeedSchedule>({
          during,
          from: from === undefined ? undefined : rfc3339(from),
          until: until === undefined ? undefined : rfc3339(until),
        }),
        cooldown: durationText(one.cooldown),
        priority: one.priority,
        quietWhenClaimed: one.quietWhenClaimed,
        on: one.isOn,
      }),
    ];
  });
  return { responders: byKey(found, ({ name, kind, line }) => `${name ?? ''}\0${kind}\0${line ?? ''}`), counted };
}

/** The conversations within reach with what was said in them, however many; `parted` counts messages of members who left. */
export function conversationsSaid({ connection, workspace, actor }: QueryPass) {
  const reached = reachOf(actor, 'conversations.view');
  const counted = { parted: 0 };
  async function* all(): AsyncGenerator<SeedConversation> {
    for await (const { conversations, messages } of conversationPages(connection, workspace.id, reached)) {
      const threads = Map.groupBy(messages, (message) => message.conversation_id);
      counted.parted += messages.reduce((sum, { is_parted }) => sum + is_parted, 0);
      for (const conversation of conversations) yield conversationOf(conversation, threads.get(conversation.id) ?? []);
    }
  }
  return { conversations: all(), counted };
}

const conversationOf = (
  { line, phone, email, state, holder, category, note }: ExportedConversation,
  thread: readonly ExportedMessage[],
): SeedConversation =>
  said<SeedConversation>({
    line,
    contact: (phone ?? email) as string,
    state: state as 'open',
    claimedBy: holder ?? undefined,
    category: category ?? undefined,
    note: note ?? undefined,
    messages: unlessEmpty(
      thread.map(({ at, kind, body, author, responder }) =>
        said<SeedMessage>({
          at: rfc3339(at),
          kind: kind as SeedMessage['kind'],
          body,
          author: author ?? (responder || undefined),
        }),
      ),
    ),
  });

/** The blasts within reach that a document can make; `gone` and `parted` count the others, the latter those of people who left. */
export async function blastsSaid({ connection, db, workspace, actor }: QueryPass) {
  const rows = await blastsQuery(db, workspace.id, reachOf(actor, 'blasts.view')).execute();
  const authors = await holdersOf(
    connection,
    workspace.id,
    rows.map(({ author }) => ({ claimed_by: author })),
  );
  const parted = await partedAmong(
    connection,
    workspace.id,
    rows.map(({ author }) => author),
  );
  const makable = byKey(rows, ({ name }) => name).filter(({ state }) => !isBeyondMaking(state));
  const kept = makable.filter(({ author }) => !parted.has(author));
  const blasts = kept.map((row): SeedBlast => {
    const { lists, contacts, where, exclude } = audienceOf(row);
    return said<SeedBlast>({
      name: row.name,
      line: row.address,
      author: authors.get(row.author),
      body: row.body,
      lists: unlessEmpty(inOrder(lists)),
      contacts: unlessEmpty(inOrder(contacts)),
      where: unlessEmpty(whereTexts(where)),
      exclude: unlessEmpty(inOrder(exclude)),
      rate: row.rate ?? undefined,
      state: row.state as BlastState,
      at: row.scheduled === null || row.state === 'cancelled' ? undefined : rfc3339(row.scheduled),
    });
  });
  return { blasts, gone: rows.length - makable.length, parted: makable.length - kept.length };
}
