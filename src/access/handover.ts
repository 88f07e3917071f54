import { conflict, type Failure } from '../domain/errors.ts';
import { shellWord } from '../domain/shell-word.ts';
import { plural } from '../domain/words.ts';
import type { Action } from './actions.ts';
import type { SeenConversation } from './conversations.ts';
import { codeOf, type Decision, decide } from './decide.ts';
import { on, type RecordResource } from './resource.ts';
import { verdictSentence } from './sentences.ts';
import type { Subject } from './subject.ts';

/** What stands in the way of somebody's holding a conversation: they must be able to see it and to claim it. */
function noneOf(taker: Subject, { resource }: SeenConversation): Decision | undefined {
  return (['conversations.view', 'conversations.claim'] as const)
    .map((action) => decide(taker, action, resource))
    .find(({ allowed }) => !allowed);
}

/** Why somebody cannot take these conversations, in words; nothing where they can take them all. */
export function whyNotTake(taker: Subject, rows: readonly SeenConversation[]): Failure | undefined {
  const told = rows.flatMap((row) => {
    const no = noneOf(taker, row);
    const conversation = row.resource.record?.name ?? '';
    return no ? [{ conversation, action: no.action, code: codeOf(no), says: verdictSentence(no) }] : [];
  });
  const [first] = told;
  if (first === undefined) return undefined;
  const more = told.length > 1 ? `, nor ${plural(told.length - 1, 'other', 'others')}` : '';
  return conflict('cannot-take-it', `${taker.email} cannot take ${first.conversation}: ${first.says}${more}`, {
    hint: explaining(taker, first.action, `--conversation ${shellWord(first.conversation)}`),
    details: { member: taker.email, conversations: told },
  });
}

/** Why somebody cannot answer for contacts, in words; nothing where they can: what is theirs they see. */
export function whyNotAnswerFor(taker: Subject): Failure | undefined {
  const theirs: RecordResource = { name: '', kind: 'contact', assignee: taker.userId, team: 0, author: 0 };
  const no = decide(taker, 'contacts.view', on({ record: theirs }));
  if (no.allowed) return undefined;
  return conflict('cannot-take-it', `${taker.email} cannot answer for contacts: ${verdictSentence(no)}`, {
    hint: explaining(taker, no.action, ''),
    details: { member: taker.email, action: no.action, code: codeOf(no) },
  });
}

const explaining = ({ email }: Subject, action: Action, where: string): string =>
  `what would change it: switchboard access explain ${shellWord(email)} ${action} ${where}`.trimEnd();
